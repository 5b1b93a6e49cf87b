"use client";

import { Search } from "lucide-react";
import { Suspense, useEffect, useState } from "react";
import { PaletteWindow, paletteField } from "@/components/layout/palette/palette-window";
import { IconButton } from "@/components/ui/button";
import { makeDoor } from "@/components/ui/door";
import { lazyPart } from "@/components/ui/lazy-part";
import { useModal } from "@/components/ui/use-modal";
import * as m from "@/lib/messages/generated/layout";
import * as ui from "@/lib/messages/generated/ui";

const Palette = lazyPart(async () => (await import("@/components/layout/palette/palette")).Palette, {
  giveUp: ({ onClose }) => onClose(),
});
const palette = makeDoor("palette-asked");

/** Opens the palette at Ctrl K (Command K on a Mac), or when a button for it is pressed. There is one on a page. */
export function PaletteDoor() {
  const { isOpen, close } = palette.useDoor();
  const [early, setEarly] = useState("");
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || event.altKey || event.shiftKey || !(event.metaKey || event.ctrlKey)) return;
      // The browser would go to its own search.
      event.preventDefault();
      // A question is answered first.
      if (document.querySelector("dialog[open]") === null) palette.open();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
  const onClose = () => {
    setEarly("");
    close();
  };
  return (
    <Suspense fallback={<Opening typed={early} onType={setEarly} onClose={onClose} />}>
      {isOpen ? <Palette typedEarly={early} onClose={onClose} /> : null}
    </Suspense>
  );
}

interface OpeningProps {
  typed: string;
  onType: (typed: string) => void;
  onClose: () => void;
}

/** Shown while the palette's code loads. It takes what is typed until then, which would otherwise go into the page. */
function Opening({ typed, onType, onClose }: OpeningProps) {
  const dialog = useModal(true);
  return (
    <PaletteWindow
      dialog={dialog}
      label={ui.loading()}
      onClose={onClose}
      field={<input {...paletteField} aria-label={m.searchTitle()} value={typed} onChange={(event) => onType(event.target.value)} />}
    />
  );
}

/** The way to the palette for a pointer, with its key. */
export function PaletteButton() {
  return (
    <button
      type="button"
      onPointerEnter={Palette.preload}
      onClick={palette.open}
      aria-keyshortcuts="Control+K Meta+K"
      className="mt-3 flex h-9 w-full items-center gap-2.5 rounded-control border border-line bg-sunken px-2.5 text-ink-soft transition-colors duration-150 hover:border-line-strong hover:text-ink"
    >
      <Search className="size-4 shrink-0" aria-hidden />
      {m.search()}
      <kbd className="ml-auto font-sans text-ink-faint text-xs">{m.searchKey()}</kbd>
    </button>
  );
}

/** The same on a small screen. */
export function PaletteIconButton() {
  return (
    <IconButton label={m.searchTitle()} onClick={palette.open}>
      <Search className="size-5" aria-hidden />
    </IconButton>
  );
}
