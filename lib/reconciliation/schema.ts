import * as z from "zod/mini";
import { fieldNameSchema } from "@/lib/hire-fields/schema";
import * as m from "@/lib/messages/generated/reconciliation";
import { sent } from "@/lib/platform/columns";

/** The query of `GET /api/reconciliation`: start dates from one day to another, both included. */
export const reconciliationQuerySchema = z
  .object({ startFrom: sent.day, startTo: sent.day })
  .check(z.refine(({ startFrom, startTo }) => startFrom <= startTo, { path: ["startTo"], error: () => m.rangeBackwards() }));
export type ReconciliationRange = z.infer<typeof reconciliationQuerySchema>;

/** Why someone whom Greenhouse calls hired is not among the hires here, or not in onboarding. */
const missingReasons = ["not_synced", "import_rule", "excluded_by_hr", "erased", "skipped", "private"] as const;
export type MissingReason = (typeof missingReasons)[number];

const fieldDifferenceSchema = z.object({
  field: fieldNameSchema,
  here: z.nullable(z.string()),
  there: z.nullable(z.string()),
  /** The value here was entered by HR. */
  byHr: z.boolean(),
});
export type FieldDifference = z.infer<typeof fieldDifferenceSchema>;

/**
 * Greenhouse's hired people beside the hires here. Each is counted once: in Greenhouse there are `same`, `different`, `missingHere`
 * and `unseen` ones, here `same`, `different`, `missingThere` and `unseen` ones, and those that `missingHere` gives an id of.
 */
export const reconciliationSchema = z.object({
  same: z.int(),
  /** Hired in Greenhouse and not onboarded here. Names are null where Greenhouse shows none; ids are those of excluded hires. */
  missingHere: z.array(
    z.object({
      applicationId: z.int(),
      reason: z.enum(missingReasons),
      id: z.nullable(z.uuid()),
      name: z.nullable(z.string()),
    }),
  ),
  /** Hires whom Greenhouse shows and does not call hired. */
  missingThere: z.array(z.uuid()),
  different: z.array(z.object({ id: z.uuid(), fields: z.array(fieldNameSchema), values: z.array(fieldDifferenceSchema) })),
  /** Hires whom this connection is not shown, or cannot read. They may be private, and are not therefore deleted. */
  unseen: z.int(),
  unseenIds: z.array(z.uuid()),
  /** The names of the hires above, by id. */
  names: z.record(z.uuid(), z.string()),
  /** Offers in Greenhouse that could not be read. */
  unreadableOffers: z.int(),
  requests: z.int(),
});
export type Reconciliation = z.infer<typeof reconciliationSchema>;
