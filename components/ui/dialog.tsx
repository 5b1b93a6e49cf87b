"use client";

import { clsx } from "clsx";
import { type ReactNode, useId } from "react";
import { askToDiscard } from "@/components/ui/unsaved/changed-forms";
import { useUnsaved } from "@/components/ui/unsaved/use-unsaved";
import { useModal } from "@/components/ui/use-modal";

interface DialogProps {
  open: boolean;
  onClose: () => void;
  title: string;
  children: ReactNode;
  /** The buttons, the way out first. */
  actions: ReactNode;
  /** Holds what was typed and not saved: Escape and a press beside it then ask first, as does every way out of the page. */
  isChanged?: boolean;
  /** Holds things side by side. */
  wide?: boolean;
}

/** A question that must be answered before going on. Escape and a press beside it answer "no". */
export function Dialog({ open, onClose, title, children, actions, isChanged = false, wide = false }: DialogProps) {
  const ref = useModal(open);
  const titleId = useId();
  useUnsaved(open && isChanged);
  const giveUp = () => (isChanged ? askToDiscard(onClose) : onClose());
  return (
    <dialog
      ref={ref}
      aria-labelledby={titleId}
      onClose={onClose}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !isChanged || event.target instanceof HTMLDialogElement) return;
        event.preventDefault();
        giveUp();
      }}
      onPointerDown={(event) => event.target === event.currentTarget && giveUp()}
      className={clsx(
        "m-auto w-[calc(100%-2rem)]",
        wide ? "max-w-3xl" : "max-w-md",
        "rounded-card border border-line bg-surface p-0 text-ink",
      )}
    >
      <div className="p-5">
        <h2 id={titleId}>{title}</h2>
        <div className="mt-2 text-pretty text-ink-soft">{children}</div>
        <div className="mt-5 flex flex-wrap justify-end gap-2">{actions}</div>
      </div>
    </dialog>
  );
}
