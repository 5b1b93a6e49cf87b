/** Where an entry of the browser's history stands among those of this tab, kept in the entry itself so that it outlives a reload. */
const POSITION = "portalPosition";

interface HistoryGuard {
  /** Whether what is on the page would be lost. */
  isHolding: () => boolean;
  /** Is given what goes on to where the person wanted to go. */
  onHeld: (goOn: () => void) => void;
}

let guard: HistoryGuard | null = null;
/** Where the page that is shown stands. */
let here = 0;
/** Where the person wanted to go, until they are back at `here`. */
let wanted: number | null = null;
let isReleased = false;

function positionOf(state: unknown): number | null {
  const position = typeof state === "object" && state !== null ? (state as Record<string, unknown>)[POSITION] : undefined;
  return typeof position === "number" ? position : null;
}

function at(position: number, state: unknown): object {
  return { ...(typeof state === "object" ? state : {}), [POSITION]: position };
}

/**
 * The browser announces Back and Forward only after they happened, and the router would then show the other page. So this listener returns to
 * the page's own entry before the router sees the event, and calls the guard, which asks the person. Entries are numbered because the browser
 * does not say which way it went.
 */
function onTraversal(event: PopStateEvent): void {
  const now = positionOf(event.state);
  if (now === null || isReleased || !guard?.isHolding()) {
    isReleased = false;
    wanted = null;
    here = now ?? here;
    return;
  }
  event.stopImmediatePropagation();
  if (now !== here) {
    wanted = now;
    window.history.go(here - now);
    return;
  }
  const steps = wanted === null ? 0 : wanted - here;
  wanted = null;
  if (steps === 0) return;
  guard.onHeld(() => {
    isReleased = true;
    window.history.go(steps);
  });
}

/** Numbers the entries from the first page on; must run before the router takes hold of the history. */
function install(): void {
  const { pushState, replaceState } = window.history;
  window.history.pushState = (state, unused, url) => {
    pushState.call(window.history, at(here + 1, state), unused, url);
    here += 1;
  };
  window.history.replaceState = (state, unused, url) => replaceState.call(window.history, at(here, state), unused, url);
  here = positionOf(window.history.state) ?? 0;
  window.history.replaceState(window.history.state, "");
  // Captured, so that it comes before the router's own listener.
  window.addEventListener("popstate", onTraversal, { capture: true });
}

if (typeof window !== "undefined") install();

/** Has Back and Forward ask before they leave the page. There is one guard for the whole portal. */
export function guardHistory(by: HistoryGuard): void {
  guard = by;
}
