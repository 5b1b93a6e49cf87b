import { controlClass } from "@/components/ui/field";
import { type HireField, hireFields } from "@/lib/hire-fields/fields";
import * as fieldWords from "@/lib/messages/generated/hires/fields";

interface FieldSelectProps {
  label: string;
  value: HireField;
  /** Fields that are taken already; the chosen one is always offered. */
  taken?: readonly HireField[];
  onChange: (field: HireField) => void;
}

/** A choice among the fields of a record. */
export function FieldSelect({ label, value, taken = [], onChange }: FieldSelectProps) {
  return (
    <select
      aria-label={label}
      value={value}
      onChange={(event) => onChange(hireFields.find((field) => field === event.target.value) ?? value)}
      className={controlClass({}, "w-auto! pr-8")}
    >
      {hireFields
        .filter((field) => field === value || !taken.includes(field))
        .map((field) => (
          <option key={field} value={field}>
            {fieldWords.label({ field })}
          </option>
        ))}
    </select>
  );
}
