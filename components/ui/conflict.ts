/** Whether two values of a field would be stored alike. */
export type IsSame<Values> = <Name extends keyof Values>(name: Name, a: Values[Name], b: Values[Name]) => boolean;

export const sameJson = (_: PropertyKey, a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Returns the names of the fields in which two versions differ. */
export function changedFields<Values extends object>(from: Values, to: Values, isSame: IsSame<Values>): (keyof Values)[] {
  return (Object.keys(to) as (keyof Values)[]).filter((name) => !isSame(name, from[name], to[name]));
}

/** Returns `theirs` with every change that was typed over `base`, and the fields that both changed to different values. */
export function merge<Values extends object>(base: Values, theirs: Values, typed: Values, isSame: IsSame<Values>) {
  const mine = changedFields(base, typed, isSame);
  const conflicts = mine.filter((name) => !isSame(name, base[name], theirs[name]) && !isSame(name, typed[name], theirs[name]));
  const values = { ...theirs };
  for (const name of mine) values[name] = typed[name];
  return { values, conflicts };
}

export interface Versioned {
  version: number;
}

export interface Edit<Row extends Versioned, Values extends object> {
  /** The version that was edited. */
  base: Row;
  values: Values;
  /** The fields whose values differ from the base. */
  changed: (keyof Values)[];
}

/**
 * Returns what a form holds once `sent` is stored as `stored`: what was typed during the save stays typed. A field that someone else changed too, of
 * which nothing was sent, is a conflict.
 */
export function afterSaving<Values extends object>(
  versions: { base: Values; sent: Values; stored: Values; typed: Values },
  isSame: IsSame<Values>,
) {
  const { base, sent, stored, typed } = versions;
  const newer = changedFields(sent, typed, isSame);
  const values = { ...stored };
  for (const name of newer) values[name] = typed[name];
  const conflicts = newer.filter(
    (name) => isSame(name, base[name], sent[name]) && !isSame(name, base[name], stored[name]) && !isSame(name, typed[name], stored[name]),
  );
  return { values, conflicts };
}

/**
 * Returns what a form holds once something beside it is stored as `stored`, which answered for the fields `answered`: these take what is stored,
 * and everything else that was typed stays. A conflict stays one until it is answered, and what someone else changed at the same time may become one.
 */
export function afterAnswering<Values extends object>(
  versions: { base: Values; stored: Values; typed: Values; conflicts: readonly (keyof Values)[] },
  answered: readonly (keyof Values)[],
  isSame: IsSame<Values>,
) {
  const { base, stored, conflicts } = versions;
  const typed = { ...versions.typed };
  for (const name of answered) typed[name] = stored[name];
  const met = merge(base, stored, typed, isSame);
  const open = conflicts.filter((name) => !answered.includes(name));
  return { values: met.values, conflicts: [...new Set([...open, ...met.conflicts])] };
}

interface SaveOptions<Row extends Versioned, Values extends object> {
  valuesOf: (row: Row) => Values;
  isSame: IsSame<Values>;
  send: (edit: Edit<Row, Values>) => Promise<Row>;
  /** Reads the current record from an error that is a version conflict; null for every other error. */
  currentOf: (error: unknown) => Promise<Row | null>;
  /** What was sent before and got no answer: it may be stored, and is no one else's change then. */
  inDoubt?: Values | null;
}

type Saved<Row, Values> = { kind: "saved"; row: Row } | { kind: "conflict"; row: Row; values: Values; fields: (keyof Values)[] };

/**
 * Saves typed values over the version they were typed into. When someone else saved in between, changes of different fields
 * both stand and are saved; of the same field, nothing is saved and the conflict is returned. Throws every other error.
 */
export async function saveOver<Row extends Versioned, Values extends object>(
  base: Row,
  values: Values,
  options: SaveOptions<Row, Values>,
): Promise<Saved<Row, Values>> {
  const { valuesOf, isSame, send, currentOf, inDoubt = null } = options;
  try {
    return { kind: "saved", row: await send({ base, values, changed: changedFields(valuesOf(base), values, isSame) }) };
  } catch (error) {
    const theirs = await currentOf(error);
    if (theirs === null || theirs.version === base.version) throw error;
    const met = merge(valuesOf(base), valuesOf(theirs), values, isSame);
    const fields = met.conflicts.filter((name) => inDoubt === null || !isSame(name, inDoubt[name], valuesOf(theirs)[name]));
    if (fields.length > 0) return { kind: "conflict", row: theirs, values: met.values, fields };
    const isSettled = changedFields(valuesOf(theirs), met.values, isSame).length === 0;
    return isSettled ? { kind: "saved", row: theirs } : saveOver(theirs, met.values, options);
  }
}
