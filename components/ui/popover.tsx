"use client";

import { clsx } from "clsx";
import { type ReactNode, Suspense, useEffect, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import * as ui from "@/lib/messages/generated/ui";

interface PopoverProps {
  /** The button's words. */
  label: string;
  icon: ReactNode;
  /** Stands behind the words: how many things inside are set. */
  count?: number;
  /** On which side of the button the panel begins. */
  align?: "start" | "end";
  /** Wide panels hold forms. */
  wide?: boolean;
  /** On a phone the button is its icon alone. */
  iconOnPhone?: boolean;
  /** What is inside, made, and if need be fetched, when it is opened. */
  children: (close: () => void) => ReactNode;
}

const MARGIN = 12;

/** Moves a panel that would stand out of the screen on the right, or on the left, until it does not. */
function keepInside(panel: HTMLElement) {
  const { left, right } = panel.getBoundingClientRect();
  const over = Math.max(0, right + MARGIN - document.documentElement.clientWidth);
  panel.style.translate = `${Math.max(-over, MARGIN - left)}px`;
}

/**
 * A button with a panel below it; on a phone the panel stands at the foot of the screen. Escape and a press beside it close it,
 * and the focus goes back to the button.
 */
export function Popover({ label, icon, count = 0, align = "start", wide = false, iconOnPhone = false, children }: PopoverProps) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const root = useRef<HTMLDivElement>(null);
  const panel = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (!isOpen) return;
    if (panel.current) keepInside(panel.current);
    panel.current?.focus();
    const onPress = (event: PointerEvent) => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setOpen(false);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      setOpen(false);
      root.current?.querySelector("button")?.focus();
    };
    document.addEventListener("pointerdown", onPress);
    document.addEventListener("keydown", onKey);
    return () => {
      document.removeEventListener("pointerdown", onPress);
      document.removeEventListener("keydown", onKey);
    };
  }, [isOpen]);

  function close() {
    setOpen(false);
    root.current?.querySelector("button")?.focus();
  }

  return (
    <div ref={root} className="relative">
      <Button
        icon={icon}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => setOpen(!isOpen)}
      >
        <span className={clsx(iconOnPhone && "max-sm:sr-only")}>{label}</span>
        {count > 0 ? <span className="rounded-full bg-accent-soft px-1.5 text-accent text-xs tabular-nums">{count}</span> : null}
      </Button>
      {isOpen ? (
        <div
          ref={panel}
          id={id}
          role="dialog"
          aria-label={label}
          tabIndex={-1}
          className={clsx(
            "z-30 max-h-[70dvh] overflow-y-auto rounded-card border border-line-strong/60 bg-surface p-3 shadow-lg outline-none",
            "max-sm:fixed max-sm:inset-x-3 max-sm:bottom-3 sm:absolute sm:top-full sm:mt-1",
            align === "end" ? "sm:right-0" : "sm:left-0",
            wide ? "sm:w-96" : "sm:w-64",
          )}
        >
          <Suspense fallback={<p className="text-ink-soft">{ui.loading()}</p>}>{children(close)}</Suspense>
        </div>
      ) : null}
    </div>
  );
}
