import { randomUUID } from "node:crypto";
import { round, timing } from "@/bench/figures";
import { onSizes } from "@/bench/hires/sizes";
import type { Row } from "@/bench/results";
import { inOrganization } from "@/lib/platform/db";
import { reevaluateOpenHires } from "@/lib/workflows/invite/invitation-clock";

const OPEN = 100_000;

/**
 * Every open hire decided again because a setting changed, which changes a tenth of them, beside reading the rows of the same hires. The second
 * time nothing is changed.
 */
export function reevaluateTimes(): Promise<Row[]> {
  return onSizes([OPEN], async ({ organizationId }, _, owner) => {
    // Onto one state: complete, and scheduled for a month before the first day, except every tenth, which lacks nothing and is pending still.
    await owner.query(`DELETE FROM "Invitation" WHERE "organizationId" = $1`, [organizationId]);
    await owner.query(
      `UPDATE "NewHire" SET "status" = (CASE WHEN "status" = 'pending' THEN 'pending' ELSE 'on_hold' END)::"HireStatus", "missingFields" = '{}',
         "attention" = CASE WHEN "status" = 'pending' THEN '{}' ELSE ARRAY['scheduled'] END, "sendOn" = CASE WHEN "status" <> 'pending' THEN '2098-12-02' END,
         "startDate" = '2099-01-01',
         "greenhouseValues" = jsonb_build_object('firstName', "firstName", 'lastName', "lastName", 'preferredName', null, 'personalEmail', "personalEmail", 'phone', null,
           'address', null, 'jobTitle', "jobTitle", 'department', null, 'location', "location", 'employmentType', null, 'managerName', null,
           'startDate', '2099-01-01')
       WHERE "organizationId" = $1`,
      [organizationId],
    );
    await owner.query(
      `INSERT INTO "OrganizationSetting" ("organizationId", "name", "value", "updatedBy", "updatedAt")
       SELECT $1, 'invitations', jsonb_build_object('timing', jsonb_build_object('mode', 'days_before_start', 'days', 30),
         'reminders', jsonb_build_object('afterDays', null, 'max', 2), 'expiresAfterDays', 14, 'timeZone', 'UTC', 'template', null), $2, now()`,
      [organizationId, randomUUID()],
    );
    await owner.query("VACUUM ANALYZE");
    const baseline = await timing(() =>
      inOrganization(
        organizationId,
        (tx) => tx.$queryRaw`SELECT to_jsonb(h)::text FROM "NewHire" h WHERE "organizationId" = ${organizationId}::uuid`,
      ),
    );
    const rows: Row[] = [];
    for (const name of ["a tenth changes", "nothing changes"]) {
      const { seconds } = await timing(() => reevaluateOpenHires(organizationId));
      rows.push({
        name: `re-evaluate ${name}`,
        hires: OPEN,
        seconds,
        baselineSeconds: baseline.seconds,
        ratioToBaseline: round(seconds / baseline.seconds),
      });
    }
    return rows;
  });
}
