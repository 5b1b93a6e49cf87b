"use client";

import { type KeyboardEvent, type PointerEvent, useRef } from "react";
import type { ShownLayout, SizedColumn } from "@/components/hires/columns/layout";
import { useKeepLayout } from "@/components/hires/columns/use-keep-layout";
import { columnWidths } from "@/lib/hires/views/schema";
import * as m from "@/lib/messages/generated/hires/columns";

const STEP = 16;
const LARGE_STEP = 64;

/** Returns a width that a column can have. */
function fitting(width: number): number {
  return Math.min(columnWidths.most, Math.max(columnWidths.least, Math.round(width)));
}

interface ColumnGripProps {
  column: SizedColumn;
  label: string;
  /** The person's own layout: widths are never another's. */
  own: ShownLayout;
}

/** The edge of a heading, which changes the column's width: with the pointer, or with the arrow keys. A double click, or Enter, gives it back its own. */
export function ColumnGrip({ column, label, own }: ColumnGripProps) {
  const keep = useKeepLayout();
  const drag = useRef<{ from: number; width: number } | null>(null);
  const grip = useRef<HTMLDivElement>(null);
  const heading = () => grip.current?.closest("th") ?? null;
  const now = own.widths[column];

  function set(width: number | null): void {
    const { [column]: _, ...others } = own.widths;
    keep({ ...own, widths: width === null ? others : { ...others, [column]: fitting(width) } });
  }

  function begin(event: PointerEvent<HTMLDivElement>): void {
    event.preventDefault();
    event.currentTarget.focus();
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { from: event.clientX, width: heading()?.offsetWidth ?? columnWidths.least };
  }

  const widthAt = (event: PointerEvent) => (drag.current ? fitting(drag.current.width + event.clientX - drag.current.from) : null);

  // Without rendering every row again and again: the heading alone carries the width.
  function follow(event: PointerEvent): void {
    const [width, style] = [widthAt(event), heading()?.style];
    if (width !== null && style) style.width = style.minWidth = style.maxWidth = `${width}px`;
  }

  function end(event: PointerEvent): void {
    const width = widthAt(event);
    const isMoved = drag.current?.from !== event.clientX;
    drag.current = null;
    if (width !== null && isMoved) set(width);
  }

  function press(event: KeyboardEvent): void {
    const width = now ?? heading()?.offsetWidth ?? columnWidths.least;
    const step = event.shiftKey ? LARGE_STEP : STEP;
    const wanted: Record<string, number | null> = {
      ArrowLeft: width - step,
      ArrowRight: width + step,
      Home: columnWidths.least,
      End: columnWidths.most,
      Enter: null,
    };
    const next = wanted[event.key];
    if (next === undefined) return;
    event.preventDefault();
    set(next);
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: an hr takes no focus; this is the pattern of a window splitter (WAI-ARIA APG)
    <div
      ref={grip}
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={m.widthOf({ column: label })}
      aria-valuenow={now ?? heading()?.offsetWidth ?? columnWidths.least}
      aria-valuemin={columnWidths.least}
      aria-valuemax={columnWidths.most}
      title={m.widthHelp()}
      onPointerDown={begin}
      onPointerMove={follow}
      onPointerUp={end}
      onPointerCancel={end}
      onDoubleClick={() => set(null)}
      onKeyDown={press}
      className="group absolute inset-y-0 right-0 z-1 w-3 cursor-col-resize touch-none outline-offset-[-2px] pointer-coarse:w-6"
    >
      <span
        aria-hidden
        className="absolute inset-y-2 right-0 w-px bg-line group-hover:w-0.5 group-hover:bg-accent group-focus:w-0.5 group-focus:bg-accent"
      />
    </div>
  );
}
