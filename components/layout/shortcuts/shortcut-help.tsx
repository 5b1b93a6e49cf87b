"use client";

import { lazy, Suspense, useEffect, useState } from "react";
import { useSingleKeys } from "@/components/ui/shortcuts";
import * as m from "@/lib/messages/generated/layout";

const ShortcutSheet = lazy(async () => ({ default: (await import("@/components/layout/shortcuts/shortcut-sheet")).ShortcutSheet }));
const ASKED = "shortcuts-asked";

/** Opens the sheet of shortcuts at `?`, or when a `ShortcutsButton` is pressed. */
export function ShortcutHelp() {
  const [isOpen, setOpen] = useState(false);
  useSingleKeys({ "?": () => setOpen(true) });
  useEffect(() => {
    const open = () => setOpen(true);
    window.addEventListener(ASKED, open);
    return () => window.removeEventListener(ASKED, open);
  }, []);
  return <Suspense fallback={null}>{isOpen ? <ShortcutSheet onClose={() => setOpen(false)} /> : null}</Suspense>;
}

/** Opens the sheet of shortcuts. */
export function showShortcuts(): void {
  window.dispatchEvent(new Event(ASKED));
}

/** The way to the sheet for anyone who turned single keys off: without it there would be none back. */
export function ShortcutsButton() {
  return (
    <button
      type="button"
      onClick={showShortcuts}
      className="min-h-9 font-medium text-accent underline underline-offset-2 pointer-coarse:min-h-11"
    >
      {m.showShortcuts()}
    </button>
  );
}
