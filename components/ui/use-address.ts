import { useSearchParams } from "next/navigation";
import { startTransition, useOptimistic, useSyncExternalStore } from "react";
import { onFragment, readFragment, tellFragment } from "@/components/ui/fragment";
import { splitQuery } from "@/lib/platform/paths/address";

/**
 * Returns a page's address with parameters, without what is not set. Those named by `apart` may name a person: they stand in the fragment,
 * which a browser sends to no server, and no server writes into its log.
 */
export function addressOf<Params extends object>(page: string, params: Params, apart: readonly (keyof Params & string)[]): string {
  const query = splitQuery(params, apart);
  return `${page}?${query.open}${query.apart.size > 0 ? `#${query.apart}` : ""}`;
}

/** Returns the parameters in this page's address, those of its fragment included. */
export function useAddressParams(): URLSearchParams {
  const query = useSearchParams();
  const fragment = useSyncExternalStore(onFragment, readFragment, () => "");
  return new URLSearchParams([...query, ...new URLSearchParams(fragment)]);
}

/**
 * Returns what a page shows, parsed from its address, and how to change it without requesting the page again. A change applies
 * immediately: the framework passes a new address down later, and until then a ticked box would look unticked and typed text
 * would be reset.
 */
export function useAddress<State>(parse: (params: URLSearchParams) => State, hrefOf: (state: State) => string) {
  const [address, setAddress] = useOptimistic(parse(useAddressParams()));
  const go = (next: State, how: "push" | "replace" = "push") =>
    startTransition(() => {
      setAddress(next);
      if (how === "push") window.history.pushState(null, "", hrefOf(next));
      else window.history.replaceState(null, "", hrefOf(next));
      tellFragment();
    });
  return { address, go };
}
