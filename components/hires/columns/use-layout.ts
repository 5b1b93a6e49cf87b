import { skipToken, useQuery, useQueryClient } from "@tanstack/react-query";
import { ownLayout, type ShownLayout } from "@/components/hires/columns/layout";
import type { ListLayout, StoredLayout } from "@/lib/hires/views/schema";

const layoutKey = ["list-layout"];

/** Returns the person's own layout: what the page came with, or what they have made of it since, also on a page that was kept. */
export function useOwnLayout(known: StoredLayout): ShownLayout {
  const { data } = useQuery<StoredLayout>({
    queryKey: layoutKey,
    queryFn: skipToken,
    initialData: known,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return ownLayout(data ?? known);
}

/** Returns how to show another layout from now on. */
export function useShowLayout(): (layout: ListLayout) => void {
  const client = useQueryClient();
  return (layout) => client.setQueryData<StoredLayout>(layoutKey, { layout });
}
