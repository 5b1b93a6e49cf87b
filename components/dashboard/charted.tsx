"use client";

import { type ReactNode, useState } from "react";
import { Card } from "@/components/ui/card";
import * as m from "@/lib/messages/generated/dashboard";

interface ChartedProps {
  title: string;
  /** The names of the table's columns, and its rows: the same numbers that the chart shows. */
  columns: readonly string[];
  rows: readonly (readonly [label: string, ...numbers: (string | number)[]])[];
  /** Said in place of an empty chart. */
  empty: string | null;
  children: ReactNode;
}

/** A chart that can be read as a table instead. */
export function Charted({ title, columns, rows, empty, children }: ChartedProps) {
  const [asTable, setAsTable] = useState(false);
  return (
    <Card
      title={title}
      aside={
        empty ? null : (
          <button
            type="button"
            aria-pressed={asTable}
            aria-label={asTable ? m.showChartOf({ chart: title }) : m.showTableOf({ chart: title })}
            onClick={() => setAsTable(!asTable)}
            className="h-9 text-ink-soft text-xs underline underline-offset-2 pointer-coarse:h-11"
          >
            {asTable ? m.showChart() : m.showTable()}
          </button>
        )
      }
    >
      {empty ? (
        <p className="mt-2 text-ink-soft">{empty}</p>
      ) : asTable ? (
        <table className="mt-3 w-full text-left">
          <thead className="text-ink-faint text-xs">
            <tr className="border-line border-b">
              {columns.map((column, at) => (
                <th key={column} scope="col" className={at === 0 ? "py-1.5 font-medium" : "py-1.5 text-right font-medium"}>
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([label, ...numbers]) => (
              <tr key={label} className="border-line border-b last:border-0">
                <th scope="row" className="py-1.5 font-normal">
                  {label}
                </th>
                {[...numbers.entries()].map(([at, value]) => (
                  <td key={columns[at + 1]} className="py-1.5 text-right">
                    {value}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <figure aria-label={title} className="mt-3">
          {children}
        </figure>
      )}
    </Card>
  );
}
