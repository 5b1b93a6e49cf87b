import { useEffect } from "react";

/** Where the person keeps whether single keys do something; kept in this browser. */
const STORAGE_KEY = "emptrust-single-keys";

/** Whether single keys do something here (WCAG 2.1.4: they can be turned off, for who dictates or presses keys by accident). */
export function singleKeysAreOn(): boolean {
  return typeof window === "undefined" || window.localStorage.getItem(STORAGE_KEY) !== "off";
}

export function turnSingleKeys(isOn: boolean): void {
  if (isOn) window.localStorage.removeItem(STORAGE_KEY);
  else window.localStorage.setItem(STORAGE_KEY, "off");
}

/** Whether a key belongs to what the person is typing into, or to a dialog above the page. */
function isTaken({ target }: KeyboardEvent): boolean {
  return (
    target instanceof Element &&
    target.closest("input:not([type=checkbox]), textarea, select, [contenteditable], dialog[open], [role=dialog]") !== null
  );
}

/** Does something at a single key, as long as nobody is typing and the keys are on. `null` does nothing. */
export function useSingleKeys(keys: Record<string, (() => void) | null>): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.metaKey || event.ctrlKey || event.altKey || isTaken(event) || !singleKeysAreOn()) return;
      const act = keys[event.key];
      if (!act) return;
      event.preventDefault();
      act();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [keys]);
}
