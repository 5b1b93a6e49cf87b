import { useEffect, useSyncExternalStore } from "react";

const STORAGE_KEY = "emptrust-single-keys";
const CHANGED = "single-keys-changed";

/** Returns whether single keys do something in this browser (WCAG 2.1.4: they can be turned off). Where the browser keeps nothing, they do. */
function singleKeysAreOn(): boolean {
  try {
    return window.localStorage.getItem(STORAGE_KEY) !== "off";
  } catch {
    return true;
  }
}

export function turnSingleKeys(isOn: boolean): void {
  try {
    if (isOn) window.localStorage.removeItem(STORAGE_KEY);
    else window.localStorage.setItem(STORAGE_KEY, "off");
  } catch {
    // Without storage they stay on.
  }
  window.dispatchEvent(new Event(CHANGED));
}

function subscribe(callback: () => void): () => void {
  window.addEventListener(CHANGED, callback);
  window.addEventListener("storage", callback);
  return () => {
    window.removeEventListener(CHANGED, callback);
    window.removeEventListener("storage", callback);
  };
}

/** Whether single keys do something in this browser, for what tells of them. */
export function useSingleKeysAreOn(): boolean {
  return useSyncExternalStore(subscribe, singleKeysAreOn, () => true);
}

/** Returns whether a key belongs to what the person is typing into, or to a dialog above the page. */
function isTaken({ target }: KeyboardEvent): boolean {
  return (
    target instanceof Element &&
    target.closest("input:not([type=checkbox]), textarea, select, [contenteditable], dialog[open], [role=dialog]") !== null
  );
}

/** The only way a page listens to single keys: acts while no one is typing and single keys are on. `null` does nothing. */
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
