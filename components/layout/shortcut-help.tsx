"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { useSingleKeys } from "@/components/ui/shortcuts";

const ShortcutSheet = dynamic(() => import("@/components/layout/shortcut-sheet").then((file) => file.ShortcutSheet), { ssr: false });

/** Opens the sheet of shortcuts at `?`. */
export function ShortcutHelp() {
  const [isOpen, setOpen] = useState(false);
  useSingleKeys({ "?": () => setOpen(true) });
  return isOpen ? <ShortcutSheet onClose={() => setOpen(false)} /> : null;
}
