import { skipToken, useQuery } from "@tanstack/react-query";
import { ownLayout, type ShownLayout } from "@/components/hires/columns/layout";
import type { StoredLayout } from "@/lib/hires/views/schema";

/** The cache key of the person's own layout. */
export const layoutKey = ["list-layout"];

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
