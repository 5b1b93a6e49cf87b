import * as z from "zod/mini";
import { type HireField, isOwnFieldName, type OwnFieldName } from "@/lib/hire-fields/fields";
import { fieldNameSchema, parseSent } from "@/lib/hire-fields/schema";
import { newHireConditionsSchema } from "@/lib/hires/conditions/schema";
import * as m from "@/lib/messages/generated/validation/bulk";
import { hireIdSchema } from "@/lib/platform/ids";

const bulkActionKinds = ["send", "set_field", "exclude", "include"] as const;
export type BulkActionKind = (typeof bulkActionKinds)[number];

/** What many hires can share; a name or an address is one person's own. */
export const bulkFields = [
  "jobTitle",
  "department",
  "location",
  "employmentType",
  "managerName",
  "startDate",
] as const satisfies readonly HireField[];
/** Own fields are shared, too. */
export type BulkField = (typeof bulkFields)[number] | OwnFieldName;

const bulkFieldSchema = z.union([z.enum(bulkFields), z.string().check(z.refine(isOwnFieldName))]) as unknown as z.ZodMiniType<
  BulkField,
  BulkField
>;

/** The most hires that can be named by id; more are named by a filter. */
const MOST_IDS = 5_000;

/**
 * The body of `POST /api/bulk-actions`: which hires (`ids`, or `filter` as in the list) and what. `set_field` needs `field` and
 * `value`, which is parsed as on the record (an own field's by `readOrder`); null empties the field.
 */
export const bulkActionInputSchema = z.pipe(
  z.object({
    action: z.enum(bulkActionKinds),
    ids: z.optional(
      z
        .array(hireIdSchema)
        .check(z.minLength(1, { error: m.selectHires }), z.maxLength(MOST_IDS, { error: () => m.tooManyHires({ max: MOST_IDS }) })),
    ),
    filter: z.optional(newHireConditionsSchema),
    field: z.optional(bulkFieldSchema),
    value: z.optional(z.nullable(z.string())),
  }),
  z.transform((input, context) => {
    const { action, ids, filter, field } = input;
    const refuse = (path: string, message: string) => context.issues.push({ code: "custom", path: [path], message, input: undefined });
    if ((ids === undefined) === (filter === undefined)) refuse("ids", m.idsOrFilter());
    if (action !== "set_field") return { action, ids, filter, field: null, value: null };
    if (field === undefined) refuse("field", m.chooseField());
    if (input.value === undefined) refuse("value", m.enterValue());
    const value = input.value ?? null;
    const parsed = parseSent(field ?? "jobTitle", value);
    if (!parsed.ok) refuse("value", parsed.reason);
    return { action, ids, filter, field: field ?? null, value: parsed.ok ? parsed.value : null };
  }),
);
export type BulkActionInput = z.input<typeof bulkActionInputSchema>;
export type BulkActionOrder = z.output<typeof bulkActionInputSchema>;

/** Why hires were skipped or failed: code → how many. */
export const reasonsSchema = z.record(z.string(), z.int());

/** What a bulk action would do: `affected` of `total`, why the others are left out, and how many links would stop working. */
export const bulkPreviewSchema = z.object({
  total: z.int(),
  affected: z.int(),
  reasons: reasonsSchema,
  replacedLinks: z.int(),
  /** How many are invited because they are included, or complete with the field that is set; null: too many to decide beforehand. */
  invited: z.nullable(z.int()),
});
export type BulkPreview = z.infer<typeof bulkPreviewSchema>;

const bulkActionStatuses = ["queued", "running", "succeeded", "cancelled", "failed"] as const;

export const bulkActionSchema = z.object({
  id: z.uuid(),
  action: z.enum(bulkActionKinds),
  field: z.nullable(fieldNameSchema),
  value: z.nullable(z.string()),
  status: z.enum(bulkActionStatuses),
  /** `total` is null until all matching hires are found. */
  progress: z.object({ done: z.int(), total: z.nullable(z.int()) }),
  counts: z.object({ ok: z.int(), skipped: z.int(), failed: z.int() }),
  reasons: reasonsSchema,
  /** The action that this one takes back; null: it takes none back. */
  undoesId: z.nullable(z.uuid()),
  /** Whether another action took this one back, or is about to. */
  isUndone: z.boolean(),
  requestedBy: z.string(),
  createdAt: z.iso.datetime(),
  finishedAt: z.nullable(z.iso.datetime()),
});
export type BulkAction = z.infer<typeof bulkActionSchema>;

export const bulkActionListSchema = z.object({ items: z.array(bulkActionSchema) });

/** `change` is what `POST /api/bulk-actions/{id}/undo` takes back: the action's id; null for one that mails or includes. */
export const bulkActionStartedSchema = z.object({ id: z.uuid(), change: z.nullable(z.uuid()) });

/** Why nothing was done for a hire. */
export const skipCodes = [
  "not_found",
  "already_started",
  "withdrawn",
  "excluded",
  "duplicate_undecided",
  "suspended",
  "fields_missing",
  "resend_too_soon",
  "unchanged",
  "already_invited",
  "not_excluded",
  "changed_since",
  "cannot_undo",
  "value_not_taken",
] as const;
