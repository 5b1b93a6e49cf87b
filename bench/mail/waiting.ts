import type pg from "pg";
import { makeOrganization } from "@/e2e/fixtures/hires";
import { createInvitations } from "@/lib/invitations/mutations";
import { inOrganization } from "@/lib/platform/db";
import { asHireId } from "@/lib/platform/ids";

const AT_ONCE = 100;

/** Makes an organization with this many invitations that wait to be delivered. */
export async function organizationWithWaiting(owner: pg.Client, waiting: number): Promise<void> {
  const organizationId = await makeOrganization();
  const { rows } = await owner.query<{ id: string; sentTo: string }>(
    `INSERT INTO "NewHire" ("id", "organizationId", "applicationId", "candidateId", "offerId", "status", "firstName", "lastName", "personalEmail",
       "jobTitle", "location", "managerName", "startDate", "searchText", "sortName", "createdAt", "updatedAt")
     SELECT gen_random_uuid(), $1::uuid, n, n + 10000000, n + 20000000, 'invited', 'First' || n % 977, 'Last' || n, 'hire' || n || '@mail.example',
       'Job ' || n % 40, 'City ' || n % 5, 'Manager ' || n % 90, '2099-05-03', 'first' || n % 977 || ' last' || n, 'last' || n, now(), now()
     FROM generate_series(1, $2::int) n RETURNING "id", "personalEmail" AS "sentTo"`,
    [organizationId, waiting],
  );
  const hires = rows.map(({ id, sentTo }) => ({ newHireId: asHireId(id), sentTo }));
  for (let at = 0; at < hires.length; at += AT_ONCE) {
    await inOrganization(organizationId, (tx, now) =>
      createInvitations(tx, organizationId, hires.slice(at, at + AT_ONCE), { trigger: "automatic", expiresAfterDays: 14, now }),
    );
  }
  await owner.query("VACUUM ANALYZE");
}
