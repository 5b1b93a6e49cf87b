import * as z from "zod/mini";
import { type AuditGroup, auditGroups } from "@/lib/audit/actions";
import { sent } from "@/lib/platform/columns";

/** What an audit log is narrowed down to. */
export const auditFilterSchema = z.object({
  /** Part of the actor's name. Surrounding white space is ignored, but kept while the user types. */
  actor: z.optional(z.string().check(z.maxLength(200))),
  /** A kind of actions, as the screen offers them. */
  group: z.optional(z.enum(Object.keys(auditGroups) as AuditGroup[])),
  /** An action, or the beginning of one, such as `new_hire.` */
  action: z.optional(z.string().check(z.trim(), z.maxLength(100))),
  subject: z.optional(z.string().check(z.trim(), z.maxLength(200))),
  /** The first and the last day, in UTC. */
  from: z.optional(sent.day),
  to: z.optional(sent.day),
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
      /** The subject's current name; null when there is none or it no longer exists. */
      subjectName: z.nullable(z.string()),
      /** Field → [before, after]. */
      changes: z.record(z.string(), z.unknown()),
    }),
  ),
  nextCursor: z.nullable(z.string()),
});
export type AuditList = z.infer<typeof auditListSchema>;
