import { useSyncExternalStore } from "react";
import { guardHistory } from "@/components/ui/unsaved/history-guard";

// What the whole page shares, and no provider: the browser's history and the API's client ask as well, which are no components.

const changed = new Set<symbol>();
const atWork = new Set<symbol>();
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

/** Calls back whenever a form begins or ceases to hold changes, and when someone is asked about them. */
export function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Returns whether anything that was typed on the page is not saved. */
export function hasChangedForms(): boolean {
  return changed.size > 0;
}

/** Returns whether leaving the page would lose anything: what was typed, or other work (`useWork`). */
export function hasWork(): boolean {
  return hasChangedForms() || atWork.size > 0;
}

/** Notes that the page holds work that no one typed, until what is returned is called. */
export function noteWork(): () => void {
  const work = Symbol("work");
  atWork.add(work);
  return () => {
    atWork.delete(work);
  };
}

/** Notes that a form holds changes, until what is returned is called. */
export function noteChanges(): { areHeld: () => boolean; forget: () => void } {
  const form = Symbol("form");
  changed.add(form);
  tell();
  return {
    areHeld: () => changed.has(form),
    forget: () => {
      changed.delete(form);
      tell();
    },
  };
}

/** Asks whether changes may be lost, and only then goes on. */
export function askToDiscard(goOn: () => void): void {
  hold(goOn);
}

/** Does what loses changes on the page, after the question whether they may be lost where there are any; they are held until it is done. */
export function askFirst(goOn: () => void): void {
  if (hasChangedForms()) askToDiscard(goOn);
  else goOn();
}

/** Leaves the page, after the question whether changes may be lost where there are any. */
export function leave(goOn: () => void): void {
  askFirst(() => leaveAnyway(goOn));
}

/** Leaves the page without a question, where the person has answered it or means to lose what is there. */
export function leaveAnyway(goOn: () => void): void {
  changed.clear();
  goOn();
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
