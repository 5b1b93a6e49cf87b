import type { ColumnName } from "@/components/hires/columns/layout";

/** How a row of the table looks on a phone, where its parts stand one below the other. */
export const onPhone = {
  row: "not-print:max-md:relative not-print:max-md:grid not-print:max-md:h-auto not-print:max-md:grid-cols-[auto_minmax(0,1fr)_auto] not-print:max-md:px-4 not-print:max-md:py-3",
  select: "not-print:max-md:relative not-print:max-md:z-1 not-print:max-md:row-span-3 not-print:max-md:w-8 not-print:max-md:p-0",
  name: "not-print:max-md:col-start-2 not-print:max-md:p-0",
  // The whole row leads to the record.
  link: "not-print:max-md:after:absolute not-print:max-md:after:inset-0",
  hidden: "not-print:max-md:hidden",
} as const;

/** The columns that a phone shows, whichever are chosen, and how each looks there. */
export const phoneColumns: ReadonlyMap<ColumnName, string> = new Map([
  [
    "job",
    "not-print:max-md:col-span-2 not-print:max-md:col-start-2 not-print:max-md:p-0 not-print:max-md:text-ink-faint not-print:max-md:text-xs",
  ],
  [
    "starts",
    "not-print:max-md:col-start-3 not-print:max-md:row-start-1 not-print:max-md:p-0 not-print:max-md:pl-3 not-print:max-md:text-right not-print:max-md:text-xs",
  ],
  ["detail", "not-print:max-md:col-span-2 not-print:max-md:col-start-2 not-print:max-md:p-0 not-print:max-md:pt-1.5"],
]);
