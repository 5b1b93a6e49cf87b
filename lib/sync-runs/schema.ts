import * as z from "zod/mini";

const syncTriggers = ["schedule", "manual", "webhook", "connect", "preview"] as const;
export type SyncTrigger = (typeof syncTriggers)[number];

const syncStatuses = ["queued", "running", "succeeded", "failed"] as const;

/** What a run did, in hires except `offersSeen` (offer rows read) and `candidatesFetched` (people read). */
export const syncCountsSchema = z.object({
  offersSeen: z.int(),
  candidatesFetched: z.int(),
  added: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  invited: z.int(),
  withdrawn: z.int(),
  rejected: z.int(),
});
export type SyncCounts = z.infer<typeof syncCountsSchema>;

const syncRejectionSchema = z.object({
  kind: z.enum(["offer", "candidate"]),
  /** Greenhouse's id as far as it could be read. */
  id: z.string(),
  /** What did not fit, without the value itself: it may be personal. */
  reason: z.string(),
});
export type SyncRejection = z.infer<typeof syncRejectionSchema>;

/** A skipped record, and whether an admin marked it as known, for this reason; then it counts as nothing new. */
const skippedRecordSchema = z.extend(syncRejectionSchema, { known: z.boolean() });
export type SkippedRecord = z.infer<typeof skippedRecordSchema>;

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
  "mapping_changed",
  "internal_error",
] as const;
export type SyncErrorCode = (typeof syncErrorCodes)[number];

/** What the next sync would do; the first 1,000 of each kind, `counts` is the whole number. */
export const syncPreviewSchema = z.object({
  add: z.array(z.object({ applicationId: z.int(), name: z.string() })),
  update: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      /** Field → what it is, and what it would be. */
      changes: z.record(z.string(), z.tuple([z.nullable(z.string()), z.nullable(z.string())])),
    }),
  ),
  /** `id` is null for a hire that is not stored yet. */
  invite: z.array(z.object({ id: z.nullable(z.uuid()), applicationId: z.int(), name: z.string() })),
  withdraw: z.array(z.object({ id: z.uuid(), name: z.string() })),
});
export type SyncPreview = z.infer<typeof syncPreviewSchema>;

export const syncRunSchema = z.object({
  id: z.uuid(),
  trigger: z.enum(syncTriggers),
  status: z.enum(syncStatuses),
  /** Whether connecting began it and no import had succeeded before. */
  first: z._default(z.boolean(), false),
  /** Who asked for it, when a person did. */
  requestedBy: z.nullable(z.string()),
  startedAt: z.nullable(z.iso.datetime()),
  finishedAt: z.nullable(z.iso.datetime()),
  requests: z.int(),
  counts: syncCountsSchema,
  /** At most 200 of them; `counts.rejected` is the whole number. */
  rejected: z.array(skippedRecordSchema),
  error: z.nullable(z.object({ code: z.enum(syncErrorCodes), message: z.string() })),
  /** People looked at so far; `total` is null while the end is not known. */
  progress: z.object({ done: z.int(), total: z.nullable(z.int()) }),
  /** What a preview found, once it has ended; null for every other run, and in lists. */
  preview: z.nullable(syncPreviewSchema),
  createdAt: z.iso.datetime(),
});
export type SyncRun = z.infer<typeof syncRunSchema>;

/** A line of the list: one run, or the newest of several in a row that changed nothing. */
const syncRunLineSchema = z.extend(syncRunSchema, {
  /** How many runs the line stands for, and which is the oldest of them; null where it stands for one. */
  folded: z.nullable(z.object({ runs: z.int(), oldestId: z.uuid(), oldestAt: z.iso.datetime() })),
});
export type SyncRunLine = z.infer<typeof syncRunLineSchema>;

export const syncRunListSchema = z.object({ items: z.array(syncRunLineSchema), nextCursor: z.nullable(z.string()) });
export type SyncRunList = z.infer<typeof syncRunListSchema>;

export const syncRunQuerySchema = z.object({
  cursor: z.optional(z.string().check(z.maxLength(1000))),
  limit: z._default(z.coerce.number().check(z.int(), z.gte(1), z.lte(100)), 20),
  /** Makes one line of runs in a row that changed nothing. */
  fold: z.optional(z.literal("true")),
  /** The newest and the oldest run of a line, to list those that it stands for. */
  from: z.optional(z.uuid()),
  to: z.optional(z.uuid()),
});
export type SyncRunQuery = z.output<typeof syncRunQuerySchema>;

/** The body of `PUT /api/sync-runs/{runId}/known-records`. */
export const markKnownSchema = z.object({
  kind: syncRejectionSchema.shape.kind,
  id: z.string().check(z.minLength(1), z.maxLength(200)),
  known: z.boolean(),
});
export type MarkKnown = z.output<typeof markKnownSchema>;
