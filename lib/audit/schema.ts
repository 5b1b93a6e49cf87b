import { z } from "zod";

/** What an audit log is narrowed down to. */
export const auditFilterSchema = z.object({
  /** A part of the name of whoever did it. */
  actor: z.string().trim().max(200).optional(),
  /** The beginning of an action, such as `new_hire.` */
  action: z.string().trim().max(100).optional(),
  subject: z.string().trim().max(200).optional(),
  /** The first and the last day, in UTC. */
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
});
export type AuditFilter = z.infer<typeof auditFilterSchema>;

export const auditQuerySchema = auditFilterSchema.extend({
  cursor: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
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
      subjectName: z.string().nullable(),
      /** Field → [before, after]. */
      changes: z.record(z.string(), z.unknown()),
    }),
  ),
  nextCursor: z.string().nullable(),
});
export type AuditList = z.infer<typeof auditListSchema>;
