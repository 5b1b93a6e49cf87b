import { useSearchParams } from "next/navigation";
import { startTransition, useOptimistic } from "react";

/**
 * What a page shows, as its address says it, and how to change it without asking the server for the page again. What was just
 * chosen counts at once: the framework hands a new address down when it finds the time, and until then a box that was ticked
 * would look as if it were not, and what is typed would be taken back.
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
