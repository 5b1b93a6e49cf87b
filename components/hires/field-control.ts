import type { HTMLInputTypeAttribute } from "react";
import { type FieldName, isOwnFieldName } from "@/lib/hire-fields/fields";
import { type OwnField, ownFieldOf } from "@/lib/hire-fields/own/fields";
import { choicesOf, OWN_TEXT_LENGTH } from "@/lib/hire-fields/own/rules";
import { fieldMaxLength } from "@/lib/hire-fields/rules";

/** How a field's value is entered: in one line, in several, or chosen. */
export type FieldControl =
  | { kind: "line"; type: HTMLInputTypeAttribute; inputMode?: "email" | "tel" | "decimal"; maxLength: number }
  | { kind: "lines" }
  | { kind: "choice"; choices: readonly string[] };

/** Returns how a field's value is entered. */
export function controlOf(field: FieldName, own: readonly OwnField[]): FieldControl {
  if (isOwnFieldName(field)) return controlOfOwn(ownFieldOf(field, own));
  const line = { kind: "line", type: "text", maxLength: fieldMaxLength[field] } as const;
  switch (field) {
    case "address":
      return { kind: "lines" };
    case "startDate":
      return { ...line, type: "date" };
    case "personalEmail":
      return { ...line, inputMode: "email" };
    case "phone":
      return { ...line, inputMode: "tel" };
    default:
      return line;
  }
}

function controlOfOwn(field: OwnField | undefined): FieldControl {
  const line = { kind: "line", type: "text", maxLength: OWN_TEXT_LENGTH } as const;
  if (!field) return line;
  const choices = choicesOf(field);
  if (choices) return { kind: "choice", choices };
  if (field.type === "date") return { ...line, type: "date" };
  return field.type === "number" ? { ...line, inputMode: "decimal" } : line;
}
