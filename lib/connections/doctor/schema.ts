import * as z from "zod/mini";

/** What is examined beside the permissions, in the order in which it is shown. */
export const doctorChecks = [
  "credential",
  "token",
  "acts_as",
  "trusted_ips",
  "visibility",
  "clock",
  "webhook",
  "rate_limit",
  "last_sync",
] as const;
const checkSchema = z.object({
  /** One of the above, or a permission by Greenhouse's name. */
  name: z.string(),
  /** Null: not known, or nothing to judge. */
  ok: z.nullable(z.boolean()),
  /** In words; no secret and no personal data. */
  detail: z.string(),
  /** What to do about it. */
  fix: z.optional(z.string()),
});
export type DoctorCheck = z.infer<typeof checkSchema>;

export const doctorSchema = z.object({ checks: z.array(checkSchema), requests: z.int() });
export type Doctor = z.infer<typeof doctorSchema>;
