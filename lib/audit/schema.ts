import * as z from "zod/mini";
import { type AuditGroup, auditGroups } from "@/lib/audit/actions";

/** What an audit log is narrowed down to. */
export const auditFilterSchema = z.object({
  /** A part of the name of whoever did it; white space around it does not count, and stays while somebody types. */
  actor: z.optional(z.string().check(z.maxLength(200))),
  /** A kind of actions, as the screen offers them. */
  group: z.optional(z.enum(Object.keys(auditGroups) as AuditGroup[])),
  /** An action, or the beginning of one, such as `new_hire.` */
  action: z.optional(z.string().check(z.trim(), z.maxLength(100))),
  subject: z.optional(z.string().check(z.trim(), z.maxLength(200))),
  /** The first and the last day, in UTC. */
  from: z.optional(z.iso.date()),
  to: z.optional(z.iso.date()),
});
export type AuditFilter = z.infer<typeof auditFilterSchema>;

export const auditQuerySchema = z.extend(auditFilterSchema, {
  cursor: z.optional(z.uuid()),
  limit: z._default(z.coerce.number().check(z.int(), z.gte(1), z.lte(200)), 50),
});

export const auditListSchema = z.object({
  items: z.array(
    z.object({
      id: z.uuid(),
      at: z.iso.datetime(),
      actor: z.string(),
      action: z.string(),
      subject: z.string(),
      /** The name of whom or what it was done to, looked up now; null where there is none (any more). */
      subjectName: z.nullable(z.string()),
      /** Field → [before, after]. */
      changes: z.record(z.string(), z.unknown()),
    }),
  ),
  nextCursor: z.nullable(z.string()),
});
export type AuditList = z.infer<typeof auditListSchema>;
