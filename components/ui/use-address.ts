import { useSearchParams } from "next/navigation";
import { startTransition, useOptimistic } from "react";

/**
 * Returns what a page shows, parsed from its address, and how to change it without requesting the page again. A change applies
 * immediately: the framework passes a new address down later, and until then a ticked box would look unticked and typed text
 * would be reset.
 */
export function useAddress<State>(parse: (params: URLSearchParams) => State, hrefOf: (state: State) => string) {
  const [address, setAddress] = useOptimistic(parse(new URLSearchParams(useSearchParams())));
  const go = (next: State, how: "push" | "replace" = "push") =>
    startTransition(() => {
      setAddress(next);
      if (how === "push") window.history.pushState(null, "", hrefOf(next));
      else window.history.replaceState(null, "", hrefOf(next));
    });
  return { address, go };
}
