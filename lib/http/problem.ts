import * as z from "zod/mini";
import { problemCodes } from "@/lib/platform/problem-codes";

/** The body of every error answer: RFC 9457 problem details with our closed `code` list. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.enum(problemCodes),
  detail: z.string(),
  /** What a client needs besides the code to phrase the problem in its own words. */
  params: z.optional(z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())]))),
  invalid_params: z.optional(z.array(z.object({ name: z.string(), reason: z.string() }))),
  /** With `version_conflict` and `changed_since`: the record as it is now. */
  current: z.optional(z.unknown()),
});
export type Problem = z.infer<typeof problemSchema>;

/** Returns what a schema reads of a body; null where it does not fit. */
export function read<Value>(schema: z.core.$ZodType<Value>, body: unknown): { read: Value } | null {
  const parsed = z.safeParse(schema, body);
  return parsed.success ? { read: parsed.data } : null;
}

/** Returns the problem that a body tells; null where it tells none. */
export function readProblem(body: unknown): Problem | null {
  return read(problemSchema, body)?.read ?? null;
}
