import { type RefObject, useEffect, useState } from "react";
import { useRunning } from "@/components/ui/use-running";

type TextControl = HTMLInputElement | HTMLTextAreaElement;

/**
 * Hands to its component what was typed into a text control while the page had come and its scripts had not, as if it was typed now. React
 * takes over the control as the server made it, so without this the text stands there and the component does not know it.
 */
export function useTypedEarly(control: RefObject<TextControl | null> | string): void {
  const isRunning = useRunning();
  // A control that this page's scripts made cannot have been typed into before them.
  const [wasMadeByServer] = useState(!isRunning);
  useEffect(() => {
    if (!wasMadeByServer) return;
    const found = typeof control === "string" ? document.getElementById(control) : control.current;
    if (found instanceof HTMLInputElement || found instanceof HTMLTextAreaElement) tellTyped(found);
  }, [control, wasMadeByServer]);
}

/** React reports a change only of what it last saw, so the control goes back to that first and is then filled in past it. */
function tellTyped(control: TextControl): void {
  const { value: typed, defaultValue } = control;
  if (typed === defaultValue) return;
  control.value = defaultValue;
  const own = control instanceof HTMLInputElement ? HTMLInputElement : HTMLTextAreaElement;
  Object.getOwnPropertyDescriptor(own.prototype, "value")?.set?.call(control, typed);
  control.dispatchEvent(new Event("input", { bubbles: true }));
}
