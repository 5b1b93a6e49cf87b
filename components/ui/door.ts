import { useEffect, useState } from "react";
import { flushSync } from "react-dom";

/** What opens above the page from anywhere on it; there is one of each on a page. */
export interface Door {
  open: () => void;
  /** Whether it is open, for the one component that shows it. */
  useDoor: () => { isOpen: boolean; close: () => void };
}

/** Returns a door that is asked for by an event of this name. */
export function makeDoor(asked: string): Door {
  return {
    open: () => void window.dispatchEvent(new Event(asked)),
    useDoor: () => {
      const [isOpen, setOpen] = useState(false);
      useEffect(() => {
        // At once: the next key may follow before React would come to it, and would go into the page behind.
        const show = () => flushSync(() => setOpen(true));
        window.addEventListener(asked, show);
        return () => window.removeEventListener(asked, show);
      }, []);
      return { isOpen, close: () => setOpen(false) };
    },
  };
}
