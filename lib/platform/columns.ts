import * as z from "zod/mini";
import * as settings from "@/lib/messages/generated/validation/settings";
import * as m from "@/lib/messages/generated/validation/text";
import { isTakenDay, takenDays } from "@/lib/platform/calendar";
import { isPlainName } from "@/lib/platform/rules";

/** Returns whether a moment lies on one of the days that the portal takes, in UTC. */
export function isTakenMoment(at: Date): boolean {
  return at >= new Date(`${takenDays.first}T00:00:00Z`) && at <= new Date(`${takenDays.last}T23:59:59.999Z`);
}

const NAME_LENGTH = 100;

/** How the API's description shows it. */
const takenRange = { description: m.dayRange(takenDays) };

const MOST_INT = 2 ** 31 - 1;

const several = new WeakSet<object>();

/** Further names that an object takes, beside those that its schema lists. */
interface FurtherNames {
  isMeant: (name: string) => boolean;
  /** What they are, for the API's description. */
  about: string;
}

const further = new WeakMap<object, FurtherNames>();

/** Returns for which further names a schema speaks (`catchall`); null: for none, and any other name is passed over. */
export function furtherNames(catchall: object): FurtherNames | null {
  return further.get(catchall) ?? null;
}

/** Returns whether a schema is of `sent.anyOf`, so that a name that a query repeats keeps each of its values. */
export function takesSeveral(schema: object): boolean {
  return several.has(schema);
}

function anyOf<Value extends z.core.$ZodType>(value: Value, most: number) {
  const listed = z.pipe(
    z.union([value, z.array(value).check(z.minLength(1), z.maxLength(most))]),
    z.transform((given): z.output<Value>[] => [...new Set(Array.isArray(given) ? given : [given])]),
  );
  const schema = z.optional(listed);
  several.add(schema);
  return schema;
}

/** Returns the schema of a whole number from a range, both ends included. */
export function wholeNumberWithin({ min, max }: { min: number; max: number }) {
  const options = { error: () => settings.notInRange({ min, max }) };
  return z.int(options).check(z.gte(min, options), z.lte(max, options));
}

/**
 * What a caller sends for a column that does not hold every value of its JSON type. Every query and body takes days, moments and versions
 * by these (held by `app/api/openapi.json/openapi.test.ts`), so that none reaches the database which it cannot hold.
 */
export const sent = {
  /** A day that exists, as YYYY-MM-DD. */
  day: z.iso
    .date({ error: m.invalidDay })
    .check(z.refine(isTakenDay, { error: () => m.dayOutOfRange(takenDays) }))
    .register(z.globalRegistry, takenRange),
  /** A moment in ISO 8601 with its offset. */
  moment: z.iso
    .datetime({ offset: true, error: m.invalidMoment })
    .check(z.refine((text) => isTakenMoment(new Date(text)), { error: () => m.dayOutOfRange(takenDays) }))
    .register(z.globalRegistry, takenRange),
  /** The name of a person or an organization, as it stands in emails. */
  name: z
    .string()
    .check(
      z.trim(),
      z.maxLength(NAME_LENGTH, { error: () => m.tooLong({ max: NAME_LENGTH }) }),
      z.refine(isPlainName, { error: m.plainName }),
    ),
  /** One value, or several up to `most`: a name that is repeated in a query, or a list in a body. Returns them as a list, each once. */
  anyOf,
  /** What an object says of further names, for those only that are meant. */
  named<Schema extends z.core.$ZodType>(schema: Schema, names: FurtherNames): Schema {
    further.set(schema, names);
    return schema;
  },
  /** The version of a record that was read; 0 where there was none. */
  version: z.int().check(z.gte(0), z.lte(MOST_INT)),
};

/** A column as PostgreSQL has it, and the values that it holds here. */
export interface Column<Value> {
  /** PostgreSQL's type, as a cast takes it. */
  readonly type: string;
  /** The type to read it as, where the driver does not know its own. */
  readonly readAs?: string;
  /** JSON's null is a value of the column, not the absence of one. */
  readonly keepsJsonNull?: boolean;
  /** Returns the value of what the driver read; absent where that is the value. */
  readonly read?: (raw: unknown) => Value;
}

function of<Value>(type: string, more: Partial<Column<Value>> = {}): Column<Value> {
  return { type, ...more };
}

/** The kinds of columns, each with the type of its values. A stored shape is changed by a migration, never read leniently. */
export const column = {
  uuid: <Id extends string = string>() => of<Id>("uuid"),
  text: () => of<string>("text"),
  texts: <Member extends string = string>() => of<Member[]>("text[]"),
  int: () => of<number>("int"),
  /** A number of Greenhouse's, which is safe as a JavaScript number. */
  bigint: <Id extends number = number>() => of<Id>("bigint", { read: (raw) => Number(raw) as Id }),
  boolean: () => of<boolean>("boolean"),
  moment: () => of<Date>("timestamptz"),
  json: <Shape>() => of<Shape>("jsonb", { keepsJsonNull: true }),
  /** Bytes as `\x` and their hexadecimal digits. */
  bytes: () => of<`\\x${string}`>("bytea"),
  enumeration: <Member extends string>(name: string) => of<Member>(`"${name}"`),
  // The driver does not know lists of an enumeration.
  enumerations: <Member extends string>(name: string) => of<Member[]>(`"${name}"[]`, { readAs: "text[]" }),
};

/** Returns a column that may hold nothing. */
export function nullable<Value>(inner: Column<Value>): Column<Value | null> {
  const { read, ...rest } = inner;
  return read ? { ...rest, read: (raw) => (raw === null ? null : read(raw)) } : rest;
}

export type Columns = { readonly [name: string]: Column<unknown> };

/** A row of a table, as its columns say. */
export type RowOf<Given extends Columns> = { -readonly [Name in keyof Given]: Given[Name] extends Column<infer Value> ? Value : never };

/** A tenant's table: what is written of it, without the organization, which every statement adds. */
export interface Table<Given extends Columns> {
  name: string;
  columns: Given;
}
