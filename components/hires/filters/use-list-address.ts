import { listHref, parseListAddress } from "@/components/hires/filters/list-address";
import { useAddress } from "@/components/ui/use-address";
import { newHiresPage } from "@/lib/platform/paths/pages";

/** The list's address, and how to change it. */
export function useListAddress() {
  return useAddress(parseListAddress, (address) => listHref(newHiresPage, address));
}
