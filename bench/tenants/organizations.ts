import { randomUUID } from "node:crypto";
import type pg from "pg";
import { credentialContext } from "@/lib/connections/mutations";
import { tokenContext } from "@/lib/connections/tokens/mutations";
import { seal } from "@/lib/platform/crypto";
import { asOrganizationId } from "@/lib/platform/db";
import type { ClientCredential } from "@/lib/workflows/connect/greenhouse-connection";

/** Makes organizations that are connected to Harvest v3 and were synced a moment ago, each with an admin. Not due before `makeDue`. */
export async function addIdleOrganizations(database: pg.Client, count: number): Promise<void> {
  const made = Array.from({ length: count }, () => {
    const id = asOrganizationId(randomUUID());
    const credential: ClientCredential = { clientId: randomUUID(), clientSecret: randomUUID(), userId: null };
    return {
      id,
      integrationId: randomUUID(),
      accountId: randomUUID(),
      credential: seal(JSON.stringify(credential), credentialContext(id)),
      token: seal(randomUUID(), tokenContext(id)),
    };
  });
  const rows = [JSON.stringify(made)];
  const from = `FROM jsonb_to_recordset($1::jsonb) AS made(id uuid, "integrationId" uuid, "accountId" uuid, credential text, token text)`;
  await database.query(`INSERT INTO "Organization" ("id", "name") SELECT id, 'Idle ' || id ${from}`, rows);
  await database.query(
    `INSERT INTO "Account" ("id", "email", "updatedAt") SELECT "accountId", "accountId" || '@bench.example', now() ${from}`,
    rows,
  );
  await database.query(
    `INSERT INTO "User" ("id", "organizationId", "accountId", "email", "name", "role", "updatedAt")
     SELECT gen_random_uuid(), id, "accountId", "accountId" || '@bench.example', 'Bench', 'admin', now() ${from}`,
    rows,
  );
  await database.query(
    `INSERT INTO "PartnerIntegration" ("id", "organizationId", "status", "apiVersion", "grant", "credentialSealed", "inviteFrom", "verifiedAt",
       "offersWatermark", "comparedAt", "hiredWatermark", "hiredComparedAt", "updatedAt")
     SELECT "integrationId", id, 'connected', 'v3', 'client_credentials', credential, current_date, now(), now(), now(), now(), now(), now() ${from}`,
    rows,
  );
  await database.query(
    `INSERT INTO "GreenhouseToken" ("organizationId", "integrationId", "accessSealed", "expiresAt", "renewedAt")
     SELECT id, "integrationId", token, now() + interval '1 day', now() ${from}`,
    rows,
  );
  await database.query(
    `INSERT INTO "SyncSchedule" ("organizationId", "integrationId", "nextRunAt") SELECT id, "integrationId", NULL ${from}`,
    rows,
  );
  await database.query("ANALYZE");
}

/** Makes every organization due for a sync now. */
export async function makeDue(database: pg.Client): Promise<void> {
  await database.query(`TRUNCATE "SyncRun"`);
  await database.query(`UPDATE "SyncSchedule" SET "nextRunAt" = now()`);
}
