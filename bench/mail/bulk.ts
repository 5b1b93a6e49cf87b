import pg from "pg";
import { round, timing } from "@/bench/figures";
import type { Row } from "@/bench/results";
import { actorOf, draftOf, makeOrganization, takeIn } from "@/e2e/fixtures/hires";
import { statementsDuring } from "@/e2e/fixtures/stack/statements";
import { startBulkAction } from "@/lib/hires/bulk/mutations";
import { runBulkAction } from "@/lib/hires/bulk/run";
import { bulkActionInputSchema } from "@/lib/hires/bulk/schema";
import { inOrganization, type OrganizationId } from "@/lib/platform/db";
import { defaultSettings } from "@/lib/settings/rules";

const HIRES = 5_000;
const AT_ONCE = 100;

/**
 * An action that sends to 5,000 hires who are on hold, without the delivery of the emails. Beside it the least that it writes, by a hundred in
 * a transaction through `pg` alone: the hires, their invitations, a job and an audit entry each.
 */
export async function bulkSend(): Promise<Row> {
  const owner = new pg.Client({ connectionString: process.env.SUPERUSER_URL });
  await owner.connect();
  try {
    // The first action of a process opens its connections.
    await sendTo(owner, AT_ONCE);
    const { seconds, statements } = await sendTo(owner, HIRES);
    const organizationId = await organizationOnHold(owner, HIRES);
    const bare = await timing(() => writeBare(owner, organizationId));
    return {
      name: "bulk-send",
      hires: HIRES,
      seconds,
      baselineSeconds: bare.seconds,
      ratioToBaseline: round(seconds / bare.seconds),
      statementsPerHundred: round((statements * AT_ONCE) / HIRES, 1),
    };
  } finally {
    await owner.end();
  }
}

/** Returns how long the action takes from its order to its end, and how many statements. */
async function sendTo(owner: pg.Client, hires: number): Promise<{ seconds: number; statements: number }> {
  const organizationId = await organizationOnHold(owner, hires);
  const actor = actorOf(organizationId);
  const order = bulkActionInputSchema.parse({ action: "send", filter: { status: "on_hold" } });
  const send = async () => {
    const id = await inOrganization(organizationId, (tx) => startBulkAction(tx, actor, order));
    await runBulkAction(organizationId, id, new AbortController().signal);
  };
  const { result: statements, seconds } = await timing(() => statementsDuring(send));
  const { rows } = await owner.query<{ sent: number }>(
    `SELECT count(*)::int AS sent FROM "Invitation" WHERE "organizationId" = $1 AND "status" = 'queued'`,
    [organizationId],
  );
  if (rows[0]?.sent !== hires) throw new Error(`${rows[0]?.sent} of ${hires} were invited`);
  return { seconds, statements: statements.length };
}

/** Makes an organization of complete hires whose invitations are sent by hand. */
async function organizationOnHold(owner: pg.Client, hires: number): Promise<OrganizationId> {
  const organizationId = await makeOrganization();
  const value = { ...defaultSettings.invitations, timing: { mode: "by_hand" as const, days: 0 } };
  await inOrganization(organizationId, (tx) =>
    tx.organizationSetting.create({ data: { organizationId, name: "invitations", value, updatedBy: "Bench" } }),
  );
  for (let from = 0; from < hires; from += AT_ONCE) {
    await takeIn(
      organizationId,
      Array.from({ length: AT_ONCE }, (_, at) => draftOf(from + at + 1)),
    );
  }
  await owner.query("VACUUM ANALYZE");
  return organizationId;
}

async function writeBare(client: pg.Client, organizationId: OrganizationId): Promise<void> {
  for (let from = 0; from < HIRES; from += AT_ONCE) {
    const values = [organizationId, from, from + AT_ONCE];
    const some = `FROM "NewHire" h WHERE h."organizationId" = $1 AND h."applicationId" > $2 AND h."applicationId" <= $3`;
    await client.query("BEGIN");
    await client.query(
      `UPDATE "NewHire" h SET "status" = 'invited', "version" = "version" + 1
       WHERE h."organizationId" = $1 AND h."applicationId" > $2 AND h."applicationId" <= $3`,
      values,
    );
    await client.query(
      `INSERT INTO "Invitation" ("id", "organizationId", "newHireId", "trigger", "sentTo", "tokenKeyId", "tokenHash", "expiresAt")
       SELECT gen_random_uuid(), h."organizationId", h."id", 'automatic', h."personalEmail", 'k', sha256(h."id"::text::bytea), now() + interval '9 days' ${some}`,
      values,
    );
    await client.query(
      `INSERT INTO "AuditEntry" ("id", "organizationId", "actor", "action", "subject", "changes")
       SELECT gen_random_uuid(), h."organizationId", 'Bench', 'new_hire.invited', 'new_hire:' || h."id", '{}' ${some}`,
      values,
    );
    await client.query(
      `INSERT INTO pgboss.job (name, data) SELECT 'deliver-invitation', jsonb_build_object('invitationId', h."id") ${some}`,
      values,
    );
    await client.query("COMMIT");
  }
}
