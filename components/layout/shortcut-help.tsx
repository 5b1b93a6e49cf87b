"use client";

import { lazy, Suspense, useState } from "react";
import { useSingleKeys } from "@/components/ui/shortcuts";

const ShortcutSheet = lazy(async () => ({ default: (await import("@/components/layout/shortcut-sheet")).ShortcutSheet }));

/** Opens the sheet of shortcuts at `?`. */
export function ShortcutHelp() {
  const [isOpen, setOpen] = useState(false);
  useSingleKeys({ "?": () => setOpen(true) });
  return <Suspense fallback={null}>{isOpen ? <ShortcutSheet onClose={() => setOpen(false)} /> : null}</Suspense>;
}
