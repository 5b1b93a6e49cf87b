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
  /** Holds what was typed and not saved: whatever would close it asks first then, as does every way out of the page. */
  isChanged?: boolean;
  /** Why what it asks about was not done. A toast would lie behind the dialog, where no one reaches or hears it. */
  error?: Error | null | undefined;
  /** Holds things side by side. */
  wide?: boolean;
}

/** A question that must be answered before going on. Escape, the Back gesture of a phone and a press beside it answer "no". */
export function Dialog({ open, onClose, title, children, actions, isChanged = false, error, wide = false }: DialogProps) {
  const ref = useModal(open);
  const titleId = useId();
  useUnsaved(open && isChanged);
  const giveUp = () => (isChanged ? askToDiscard(onClose) : onClose());
  return (
    <dialog
      ref={ref}
      aria-labelledby={titleId}
      onCancel={(event) => {
        // React hands on what happens to a dialog inside this one.
        if (event.target !== event.currentTarget || !event.cancelable || !isChanged) return;
        event.preventDefault();
        giveUp();
      }}
      onClose={(event) => {
        if (event.target !== event.currentTarget || !open) return;
        // Chromium lets a second Escape close a dialog unasked. It comes back first, so that the question stands above it.
        if (isChanged) event.currentTarget.showModal();
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
        {error ? (
          <p role="alert" className="mt-3 break-words text-danger">
            {error.message}
          </p>
        ) : null}
        <div className="mt-5 flex flex-wrap justify-end gap-2">{actions}</div>
      </div>
    </dialog>
  );
}
