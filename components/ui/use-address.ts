import { useSearchParams } from "next/navigation";
import { startTransition, useOptimistic, useSyncExternalStore } from "react";
import { onFragment, readFragment, tellFragment } from "@/components/ui/fragment";

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
