/** The fields of a hire's record, in the order the form shows them. */
export const hireFields = [
  "firstName",
  "lastName",
  "preferredName",
  "personalEmail",
  "phone",
  "address",
  "jobTitle",
  "department",
  "location",
  "employmentType",
  "managerName",
  "startDate",
] as const;
export type HireField = (typeof hireFields)[number];

/** A value for each field; null is missing. */
export type FieldValues = Record<HireField, string | null>;

/** HR's edit of a field: who set it, when (ISO 8601), and Greenhouse's value when HR last looked. */
export interface FieldEdit {
  by: string;
  at: string;
  seen: string | null;
}

/** Whose a field was and is then: HR's edit, or null where it follows Greenhouse. */
export type Ownership = [before: FieldEdit | null, after: FieldEdit | null];

/** The fields that an invitation requires by default. */
export const requiredByDefault: readonly HireField[] = ["firstName", "lastName", "personalEmail", "jobTitle", "startDate"];

/**
 * Why a value from Greenhouse can't be used. Of a value that no translation names: `untranslated` makes the hire pending, `left_empty` does not.
 */
export const fieldProblems = ["only_work_address", "invalid", "untranslated", "left_empty"] as const;
export type FieldProblem = (typeof fieldProblems)[number];

/** Returns a value for each field of a record. */
export function eachField<Value>(of: (field: HireField) => Value): Record<HireField, Value> {
  return Object.fromEntries(hireFields.map((field) => [field, of(field)])) as Record<HireField, Value>;
}
