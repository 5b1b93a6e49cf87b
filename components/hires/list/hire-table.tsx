"use client";

import { clsx } from "clsx";
import { ChevronRight } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { useMay } from "@/components/auth/permitted";
import { Headings, headingClass } from "@/components/hires/columns/headings";
import { type ColumnName, isDefault, type ShownLayout } from "@/components/hires/columns/layout";
import { HireDetail, HireSince } from "@/components/hires/list/list-columns";
import { onPhone, phoneColumns } from "@/components/hires/list/phone";
import { isPressing, type TabStatus } from "@/components/hires/list/tabs";
import { useOwnFields } from "@/components/hires/own-fields";
import { StartDate } from "@/components/hires/start-date";
import { Moment } from "@/components/ui/moment";
import { SelectAll, SelectBox } from "@/components/ui/select-box";
import type { Selection } from "@/components/ui/use-selection";
import { shownValue } from "@/lib/hire-fields/own/words";
import type { NewHireSort } from "@/lib/hires/codes";
import type { ListedHire } from "@/lib/hires/schema";
import { listedName } from "@/lib/hires/words";
import * as m from "@/lib/messages/generated/hires/list";
import * as words from "@/lib/messages/generated/hires/words";

interface HireRowsProps {
  hires: ListedHire[];
  tab: TabStatus;
  /** Null where nothing can be done with a selection. */
  selection: Selection | null;
  hrefOf: (hire: ListedHire) => string;
}

interface HireTableProps extends HireRowsProps {
  layout: ShownLayout;
  /** The person's own layout. */
  own: ShownLayout;
  sort: NewHireSort;
  onSort: (sort: NewHireSort) => void;
}

