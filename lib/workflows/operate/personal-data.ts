import { z } from "zod";
import { changesOf } from "@/lib/audit/data";
import { recordAudit } from "@/lib/audit/mutations";
import type { Author } from "@/lib/auth/actor";
import { compensationSchema } from "@/lib/compensation/schema";
import { fieldsOf, valueIn } from "@/lib/hire-fields/own/rules";
import { idsOfPerson } from "@/lib/hires/by-hand/data";
import { readHires, readNewHire } from "@/lib/hires/data";
import { newHireSchema } from "@/lib/hires/schema";
import { timelineSchema } from "@/lib/hires/timeline/schema";
import { hireTimeline } from "@/lib/hires/timeline/timeline";
import { storedOffers } from "@/lib/offers/data";
import { PAY_DIGEST } from "@/lib/offers/rules";
import type { TenantTx } from "@/lib/platform/db";
import { notFound } from "@/lib/platform/errors";
import type { HireId } from "@/lib/platform/ids";
import { everyPayOf } from "@/lib/workflows/compensation/show-compensation";

/** All that is kept of one person (GDPR, article 15). */
export const personalDataSchema = z.object({
  record: newHireSchema,
  /** Greenhouse's values as they came, also those that are not taken. */
  greenhouseValues: z.record(z.string(), z.nullable(z.string())),
  offers: z.array(
    z.object({
      id: z.int(),
      version: z.int(),
      status: z.string(),
      startsOn: z.nullable(z.string()),
      customValues: z.record(z.string(), z.unknown()),
    }),
  ),
  /** What was agreed about pay, of the fields that the organization chose. */
  compensation: compensationSchema.shape.items,
  timeline: timelineSchema.shape.items,
  auditLog: z.array(z.object({ at: z.iso.datetime(), actor: z.string(), action: z.string(), changes: z.record(z.string(), z.unknown()) })),
});
export type PersonalData = z.infer<typeof personalDataSchema>;

/** Returns all that is kept of one person; that it was taken out is in the audit log. Throws `not_found`. */
export async function readPersonalData(tx: TenantTx, { organizationId, userId, name }: Author, id: HireId): Promise<PersonalData> {
  const [hire] = await readHires(tx, [id], "read");
  if (!hire) throw notFound("new hire");
  const { greenhouseValues } = hire.state;
  const entries = await tx.auditEntry.findMany({
    where: { subject: { in: (await idsOfPerson(tx, id)).map((one) => `new_hire:${one}`) } },
    orderBy: [{ at: "asc" }, { id: "asc" }],
  });
  const offers = await storedOffers(tx, [hire.state.applicationId]);
  await recordAudit(tx, {
    organizationId,
    actor: { id: userId, name },
    action: "new_hire.personal_data_exported",
    subject: `new_hire:${id}`,
    changes: {},
  });
  return {
    record: await readNewHire(tx, id),
    greenhouseValues: Object.fromEntries(fieldsOf(greenhouseValues).map((field) => [field, valueIn(greenhouseValues, field)])),
    offers: offers.map(({ id, version, status, startsOn, customValues: { [PAY_DIGEST]: _, ...customValues } }) => ({
      id,
      version,
      status,
      startsOn,
      customValues,
    })),
    compensation: await everyPayOf(tx, organizationId, hire.state.applicationId),
    timeline: (await hireTimeline(tx, id)).items,
    auditLog: entries.map(({ at, actor, action, changes }) => ({
      at: at.toISOString(),
      actor,
      action,
      changes: changesOf(changes),
    })),
  };
}
