import * as z from "zod/mini";
import { payName, paySources } from "@/lib/compensation/rules";

const payFieldSchema = z.object({ from: z.enum(paySources), key: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)) });

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
