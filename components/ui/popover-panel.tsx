"use client";

import {
  autoUpdate,
  FloatingFocusManager,
  flip,
  type OpenChangeReason,
  offset,
  shift,
  useDismiss,
  useFloating,
  useInteractions,
} from "@floating-ui/react";
import { clsx } from "clsx";
import { type ReactNode, Suspense, useRef } from "react";
import * as ui from "@/lib/messages/generated/ui";

export interface PopoverPanelProps {
  id: string;
  /** The panel's name for screen readers. */
  label: string;
  onOpenChange: (open: boolean) => void;
  /** The button it belongs to. */
  button: HTMLButtonElement | null;
  align: "start" | "end";
  wide: boolean;
  children: ReactNode;
}

const GAP = 4;
const MARGIN = 12;

/** Returns whether a reason to close is a dialog's above the panel: the focus goes there, and Escape closes it first. */
function isForDialog(event: Event | undefined, reason: OpenChangeReason | undefined): boolean {
  if (reason === "escape-key") return document.querySelector("dialog[open]") !== null;
  const target = event instanceof FocusEvent ? event.relatedTarget : null;
  return reason === "focus-out" && target instanceof Element && target.closest("dialog") !== null;
}

/** The open panel of a popover; where it stands, how it closes and where the focus goes come from the headless library. */
export function PopoverPanel({ id, label, onOpenChange, button, align, wide, children }: PopoverPanelProps) {
  const panel = useRef<HTMLDivElement | null>(null);
  const { refs, floatingStyles, context } = useFloating({
    open: true,
    onOpenChange: (next, event, reason) => !isForDialog(event, reason) && onOpenChange(next),
    elements: { reference: button },
    placement: align === "end" ? "bottom-end" : "bottom-start",
    middleware: [offset(GAP), flip({ padding: MARGIN }), shift({ padding: MARGIN })],
    whileElementsMounted: autoUpdate,
  });
  const { getFloatingProps } = useInteractions([useDismiss(context)]);
  return (
    <FloatingFocusManager context={context} modal={false} initialFocus={panel}>
      <div
        ref={(node) => {
          panel.current = node;
          refs.setFloating(node);
        }}
        id={id}
        role="dialog"
        aria-label={label}
        tabIndex={-1}
        style={floatingStyles}
        {...getFloatingProps()}
        className={clsx(
          "z-30 max-h-[60dvh] overflow-y-auto rounded-card border border-line-strong/60 bg-surface p-3 shadow-lg outline-none",
          "max-sm:fixed! max-sm:inset-x-3! max-sm:top-auto! max-sm:bottom-[calc(var(--toast,0px)+0.75rem)]! max-sm:transform-none!",
          "max-sm:max-h-[min(60dvh,calc(100dvh-var(--toast,0px)-1.5rem))]",
          wide ? "sm:w-96" : "sm:w-64",
        )}
      >
        <Suspense fallback={<p className="text-ink-soft">{ui.loading()}</p>}>{children}</Suspense>
      </div>
    </FloatingFocusManager>
  );
}
