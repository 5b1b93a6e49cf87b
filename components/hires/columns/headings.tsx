"use client";

import { clsx } from "clsx";
import { ArrowDown, ArrowUp } from "lucide-react";
import { type CSSProperties, type ReactNode, Suspense, useState } from "react";
import type { ColumnName, ShownLayout, SizedColumn } from "@/components/hires/columns/layout";
import { columnLabels } from "@/components/hires/list/list-columns";
import { hasLastChange, type TabStatus } from "@/components/hires/list/tabs";
import { useOwnFields } from "@/components/hires/own-fields";
import { lazyPart } from "@/components/ui/lazy-part";
import { useRunning } from "@/components/ui/use-running";
import type { NewHireSort } from "@/lib/hires/codes";
import * as m from "@/lib/messages/generated/hires/list";

// Comes when someone reaches for a heading, so that the list itself stays light.
const ColumnGrip = lazyPart(async () => (await import("@/components/hires/columns/column-grip")).ColumnGrip, { instead: null });

export const headingClass = "px-3 py-2 font-medium xl:px-4";

/** Returns the width of a column, where the person changed it. */
function sizeOf(width: number | undefined): CSSProperties | undefined {
  return width === undefined ? undefined : { width, minWidth: width, maxWidth: width };
}

// A column's orders: first the one that a press on its heading begins with.
type Orders = readonly [NewHireSort, NewHireSort];
const byName: Orders = ["name", "-name"];

function ordersOf(column: ColumnName, tab: TabStatus): Orders | null {
  if (column === "starts") return ["startDate", "-startDate"];
  if (column === "added") return ["-createdAt", "createdAt"];
  return column === "since" && hasLastChange(tab) ? ["-updatedAt", "updatedAt"] : null;
}

interface HeadingsProps {
  tab: TabStatus;
  layout: ShownLayout;
  own: ShownLayout;
  sort: NewHireSort;
  onSort: (sort: NewHireSort) => void;
  /** Hides a column where a screen is narrow. */
  narrowing: Partial<Record<ColumnName, string>>;
  /** Stands before the name: the box that selects the page. */
  children: ReactNode;
}

/** The headings of the table: those that the list can be sorted by are buttons, and the edge of each changes its width. */
export function Headings({ tab, layout, own, sort, onSort, narrowing, children }: HeadingsProps) {
  const [isReached, setReached] = useState(false);
  // Not on the page that the server writes: the browser takes no style of an element's own from there.
  const mayBeSized = useRunning();
  const labelOf = columnLabels(tab, useOwnFields());
  const heading = (column: SizedColumn, label: string, orders: Orders | null, className?: string) => (
    <Heading
      key={column}
      label={label}
      orders={orders}
      sort={sort}
      onSort={onSort}
      width={mayBeSized ? layout.widths[column] : undefined}
      className={className}
    >
      {isReached ? <ColumnGrip column={column} label={label} own={own} /> : null}
    </Heading>
  );
  return (
    <thead
      className="text-left text-ink-faint text-xs not-print:max-md:hidden"
      onPointerEnter={() => setReached(true)}
      onFocus={() => setReached(true)}
    >
      <tr className="border-line border-b">
        {children}
        {heading("name", m.newHire(), byName, "min-w-40 xl:min-w-52")}
        {layout.columns.map((column) =>
          heading(column, labelOf(column), ordersOf(column, tab), clsx(narrowing[column], column === "job" && "min-w-32")),
        )}
        <th scope="col" className={clsx(headingClass, "print:hidden")}>
          <span className="sr-only">{m.action()}</span>
        </th>
      </tr>
    </thead>
  );
}

interface HeadingProps {
  label: string;
  orders: Orders | null;
  sort: NewHireSort;
  onSort: (sort: NewHireSort) => void;
  width: number | undefined;
  className: string | undefined;
  /** The edge that changes the width. */
  children: ReactNode;
}

function Heading({ label, orders, sort, onSort, width, className, children }: HeadingProps) {
  const isSorted = orders?.includes(sort) ?? false;
  const isDescending = sort.startsWith("-");
  const Arrow = isDescending ? ArrowDown : ArrowUp;
  const next = orders?.find((one) => one !== sort);
  return (
    <th
      scope="col"
      aria-label={label}
      aria-sort={isSorted ? (isDescending ? "descending" : "ascending") : undefined}
      style={sizeOf(width)}
      className={clsx("relative", headingClass, width === undefined && className)}
    >
      {next ? (
        <button
          type="button"
          onClick={() => onSort(next)}
          className="-mx-1.5 inline-flex min-h-7 items-center gap-1 rounded-control px-1.5 text-left hover:bg-sunken hover:text-ink pointer-coarse:min-h-11"
        >
          {label}
          {isSorted ? <Arrow className="size-3.5 shrink-0" aria-hidden /> : null}
        </button>
      ) : (
        label
      )}
      <Suspense fallback={null}>{children}</Suspense>
    </th>
  );
}
