"use client";

import { clsx } from "clsx";
import { type ReactNode, Suspense, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { lazyPart } from "@/components/ui/lazy-part";
import type { PopoverPanelProps } from "@/components/ui/popover-panel";

// The library behind it is a quarter of what a page may carry, so it comes when someone reaches for the button.
const PopoverPanel = lazyPart<PopoverPanelProps>(async () => (await import("@/components/ui/popover-panel")).PopoverPanel, {
  giveUp: ({ onOpenChange }) => onOpenChange(false),
});

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

/**
 * A button with a panel below it; on a phone the panel stands at the foot of the screen. Escape, a press beside it and leaving it
 * with Tab close it; Escape and its own buttons lead the focus back to the button.
 */
export function Popover({ label, icon, count = 0, align = "start", wide = false, iconOnPhone = false, children }: PopoverProps) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);

  return (
    <div className="relative">
      <Button
        ref={button}
        icon={icon}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onPointerEnter={PopoverPanel.preload}
        onFocus={PopoverPanel.preload}
        onClick={() => setOpen(!isOpen)}
      >
        <span className={clsx(iconOnPhone && "max-sm:sr-only")}>{label}</span>
        {count > 0 ? <span className="rounded-full bg-accent-soft px-1.5 text-accent text-xs tabular-nums">{count}</span> : null}
      </Button>
      {isOpen ? (
        <Suspense fallback={null}>
          <PopoverPanel id={id} label={label} onOpenChange={setOpen} button={button.current} align={align} wide={wide}>
            {children(() => setOpen(false))}
          </PopoverPanel>
        </Suspense>
      ) : null}
    </div>
  );
}