/** The hires of one page: a table, and on a phone the same rows one below the other, so that nothing scrolls sideways. */
export function HireTable({ hires, own, sort, onSort, ...row }: HireTableProps) {
  const narrowing = isDefault(row.layout) ? narrowScreens : {};
  const { selection } = row;
  return (
    <div className="relative overflow-x-auto print:overflow-visible">
      <table className="w-full not-print:max-md:block">
        <Headings tab={row.tab} layout={row.layout} own={own} sort={sort} onSort={onSort} narrowing={narrowing}>
          {selection ? (
            <th scope="col" className={clsx(headingClass, "w-10 pr-0 print:hidden")}>
              <SelectAll label={m.selectPage()} selected={selection.ids.length} total={hires.length} onToggle={selection.toggleAll} />
            </th>
          ) : null}
        </Headings>
        <tbody className="not-print:max-md:block">
          {hires.map((hire) => (
            <HireTableRow key={hire.id} hire={hire} narrowing={narrowing} {...row} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

type Narrowing = Partial<Record<ColumnName, string>>;

// Default columns that a narrow screen hides. Chosen columns are all shown, and the table scrolls sideways.
const narrowScreens: Narrowing = { since: "max-xl:hidden" };

interface RowProps extends Omit<HireRowsProps, "hires"> {
  hire: ListedHire;
  layout: ShownLayout;
  narrowing: Narrowing;
}

function HireTableRow({ hire, narrowing, tab, layout, selection, hrefOf }: RowProps) {
  const { columns, density } = layout;
  const name = listedName(hire);
  const href = hrefOf(hire);
  const isSelected = selection?.has(hire.id) ?? false;
  const isCompact = density === "compact";
  const mayComplete = useMay("hires.edit") && hire.status === "pending";
  const cell = clsx("px-3 xl:px-4", isCompact ? "py-1" : "py-2");
  return (
    <tr
      data-hire={hire.id}
      className={clsx(
        "border-line border-b last:border-0",
        isCompact ? "h-10" : "h-14",
        onPhone.row,
        isSelected ? "bg-accent-soft/50" : "hover:bg-sunken/60",
        hire.status !== tab && tab !== "all" && "text-ink-soft",
      )}
    >
      {selection ? (
        <td className={clsx("w-10 pl-4 print:hidden", onPhone.select)}>
          <SelectBox label={m.selectHire({ name })} checked={isSelected} onToggle={(range) => selection.toggle(hire.id, range)} />
        </td>
      ) : null}
      <td className={clsx(layout.widths.name === undefined && "max-w-80", wrapping, cell, onPhone.name)}>
        <Link
          href={href}
          prefetch={false}
          title={name}
          className={clsx(
            "line-clamp-2 print:line-clamp-none min-h-6 font-medium leading-6 underline-offset-2 hover:underline",
            onPhone.link,
          )}
        >
          {name}
        </Link>
        {isCompact ? null : <Email address={hire.fields.personalEmail} />}
      </td>
      {columns.map((column) => (
        <td
          key={column}
          className={clsx(
            cell,
            cellLooks[column],
            layout.widths[column] === undefined && cellLimits[column],
            narrowing[column],
            phoneColumns.get(column) ?? onPhone.hidden,
          )}
        >
          <Cell column={column} hire={hire} tab={tab} isCompact={isCompact} withLocation={!columns.includes("location")} />
        </td>
      ))}
      {[...phoneColumns].map(([column, look]) =>
        columns.includes(column) ? null : (
          <td key={column} className={clsx("hidden not-print:max-md:block", look)}>
            <Cell column={column} hire={hire} tab={tab} isCompact={isCompact} withLocation />
          </td>
        ),
      )}
      <td className={clsx("text-right print:hidden", cell, onPhone.hidden)}>
        <Link
          href={href}
          prefetch={false}
          aria-label={mayComplete ? m.completeHire({ name }) : m.openHire({ name })}
          className={clsx(
            "inline-flex items-center gap-1 rounded-control px-2 font-medium text-accent hover:bg-accent-soft pointer-coarse:h-11",
            isCompact ? "h-8" : "h-9",
          )}
        >
          {mayComplete ? m.complete() : m.open()}
          <ChevronRight className="size-4 shrink-0" aria-hidden />
        </Link>
      </td>
    </tr>
  );
}

/** An email address, which breaks before its domain where it does not fit on a line. */
function Email({ address }: { address: string | null }) {
  const at = address?.lastIndexOf("@") ?? 0;
  return (
    <p className={clsx("line-clamp-2 print:line-clamp-none text-ink-faint text-xs", onPhone.hidden)} title={address ?? undefined}>
      {address?.slice(0, at) ?? m.noEmail()}
      <wbr />
      {address?.slice(at)}
    </p>
  );
}

/** A word of any length is broken, and takes no width from the other columns. */
const wrapping = "[overflow-wrap:anywhere]";

const cellLooks: Partial<Record<ColumnName, string>> = {
  job: wrapping,
  department: wrapping,
  location: wrapping,
  manager: wrapping,
  package: wrapping,
  starts: "whitespace-nowrap",
  since: "whitespace-nowrap text-ink-soft",
  added: "whitespace-nowrap text-ink-soft",
};

// Maximum width of a column that was not resized.
const cellLimits: Partial<Record<ColumnName, string>> = {
  job: "max-w-64",
  department: "max-w-48",
  location: "max-w-48",
  manager: "max-w-48",
  package: "max-w-48",
};

interface CellProps {
  column: ColumnName;
  hire: ListedHire;
  tab: TabStatus;
  isCompact: boolean;
  /** Under the job, where the location has no column of its own. */
  withLocation: boolean;
}

function Cell({ column, hire, tab, isCompact, withLocation }: CellProps): ReactNode {
  const own = useOwnFields();
  const { jobTitle, location, department, employmentType, managerName, startDate } = hire.fields;
  const known = (value: string | null | undefined, none = "–") =>
    value ? (
      <span title={value} className="line-clamp-2 print:line-clamp-none">
        {value}
      </span>
    ) : (
      <span className="text-ink-faint">{none}</span>
    );
  switch (column) {
    case "job":
      return (
        <>
          {known(jobTitle, words.missing())}
          {withLocation && !isCompact ? <p className="line-clamp-2 print:line-clamp-none text-ink-faint text-xs">{location}</p> : null}
        </>
      );
    case "starts":
      return <StartDate date={startDate} isPressing={isPressing(hire)} />;
    case "detail":
      return <HireDetail hire={hire} tab={tab} />;
    case "since":
      return <HireSince hire={hire} tab={tab} />;
    case "added":
      return <Moment at={hire.createdAt} />;
    case "department":
      return known(department);
    case "location":
      return known(location);
    case "employmentType":
      return known(employmentType);
    case "manager":
      return known(managerName);
    case "package":
      return known(hire.package);
    default: {
      const value = hire.fields[column];
      return known(value && shownValue(column, value, own));
    }
  }
}
