import { changed, type ListAddress, paramsOf, parseListAddress } from "@/components/hires/filters/list-address";
import { addressOf } from "@/components/ui/use-address";

/** Returns what is kept of a list as a view: everything as one query. */
export function viewQuery(address: ListAddress): string {
  return addressOf("", paramsOf({ ...changed(address, {}), view: null }), []).slice(1);
}

/** Returns whether two lists are the same view: same tab, search, filters in any order, sorting and layout. */
export function isSameView(one: ListAddress, other: ListAddress): boolean {
  const parts = (address: ListAddress) => [...new URLSearchParams(viewQuery(address))].map((part) => part.join("=")).sort();
  return parts(one).join("&") === parts(other).join("&");
}

/** Returns the list that a saved view shows. */
export function addressOfView({ id, query }: { id: string; query: string }): ListAddress {
  return { ...parseListAddress(new URLSearchParams(query)), view: id };
}
