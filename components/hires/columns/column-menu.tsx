"use client";

import { clsx } from "clsx";
import { ChevronDown, ChevronUp, GripVertical } from "lucide-react";
import { type DragEvent, useRef, useState } from "react";
import {
  type ColumnName,
  type Density,
  defaultColumns,
  moved,
  type NamedLayout,
  type ShownLayout,
  standardColumns,
} from "@/components/hires/columns/layout";
import { useChangeLayout } from "@/components/hires/columns/use-change-layout";
import { columnLabels } from "@/components/hires/list/list-columns";
import type { TabStatus } from "@/components/hires/list/tabs";
import { useOwnFields } from "@/components/hires/own-fields";
import { Button, IconButton } from "@/components/ui/button";
import { ownName } from "@/lib/hire-fields/own/fields";
import * as columnWords from "@/lib/messages/generated/hires/columns";
import * as m from "@/lib/messages/generated/hires/list";
import * as panels from "@/lib/messages/generated/hires/panels";

export interface ColumnMenuProps {
  tab: TabStatus;
  own: ShownLayout;
  address: NamedLayout & { view: string | null };
  onChange: (named: NamedLayout) => void;
}

/** Which columns the table has and in which order, and how high its rows are. */
export function ColumnMenu({ tab, own, address, onChange }: ColumnMenuProps) {
  const { shown, change, reset } = useChangeLayout(own, address, onChange);
  const [said, setSaid] = useState("");
  const dragged = useRef<ColumnName | null>(null);
  const { columns, density } = shown;
  const fields = useOwnFields();
  const labelOf = columnLabels(tab, fields);
  const names: ColumnName[] = [...standardColumns, ...fields.map(ownName)];
  const offered = [...columns, ...names.filter((name) => !columns.includes(name))];

  function move(column: ColumnName, to: number): void {
    if (to < 0 || to >= columns.length) return;
    change({ columns: moved(columns, column, to) });
    setSaid(columnWords.movedTo({ column: labelOf(column), place: to + 1, total: columns.length }));
  }

  function drop(event: DragEvent, to: number): void {
    event.preventDefault();
    if (dragged.current !== null) move(dragged.current, to);
    dragged.current = null;
  }

  return (
    <div className="space-y-4">
      <fieldset>
        <legend className="font-medium">{m.columns()}</legend>
        <ul>
          {offered.map((name, at) => {
            const isShown = at < columns.length;
            return (
              <li
                key={name}
                draggable={isShown}
                onDragStart={(event) => {
                  dragged.current = name;
                  event.dataTransfer.effectAllowed = "move";
                  // Without any, Firefox drags nothing.
                  event.dataTransfer.setData("text/plain", labelOf(name));
                }}
                onDragOver={(event) => isShown && dragged.current !== null && event.preventDefault()}
                onDrop={(event) => drop(event, at)}
                className={clsx("flex items-center gap-1 rounded-control", isShown && "cursor-grab hover:bg-sunken")}
              >
                <GripVertical className={clsx("size-4 shrink-0 text-ink-faint", !isShown && "invisible")} aria-hidden />
                <label className="flex min-h-9 min-w-0 flex-1 cursor-pointer items-center gap-2 pointer-coarse:min-h-11">
                  <input
                    type="checkbox"
                    className="size-4 shrink-0 accent-(--accent)"
                    checked={isShown}
                    onChange={() => change({ columns: isShown ? columns.filter((one) => one !== name) : [...columns, name] })}
                  />
                  {labelOf(name)}
                </label>
                {isShown ? (
                  <>
                    <IconButton
                      label={columnWords.moveUp({ column: labelOf(name) })}
                      aria-disabled={at === 0}
                      className="size-8! aria-disabled:opacity-40"
                      onClick={() => move(name, at - 1)}
                    >
                      <ChevronUp className="size-4" aria-hidden />
                    </IconButton>
                    <IconButton
                      label={columnWords.moveDown({ column: labelOf(name) })}
                      aria-disabled={at === columns.length - 1}
                      className="size-8! aria-disabled:opacity-40"
                      onClick={() => move(name, at + 1)}
                    >
                      <ChevronDown className="size-4" aria-hidden />
                    </IconButton>
                  </>
                ) : null}
              </li>
            );
          })}
        </ul>
        <p role="status" className="sr-only">
          {said}
        </p>
      </fieldset>
      <fieldset>
        <legend className="font-medium">{panels.density()}</legend>
        {(["comfortable", "compact"] as const satisfies readonly Density[]).map((one) => (
          <label key={one} className="flex min-h-9 cursor-pointer items-center gap-2.5 pointer-coarse:min-h-11">
            <input
              type="radio"
              name="density"
              className="size-4 accent-(--accent)"
              checked={density === one}
              onChange={() => change({ density: one })}
            />
            {one === "compact" ? panels.compact() : panels.comfortable()}
          </label>
        ))}
      </fieldset>
      <p className="text-ink-soft text-xs">{columnWords.keptForYou()}</p>
      <Button variant="quiet" onClick={() => reset({ columns: defaultColumns, density: "comfortable", widths: {} })}>
        {panels.resetColumns()}
      </Button>
    </div>
  );
}
