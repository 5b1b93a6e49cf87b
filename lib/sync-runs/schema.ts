import { z } from "zod";

export const syncTriggers = ["schedule", "manual", "webhook", "connect", "preview"] as const;
export type SyncTrigger = (typeof syncTriggers)[number];

export const syncStatuses = ["queued", "running", "succeeded", "failed"] as const;

/** What a run did, in hires except `offersSeen` (offer rows read) and `candidatesFetched` (people read). */
export const syncCountsSchema = z.object({
  offersSeen: z.number().int(),
  candidatesFetched: z.number().int(),
  added: z.number().int(),
  updated: z.number().int(),
  unchanged: z.number().int(),
  invited: z.number().int(),
  withdrawn: z.number().int(),
  rejected: z.number().int(),
});
export type SyncCounts = z.infer<typeof syncCountsSchema>;

export const syncRejectionSchema = z.object({
  kind: z.enum(["offer", "candidate"]),
  /** Greenhouse's id as far as it could be read. */
  id: z.string(),
  /** What did not fit, without the value itself: it may be personal. */
  reason: z.string(),
});
export type SyncRejection = z.infer<typeof syncRejectionSchema>;

export const syncErrorCodes = [
  "credential_rejected",
  "permission_missing",
  "greenhouse_unreachable",
  "greenhouse_rate_limited",
  "greenhouse_unreadable",
  "credential_unreadable",
  "disconnected",
  "connection_changed",
  "superseded",
  "internal_error",
] as const;
export type SyncErrorCode = (typeof syncErrorCodes)[number];

/** What the next sync would do; the first 1,000 of each kind, `counts` is the whole number. */
export const syncPreviewSchema = z.object({
  add: z.array(z.object({ applicationId: z.number().int(), name: z.string() })),
  update: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      /** Field → what it is, and what it would be. */
      changes: z.record(z.string(), z.tuple([z.string().nullable(), z.string().nullable()])),
    }),
  ),
  /** `id` is null for somebody who is not here yet. */
  invite: z.array(z.object({ id: z.uuid().nullable(), applicationId: z.number().int(), name: z.string() })),
  withdraw: z.array(z.object({ id: z.uuid(), name: z.string() })),
});
export type SyncPreview = z.infer<typeof syncPreviewSchema>;

export const syncRunSchema = z.object({
  id: z.uuid(),
  trigger: z.enum(syncTriggers),
  status: z.enum(syncStatuses),
  /** Who asked for it, when a person did. */
  requestedBy: z.string().nullable(),
  startedAt: z.iso.datetime().nullable(),
  finishedAt: z.iso.datetime().nullable(),
  requests: z.number().int(),
  counts: syncCountsSchema,
  /** At most 200 of them; `counts.rejected` is the whole number. */
  rejected: z.array(syncRejectionSchema),
  error: z.object({ code: z.enum(syncErrorCodes), message: z.string() }).nullable(),
  /** People looked at so far; `total` is null while the end is not known. */
  progress: z.object({ done: z.number().int(), total: z.number().int().nullable() }),
  /** What a preview found, once it has ended; null for every other run, and in lists. */
  preview: syncPreviewSchema.nullable(),
  createdAt: z.iso.datetime(),
});
export type SyncRun = z.infer<typeof syncRunSchema>;

export const syncRunListSchema = z.object({ items: z.array(syncRunSchema), nextCursor: z.string().nullable() });
export type SyncRunList = z.infer<typeof syncRunListSchema>;

export const syncRunQuerySchema = z.object({
  cursor: z.string().max(1000).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});
