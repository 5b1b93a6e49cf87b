import * as z from "zod/mini";
import * as m from "@/lib/messages/generated/validation/settings";

/** Returns the schema of a whole number from a range, both ends included. */
export function wholeNumberWithin({ min, max }: { min: number; max: number }) {
  const options = { error: () => m.notInRange({ min, max }) };
  return z.int(options).check(z.gte(min, options), z.lte(max, options));
}
