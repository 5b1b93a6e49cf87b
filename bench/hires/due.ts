import { medianMs, round } from "@/bench/figures";
import { onSizes } from "@/bench/hires/sizes";
import type { Row } from "@/bench/results";
import { closeStarts, dueHires, overdueHires } from "@/lib/hires/list/due";
import { hiresDue } from "@/lib/hires/record/retention";
import { remindable } from "@/lib/invitations/data";
import { addDays, daysLater, utcDay } from "@/lib/platform/calendar";
import { inOrganization, type TenantTx } from "@/lib/platform/db";

const SIZE = 250_000;
const LIMIT = 200;

/**
 * What the clocks look for every minute, in an organization of 25,000 pending, 75,000 invited, 50,000 scheduled and 100,000 started hires of
 * which almost none is due, beside reading one hire by its id.
 */
export function dueTimes(): Promise<Row[]> {
  return onSizes([SIZE], async ({ organizationId }, _, owner) => {
    // Everyone invited had both reminders, scheduled hires wait for a later day, and who starts soon is flagged.
    await owner.query(`UPDATE "Invitation" SET "trigger" = 'reminder', "reminders" = 2 WHERE "organizationId" = $1 AND "status" = 'sent'`, [
      organizationId,
    ]);
    await owner.query(
      `INSERT INTO "Invitation" ("id", "organizationId", "newHireId", "status", "trigger", "sentTo", "sentAt", "tokenKeyId", "tokenHash", "expiresAt", "createdAt")
       SELECT gen_random_uuid(), "organizationId", "newHireId", 'replaced', 'reminder', "sentTo", "sentAt", 'k', sha256("tokenHash"), now(), "createdAt"
       FROM "Invitation" WHERE "organizationId" = $1 AND "status" = 'sent'`,
      [organizationId],
    );
    await owner.query(
      `UPDATE "NewHire" SET "sendOn" = (current_date + 1 + "applicationId"::int % 90)::text WHERE "organizationId" = $1 AND "status" = 'on_hold'`,
      [organizationId],
    );
    await owner.query("VACUUM ANALYZE");
    const [someone] = (
      await owner.query<{ id: string }>(`SELECT "id" FROM "NewHire" WHERE "organizationId" = $1 LIMIT 1`, [organizationId])
    ).rows;
    const searches: Record<string, (tx: TenantTx, now: Date) => Promise<unknown>> = {
      reminders: (tx, now) => remindable(tx, organizationId, { sentBefore: daysLater(now, -3), most: 2 }, LIMIT),
      "close starts": (tx, now) => closeStarts(tx, organizationId, { from: utcDay(now), until: addDays(utcDay(now), 7), limit: LIMIT }),
      scheduled: (tx, now) => dueHires(tx, organizationId, utcDay(now), LIMIT),
      "no longer hired": (tx, now) => overdueHires(tx, now, LIMIT),
      retention: (tx, now) => hiresDue(tx, { withdrawnDays: 30, startedDays: 150 }, now, LIMIT),
    };
    // As the clock does once, so that it has nothing left to flag.
    await owner.query(
      `UPDATE "NewHire" SET "attention" = "attention" || ARRAY['starts_soon']
       WHERE "organizationId" = $1 AND "status" = 'pending' AND "startDate" BETWEEN current_date::text AND (current_date + 7)::text`,
      [organizationId],
    );
    const rows: Row[] = [];
    for (const [name, search] of Object.entries(searches)) {
      const inOne = (work: typeof search) => () => inOrganization(organizationId, work);
      const baselineMs = await medianMs(
        25,
        inOne((tx) => tx.newHire.findUnique({ where: { id: someone?.id ?? "" }, select: { id: true } })),
      );
      const ms = await medianMs(25, inOne(search));
      rows.push({ name: `due ${name}`, hires: SIZE, ms, baselineMs, ratioToBaseline: round(ms / baselineMs) });
    }
    return rows;
  });
}
