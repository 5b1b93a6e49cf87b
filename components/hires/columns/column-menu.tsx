"use client";

import { type ColumnName, columnNames, type Density, defaultColumns, type ListAddress } from "@/components/hires/filters/list-address";
import { columnLabels } from "@/components/hires/list/list-columns";
import { Button } from "@/components/ui/button";
import * as m from "@/lib/messages/generated/hires/list";
import * as panels from "@/lib/messages/generated/hires/panels";

interface ColumnMenuProps {
  address: ListAddress;
  onChange: (change: { columns?: readonly ColumnName[]; density?: Density }) => void;
}

/** Which columns the table has, and how high its rows are. */
export function ColumnMenu({ address, onChange }: ColumnMenuProps) {
  const { columns, density, status } = address;
  const toggle = (name: ColumnName) =>
    onChange({ columns: columnNames.filter((one) => (one === name ? !columns.includes(one) : columns.includes(one))) });
  return (
    <div className="space-y-4">
      <fieldset>
        <legend className="font-medium">{m.columns()}</legend>
        {columnNames.map((name) => (
          <label key={name} className="flex min-h-9 cursor-pointer items-center gap-2.5 pointer-coarse:min-h-11">
            <input type="checkbox" className="size-4 accent-(--accent)" checked={columns.includes(name)} onChange={() => toggle(name)} />
            {columnLabels(status)[name]}
          </label>
        ))}
      </fieldset>
      <fieldset>
        <legend className="font-medium">{panels.density()}</legend>
        {(["comfortable", "compact"] as const).map((one) => (
          <label key={one} className="flex min-h-9 cursor-pointer items-center gap-2.5 pointer-coarse:min-h-11">
            <input
              type="radio"
              name="density"
              className="size-4 accent-(--accent)"
              checked={density === one}
              onChange={() => onChange({ density: one })}
            />
            {one === "compact" ? panels.compact() : panels.comfortable()}
          </label>
        ))}
      </fieldset>
      <Button variant="quiet" onClick={() => onChange({ columns: defaultColumns, density: "comfortable" })}>
        {panels.resetColumns()}
      </Button>
    </div>
  );
}
