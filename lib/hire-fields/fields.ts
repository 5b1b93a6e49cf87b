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

/** The name of a field that an organization added: `x_` and its key. */
export type OwnFieldName = `x_${string}`;
export type FieldName = HireField | OwnFieldName;

/** Something of each field, and of those own fields that have it. */
export type ByField<Value> = Record<HireField, Value> & { [own: OwnFieldName]: Value | undefined };
/** Something of those fields that have it. */
export type BySomeFields<Value> = { [Field in HireField]?: Value } & { [own: OwnFieldName]: Value | undefined };

/** A value for each field; null is missing, and so is an own field that is not there. */
export type FieldValues = ByField<string | null>;

/** HR's edit of a field: who set it, when (ISO 8601), and Greenhouse's value when HR last looked. */
export interface FieldEdit {
  by: string;
  at: string;
  seen: string | null;
}

/** Whose a field was and is then: HR's edit, or null where it follows Greenhouse. */
export type Ownership = [before: FieldEdit | null, after: FieldEdit | null];

/**
 * Why a value from Greenhouse can't be used. Of a value that no translation names: `untranslated` makes the hire pending, `left_empty` does not.
 */
export const fieldProblems = ["only_work_address", "invalid", "untranslated", "left_empty"] as const;
export type FieldProblem = (typeof fieldProblems)[number];

/** Returns something of each field of a record, own fields aside. */
export function eachField<Value>(of: (field: HireField) => Value): Record<HireField, Value> {
  return Object.fromEntries(hireFields.map((field) => [field, of(field)])) as Record<HireField, Value>;
}

// One pattern, and no union of schemas: what the list loads stays small.
export const fieldNamePattern = new RegExp(`^(${hireFields.join("|")}|x_[A-Za-z\\d]\\w{0,39})$`);

/** Returns whether a name is one that a field can have. */
export function isFieldName(name: string): name is FieldName {
  return fieldNamePattern.test(name);
}

/** Returns whether a name is one that an own field can have. */
export function isOwnFieldName(name: string): name is OwnFieldName {
  return name.startsWith("x_") && isFieldName(name);
}

/** Returns the names of own fields among something's members. */
export function ownNamesOf(some: object): OwnFieldName[] {
  return Object.keys(some).filter(isOwnFieldName);
}
