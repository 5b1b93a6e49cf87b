import * as z from "zod/mini";

/** Where what is agreed about pay can stand. What a job says of pay is not read. */
export const paySources = ["offer", "candidate", "application", "opening"] as const;

/** A custom field of Greenhouse that tells of pay. */
const payFieldSchema = z.object({ from: z.enum(paySources), key: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)) });
export type PayField = z.infer<typeof payFieldSchema>;

/** Returns under which name the value of a custom field is kept where the field is chosen as compensation: `offer salary`. */
export function payName({ from, key }: { from: string; key: string }): string {
  return `${from} ${key}`;
}

const MOST_FIELDS = 20;

/** Which custom fields are read as compensation; none by default. */
export const compensationFieldsSchema = z.array(payFieldSchema).check(
  z.maxLength(MOST_FIELDS),
  z.refine((all) => new Set(all.map(payName)).size === all.length),
);

/** What is kept of a hire's compensation, in the order in which an admin chose the fields. */
export const compensationSchema = z.object({
  items: z.array(z.extend(payFieldSchema, { name: z.string(), value: z.nullable(z.string()) })),
});
export type Compensation = z.infer<typeof compensationSchema>;
