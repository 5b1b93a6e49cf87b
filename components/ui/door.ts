import { useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";

/** What opens above the page from anywhere on it; there is one of each on a page. */
export interface Door {
  open: () => void;
  /** Whether it is open, for the one component that shows it. Closing leads the focus back to where it was. */
  useDoor: () => { isOpen: boolean; close: () => void };
}

/** Returns a door that is asked for by an event of this name. */
export function makeDoor(asked: string): Door {
  return {
    open: () => void window.dispatchEvent(new Event(asked)),
    useDoor: () => {
      const [isOpen, setOpen] = useState(false);
      const before = useRef<Element | null>(null);
      useEffect(() => {
        // At once: the next key may follow before React would come to it, and would go into the page behind.
        const show = () => {
          before.current ??= document.activeElement;
          flushSync(() => setOpen(true));
        };
        window.addEventListener(asked, show);
        return () => window.removeEventListener(asked, show);
      }, []);
      const close = () => {
        setOpen(false);
        // What stood there until the code came took the focus, and the browser does not know where it was before.
        if (before.current instanceof HTMLElement) before.current.focus();
        before.current = null;
      };
      return { isOpen, close };
    },
  };
}
