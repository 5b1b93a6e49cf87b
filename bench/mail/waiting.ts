import { randomUUID } from "node:crypto";
import type pg from "pg";
import { makeOrganization } from "@/e2e/fixtures/hires";
import { createInvitations } from "@/lib/invitations/mutations";
import { inOrganization, type OrganizationId } from "@/lib/platform/db";
import { asHireId, type HireId } from "@/lib/platform/ids";

const AT_ONCE = 100;

export interface Recipient {
  newHireId: HireId;
  sentTo: string;
}

/** Makes an organization of complete hires with this status, and returns them. */
export async function organizationOf(
  owner: pg.Client,
  size: number,
  status: "invited" | "on_hold",
): Promise<{ organizationId: OrganizationId; hires: Recipient[] }> {
  const organizationId = await makeOrganization(`Bench ${randomUUID()}`);
  const { rows } = await owner.query<{ id: string; sentTo: string }>(
    `INSERT INTO "NewHire" ("id", "organizationId", "applicationId", "candidateId", "offerId", "status", "firstName", "lastName", "personalEmail",
       "jobTitle", "location", "managerName", "startDate", "searchText", "sortName", "createdAt", "updatedAt")
     SELECT gen_random_uuid(), $1::uuid, n, n + 10000000, n + 20000000, $3::"HireStatus", 'First' || n % 977, 'Last' || n, 'hire' || n || '@mail.example',
       'Job ' || n % 40, 'City ' || n % 5, 'Manager ' || n % 90, '2099-05-03', 'first' || n % 977 || ' last' || n, 'last' || n, now(), now()
     FROM generate_series(1, $2::int) n RETURNING "id", "personalEmail" AS "sentTo"`,
    [organizationId, size, status],
  );
  return { organizationId, hires: rows.map(({ id, sentTo }) => ({ newHireId: asHireId(id), sentTo })) };
}

/** Makes an organization with this many invitations that wait to be delivered. */
export async function organizationWithWaiting(owner: pg.Client, waiting: number): Promise<void> {
  const { organizationId, hires } = await organizationOf(owner, waiting, "invited");
  for (let at = 0; at < hires.length; at += AT_ONCE) {
    await inOrganization(organizationId, (tx, now) =>
      createInvitations(tx, organizationId, hires.slice(at, at + AT_ONCE), { trigger: "automatic", expiresAfterDays: 14, now }),
    );
  }
  await owner.query("VACUUM ANALYZE");
}
