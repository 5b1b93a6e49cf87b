import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type ListAddress, listFilter } from "@/components/hires/filters/list-address";
import { newHireKeys, newHireListOptions, newHireNewsOptions, newsInterval } from "@/lib/hires/queries";
import type { HirePage, ReadPage } from "@/lib/hires/schema";

export interface ShownList {
  list: ReturnType<typeof useQuery<ReadPage>>;
  /** The rows as they were read, each with what it says now. */
  hires: HirePage["items"] | undefined;
  counts: HirePage["counts"] | undefined;
  /** Bulk actions under way. */
  bulkActions: number;
  /** How many of the rows on this page as it is now are not shown yet. */
  arrived: number;
  /** Some of the shown ones belong elsewhere by now. */
  hasLeft: boolean;
  /** Shows the page as it is now. */
  show: () => void;
}

/**
 * Returns the page of the list, whose rows keep their places: what a sync or a colleague changes is written into the rows that
 * are shown, and added or removed hires are announced beside them until the user asks to see them. The user's own changes are
 * shown immediately.
 */
export function useListNews(address: ListAddress): ShownList {
  const client = useQueryClient();
  const filter = listFilter(address);
  const list = useQuery(newHireListOptions(filter));
  const news = useQuery({
    ...newHireNewsOptions(filter),
    enabled: list.isSuccess && !list.isPlaceholderData,
    ...(list.data && !list.isPlaceholderData ? { initialData: list.data, initialDataUpdatedAt: list.dataUpdatedAt } : {}),
    refetchInterval: ({ state }) => newsInterval(state.dataUpdatedAt > list.dataUpdatedAt ? state.data : list.data),
  });
  // The news of a page are older than the page when it was read again since.
  const latest = news.data && news.dataUpdatedAt > list.dataUpdatedAt && !list.isPlaceholderData ? news.data : undefined;
  const shown = list.data?.items;
  const now = new Map(latest?.items.map((hire) => [hire.id, hire]));
  const known = new Set(shown?.map((hire) => hire.id));
  return {
    list,
    hires: shown?.map((hire) => now.get(hire.id) ?? hire),
    counts: (latest ?? list.data)?.counts,
    bulkActions: (latest ?? list.data)?.bulkActions ?? 0,
    arrived: latest?.items.filter((hire) => !known.has(hire.id)).length ?? 0,
    hasLeft: (latest && shown?.some((hire) => !now.has(hire.id))) ?? false,
    show: () => latest && client.setQueryData(newHireKeys.list(filter), latest),
  };
}
