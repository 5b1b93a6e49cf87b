"use client";

import { clsx } from "clsx";
import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { columnTitles, HireDetail, HireSince } from "@/components/new-hires/list-columns";
import { StartDate } from "@/components/new-hires/start-date";
import { isOpen, type TabStatus } from "@/components/new-hires/tabs";
import { SelectAll, SelectBox } from "@/components/ui/select-box";
import type { Selection } from "@/components/ui/use-selection";
import { shownName } from "@/lib/new-hires/rules";
import type { NewHire } from "@/lib/new-hires/schema";

export interface HireRowsProps {
  hires: NewHire[];
  status: TabStatus;
  /** Null where nothing can be done with a selection. */
  selection: Selection | null;
  hrefOf: (hire: NewHire) => string;
}

const heading = "whitespace-nowrap px-4 py-2 font-medium";

/** The hires of one page on screens with room for columns. */
export function HireTable({ hires, status, selection, hrefOf }: HireRowsProps) {
  return (
    <table className="w-full max-md:hidden">
      <thead className="text-left text-ink-faint text-xs">
        <tr className="border-line border-b">
          {selection ? (
            <th scope="col" className={clsx(heading, "w-10 pr-0")}>
              <SelectAll label="Select this page" selected={selection.ids.length} total={hires.length} onToggle={selection.toggleAll} />
            </th>
          ) : null}
          <th scope="col" className={heading}>
            New hire
          </th>
          <th scope="col" className={heading}>
            Job
          </th>
          <th scope="col" className={heading}>
            Starts
          </th>
          <th scope="col" className={heading}>
            {columnTitles[status].detail}
          </th>
          <th scope="col" className={clsx(heading, "max-xl:hidden")}>
            {columnTitles[status].since}
          </th>
          <th scope="col" className={heading}>
            <span className="sr-only">Action</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {hires.map((hire) => (
          <HireTableRow key={hire.id} hire={hire} status={status} selection={selection} href={hrefOf(hire)} />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps extends Omit<HireRowsProps, "hires" | "hrefOf"> {
  hire: NewHire;
  href: string;
}

function HireTableRow({ hire, status, selection, href }: RowProps) {
  const name = shownName(hire);
  const isSelected = selection?.has(hire.id) ?? false;
  return (
    <tr className={clsx("h-14 border-line border-b last:border-0", isSelected ? "bg-accent-soft/50" : "hover:bg-sunken/60")}>
      {selection ? (
        <td className="w-10 pl-4">
          <SelectBox label={`Select ${name}`} checked={isSelected} onToggle={(range) => selection.toggle(hire.id, range)} />
        </td>
      ) : null}
      <td className="min-w-52 max-w-80 break-words px-4 py-2">
        <Link href={href} prefetch={false} className="font-medium underline-offset-2 hover:underline">
          {name}
        </Link>
        <p className="text-ink-faint text-xs">{hire.fields.personalEmail.value ?? "No personal e-mail yet"}</p>
      </td>
      <td className="max-w-64 break-words px-4 py-2">
        {hire.fields.jobTitle.value ?? <span className="text-ink-faint">Not known</span>}
        <p className="text-ink-faint text-xs">{hire.fields.location.value}</p>
      </td>
      <td className="whitespace-nowrap px-4 py-2">
        <StartDate date={hire.fields.startDate.value} open={isOpen(status)} />
      </td>
      <td className="px-4 py-2">
        <HireDetail hire={hire} status={status} />
      </td>
      <td className="whitespace-nowrap px-4 py-2 text-ink-soft max-xl:hidden">
        <HireSince hire={hire} status={status} />
      </td>
      <td className="px-4 py-2 text-right">
        <Link
          href={href}
          prefetch={false}
          aria-label={`${status === "pending" ? "Complete" : "Open"} ${name}`}
          className="inline-flex h-9 items-center gap-1 rounded-control px-2 font-medium text-accent hover:bg-accent-soft pointer-coarse:h-11"
        >
          {status === "pending" ? "Complete" : "Open"}
          <ChevronRight className="size-4 shrink-0" aria-hidden />
        </Link>
      </td>
    </tr>
  );
}
