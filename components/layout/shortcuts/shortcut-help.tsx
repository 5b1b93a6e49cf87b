"use client";

import { Suspense } from "react";
import { makeDoor } from "@/components/ui/door";
import { lazyPart } from "@/components/ui/lazy-part";
import { useSingleKeys } from "@/components/ui/shortcuts";
import * as m from "@/lib/messages/generated/layout";

const ShortcutSheet = lazyPart(async () => (await import("@/components/layout/shortcuts/shortcut-sheet")).ShortcutSheet, {
  giveUp: ({ onClose }) => onClose(),
});
const sheet = makeDoor("shortcuts-asked");

/** Opens the sheet of shortcuts. */
export const showShortcuts = sheet.open;

/** Opens the sheet of shortcuts at `?`, or when a `ShortcutsButton` is pressed. */
export function ShortcutHelp() {
  const { isOpen, close } = sheet.useDoor();
  useSingleKeys({ "?": showShortcuts });
  return <Suspense fallback={null}>{isOpen ? <ShortcutSheet onClose={close} /> : null}</Suspense>;
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
