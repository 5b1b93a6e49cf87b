/** Where what is agreed about pay can stand. What a job says of pay is not read. */
export const paySources = ["offer", "candidate", "application", "opening"] as const;

/** A custom field of Greenhouse that tells of pay. */
export interface PayField {
  from: (typeof paySources)[number];
  key: string;
}

/** Returns under which name the value of a custom field is kept where the field is chosen as compensation: `offer salary`. */
export function payName({ from, key }: { from: string; key: string }): string {
  return `${from} ${key}`;
}

/** Values of pay fields, by source and key: `offer salary`. Null: empty in Greenhouse. */
export type PayValues = Readonly<Record<string, string | null>>;

/** Returns the pay field whose value is kept under a name. */
export function payFieldOf(name: string): PayField | null {
  const from = paySources.find((source) => name.startsWith(`${source} `));
  return from ? { from, key: name.slice(from.length + 1) } : null;
}

/** Returns the values of those pay fields that stand in one place, of the custom fields there. */
export function payIn(
  from: PayField["from"],
  fields: readonly { key: string; value: string | null }[],
  chosen: readonly PayField[],
): PayValues {
  const wanted = chosen.filter((one) => one.from === from);
  return Object.fromEntries(wanted.map((one) => [payName(one), fields.find(({ key }) => key === one.key)?.value ?? null]));
}
