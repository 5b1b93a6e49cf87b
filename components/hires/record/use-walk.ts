import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import {
  isNarrowed,
  type ListAddress,
  listFilter,
  listHref,
  nextPage,
  PAGE_SIZE,
  parseListAddress,
  previousPage,
} from "@/components/hires/filters/list-address";
import { tabOf } from "@/components/hires/list/tabs";
import { isNotLoaded } from "@/components/ui/not-loaded";
import { useAddressParams } from "@/components/ui/use-address";
import { newHireListOptions } from "@/lib/hires/queries";
import type { HirePage } from "@/lib/hires/schema";
import * as m from "@/lib/messages/generated/hires/record";
import { number } from "@/lib/messages/runtime";
import { path } from "@/lib/platform/paths/address";
import { newHirePage, newHiresPage } from "@/lib/platform/paths/pages";

export interface Walk {
  /** The list this record was opened from. */
  listHref: string;
  /** "3 of 12"; null while it is not known, or when the record has left the list. */
  position: string | null;
  previousHref: string | null;
  nextHref: string | null;
  /** The first query for the list around this hire that failed; null: none. */
  failed: UseQueryResult<HirePage> | null;
}

// Whether the next record is opened by `j` or `k`: a module's, since each record is a page of its own.
let isWalking = false;

/** Goes to a neighbour by a key, which has to be free there for the next step. */
export function walkTo(go: (href: string) => void, href: string): void {
  isWalking = true;
  go(href);
}

/** Returns whether this record was opened by a key of the walk; asked once, when it is opened. */
export function wasWalkedTo(): boolean {
  const was = isWalking;
  isWalking = false;
  return was;
}

const recordHref = (id: string | undefined, address: ListAddress) => (id ? listHref(path(newHirePage, id), address) : null);

function positionOf(index: number, address: ListAddress, list: HirePage): string {
  const place = (address.page - 1) * PAGE_SIZE + index + 1;
  return isNarrowed(address) ? number(place) : m.placeOfAll({ place, total: tabOf(address.status).count(list.counts) });
}

/**
 * The hires before and after this one in the list it was opened from, which the record's own address carries. It asks
 * for the same pages as the list does, so they are usually here already. A record that leaves the list while it is
 * open (its invitation went out) keeps its place between its neighbours.
 */
export function useWalk(id: string): Walk {
  const params = useAddressParams();
  const isFromList = params.has("status");
  const address = parseListAddress(params);
  const here = useQuery({ ...newHireListOptions(listFilter(address)), enabled: isFromList });
  const list = here.data;
  const ids: string[] = (isFromList && list?.items.map((hire) => hire.id)) || [];
  const found = ids.indexOf(id);

  const [place, setPlace] = useState(found);
  if (found >= 0 && found !== place) setPlace(found);
  const index = found >= 0 ? found : place;
  const after = found >= 0 ? index + 1 : index;

  const isFirst = index === 0;
  const isLast = list !== undefined && index >= 0 && after >= ids.length;
  const before = previousPage(address);
  const beyond = list?.nextCursor ? nextPage(address, list.nextCursor) : null;
  const earlier = useQuery({
    ...newHireListOptions(listFilter(before ?? address)),
    enabled: isFirst && before !== null && before.page === address.page - 1,
    placeholderData: undefined,
  });
  const later = useQuery({
    ...newHireListOptions(listFilter(beyond ?? address)),
    enabled: isLast && beyond !== null,
    placeholderData: undefined,
  });

  return {
    listHref: isFromList ? listHref(newHiresPage, address) : newHiresPage,
    position: list && found >= 0 ? positionOf(found, address, list) : null,
    previousHref: isFirst && before ? recordHref(earlier.data?.items.at(-1)?.id, before) : recordHref(ids[index - 1], address),
    nextHref: isLast && beyond ? recordHref(later.data?.items[0]?.id, beyond) : index >= 0 ? recordHref(ids[after], address) : null,
    failed: [here, earlier, later].find(isNotLoaded) ?? null,
  };
}
