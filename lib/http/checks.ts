import * as z from "zod/mini";
import { type Problem, problemSchema } from "@/lib/http/problem";

/** Returns what a schema reads of a body; null where it does not fit. */
export function read<Value>(schema: z.core.$ZodType<Value>, body: unknown): { read: Value } | null {
  const parsed = z.safeParse(schema, body);
  return parsed.success ? { read: parsed.data } : null;
}

/** Returns the problem that a body tells; null where it tells none. */
export function readProblem(body: unknown): Problem | null {
  return read(problemSchema, body)?.read ?? null;
}
