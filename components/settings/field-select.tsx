"use client";

import { useOwnFields } from "@/components/hires/own-fields";
import { controlClass } from "@/components/ui/field";
import type { FieldName } from "@/lib/hire-fields/fields";
import { fieldNames } from "@/lib/hire-fields/own/rules";
import { fieldLabel } from "@/lib/hire-fields/own/words";

interface FieldSelectProps {
  label: string;
  value: FieldName;
  /** Fields that are taken already; the chosen one is always offered. */
  taken?: readonly FieldName[];
  onChange: (field: FieldName) => void;
}

/** A choice among the fields of a record. */
export function FieldSelect({ label, value, taken = [], onChange }: FieldSelectProps) {
  const own = useOwnFields();
  const names = fieldNames(own);
  return (
    <select
      aria-label={label}
      value={value}
      onChange={(event) => onChange(names.find((field) => field === event.target.value) ?? value)}
      className={controlClass({}, "w-auto! pr-8")}
    >
      {names
        .filter((field) => field === value || !taken.includes(field))
        .map((field) => (
          <option key={field} value={field}>
            {fieldLabel(field, own)}
          </option>
        ))}
    </select>
  );
}
