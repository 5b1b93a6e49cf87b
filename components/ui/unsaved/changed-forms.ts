import { useEffect, useSyncExternalStore } from "react";
import { guardHistory } from "@/components/ui/unsaved/history-guard";

// What the whole page shares, and no provider: the browser's history and the API's client ask as well, which are no components.

const changed = new Set<symbol>();
const listeners = new Set<() => void>();
let leaving: (() => void) | null = null;

function tell(): void {
  for (const listener of listeners) listener();
}

function hold(goOn: (() => void) | null): void {
  leaving = goOn;
  tell();
}

guardHistory({ isHolding: hasChangedForms, onHeld: (goOn) => hold(() => leaveAnyway(goOn)) });

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Returns whether anything that was typed on the page is not saved. */
export function hasChangedForms(): boolean {
  return changed.size > 0;
}

/** Asks whether changes may be lost, and only then goes on. */
export function askToDiscard(goOn: () => void): void {
  hold(goOn);
}

/** Leaves the page, after the question whether changes may be lost where there are any. */
export function leave(goOn: () => void): void {
  if (hasChangedForms()) askToDiscard(() => leaveAnyway(goOn));
  else goOn();
}

/** Leaves the page without a question, where the person has answered it or means to lose what is there. */
export function leaveAnyway(goOn: () => void): void {
  changed.clear();
  goOn();
}

/** Returns whether anything that was typed on the page is not saved, and follows it. */
export function useHasChangedForms(): boolean {
  return useSyncExternalStore(subscribe, hasChangedForms, () => false);
}

/** Returns what goes on once the person says that changes may be lost; null while no one is asked. */
export function useLeaving(): { goOn: (() => void) | null; answer: (mayGo: boolean) => void } {
  const goOn = useSyncExternalStore(
    subscribe,
    () => leaving,
    () => null,
  );
  return {
    goOn,
    answer: (mayGo) => {
      hold(null);
      if (mayGo) goOn?.();
    },
  };
}

/**
 * Says that a form holds what is not saved. Every way out of the page then asks first: links, Back and Forward, keys and buttons that `leave`,
 * and the browser itself for closing, a reload or another address. `useConflict` says it for its forms; all others call this.
 */
export function useUnsaved(isChanged: boolean): void {
  useEffect(() => {
    if (!isChanged) return;
    const form = Symbol("form");
    const onBeforeUnload = (event: BeforeUnloadEvent) => {
      if (changed.has(form)) event.preventDefault();
    };
    changed.add(form);
    tell();
    window.addEventListener("beforeunload", onBeforeUnload);
    return () => {
      changed.delete(form);
      tell();
      window.removeEventListener("beforeunload", onBeforeUnload);
    };
  }, [isChanged]);
}
