import type { FieldValues } from "@/lib/hire-fields/fields";
import type { ListedHire, NewHire } from "@/lib/hires/schema";
import * as m from "@/lib/messages/generated/hires/fields";

/** Returns first and last name; empty when both are missing. */
export function fullName(values: Pick<FieldValues, "firstName" | "lastName">): string {
  return [values.firstName, values.lastName].filter((part) => part !== null).join(" ");
}

/** Returns the name a hire is listed by: Greenhouse's candidate id when both names are missing, or the address where HR added the hire. */
export function shownName({ fields, greenhouse }: Pick<NewHire, "fields" | "greenhouse">): string {
  const names = { firstName: fields.firstName.value, lastName: fields.lastName.value, personalEmail: fields.personalEmail.value };
  return nameOf(names, greenhouse?.candidateId ?? null);
}

/** Returns the name that a row of a list is shown by. */
export function listedName({ fields, candidateId }: Pick<ListedHire, "fields" | "candidateId">): string {
  return nameOf(fields, candidateId);
}

/** Returns the name of a hire by the values and Greenhouse's id of the candidate; null or one below zero: HR added the hire. */
export function nameOf(
  values: Pick<FieldValues, "firstName" | "lastName"> & { personalEmail?: string | null },
  candidateId: number | bigint | null,
): string {
  const name = fullName(values);
  if (name) return name;
  return candidateId !== null && candidateId > 0 ? m.candidate({ id: String(candidateId) }) : (values.personalEmail ?? m.unnamed());
}
