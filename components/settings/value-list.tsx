"use client";

import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { type KeyboardEvent, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { controlClass } from "@/components/ui/field";
import type { HireField } from "@/lib/hire-fields/fields";
import { valuesInUseOptions } from "@/lib/hires/queries";
import { type ValueField, valueFields } from "@/lib/hires/schema";
import * as fieldWords from "@/lib/messages/generated/hires/fields";
import * as m from "@/lib/messages/generated/settings";

interface ValueListProps {
  field: HireField;
  values: string[];
  onChange: (values: string[]) => void;
}

/** A list of values of a field: those in use are offered, others can be typed. Enter adds one. */
export function ValueList({ field, values, onChange }: ValueListProps) {
  const listId = useId();
  const [typed, setTyped] = useState("");
  const name = fieldWords.name({ field });

  function add() {
    const value = typed.trim();
    setTyped("");
    if (value !== "" && !values.some((one) => one.toLowerCase() === value.toLowerCase())) onChange([...values, value]);
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key !== "Enter") return;
    event.preventDefault();
    add();
  }

  return (
    <div className="min-w-0 flex-1 max-sm:basis-full">
      {values.length > 0 ? (
        <ul aria-label={m.valuesOf({ field: name })} className="mb-2 flex flex-wrap gap-1.5">
          {values.map((value) => (
            <li key={value}>
              <button
                type="button"
                aria-label={m.removeValue({ value })}
                onClick={() => onChange(values.filter((one) => one !== value))}
                className="inline-flex h-8 max-w-full items-center gap-1.5 rounded-full border border-line bg-sunken px-3 text-xs pointer-coarse:h-11"
              >
                <span className="truncate">{value}</span>
                <X className="size-3.5 shrink-0" aria-hidden />
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      <div className="flex gap-2">
        <input
          aria-label={m.addValue({ field: name })}
          placeholder={m.addValue({ field: name })}
          list={listId}
          value={typed}
          maxLength={200}
          autoComplete="off"
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={onKeyDown}
          className={controlClass()}
        />
        <Button disabled={typed.trim() === ""} onClick={add}>
          {m.add()}
        </Button>
      </div>
      <InUse id={listId} field={field} />
    </div>
  );
}

function InUse({ id, field }: { id: string; field: HireField }) {
  const known = valueFields.find((one) => one === field);
  return <datalist id={id}>{known ? <Options field={known} /> : null}</datalist>;
}

function Options({ field }: { field: ValueField }) {
  const { data } = useQuery(valuesInUseOptions(field));
  return (data ?? []).map((value) => <option key={value} value={value} />);
}
