import type { ListAddress } from "@/components/hires/filters/list-address";
import { sortingWords } from "@/components/hires/list/sortings";
import * as m from "@/lib/messages/generated/hires/list";

/** The list's tab, search and order on paper, where the controls that say them are gone. The view, the filters and the page print themselves. */
export function PrintedHead({ address: { status, search, sort } }: { address: ListAddress }) {
  return (
    <div className="hidden print:block">
      <h2>{m.tab({ status })}</h2>
      {search.trim() ? <p className="mt-1 break-words">{m.searchedFor({ search })}</p> : null}
      <p className="mt-1">{m.sortedBy({ sorting: sortingWords(sort) })}</p>
    </div>
  );
}
