import { appendFile, cp, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { emptyDatabase, testEnvironment } from "@/e2e/fixtures/database";
import { defaultSettings } from "@/lib/settings/rules";
import { settingSchemas } from "@/lib/settings/schema";
import { schemaChange, wholeSchema } from "@/prisma/db-diff";
import { migrate, migrationsFolder } from "@/prisma/migrate";

let url: string;
let superuserUrl: string;
let drop: () => Promise<void>;
let folder: string;
const organizationId = "01930000-0000-7000-8000-000000000001";
const userId = "01930000-0000-7000-8000-000000000002";

testEnvironment();

beforeEach(async () => {
  ({ url, superuserUrl, drop } = await emptyDatabase());
  folder = await mkdtemp(join(tmpdir(), "migrations-"));
  await cp(migrationsFolder, folder, { recursive: true });
});

afterEach(async () => {
  await drop();
  await rm(folder, { recursive: true, force: true });
});

function query(sql: string): Promise<Record<string, unknown>[]> {
  return queryIn(superuserUrl, sql);
}

async function queryIn(database: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: database });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

async function addMigration(name: string, sql: string): Promise<void> {
  await mkdir(join(folder, name));
  await writeFile(join(folder, name, "migration.sql"), sql);
}

describe("migrating at start", () => {
  it("is done once when ten instances start together", async () => {
    const results = await Promise.all(Array.from({ length: 10 }, () => migrate(url)));
    expect(results.filter((applied) => applied.length > 0)).toHaveLength(1);
    const rows = await query(`SELECT finished_at, applied_steps_count FROM "_prisma_migrations"`);
    expect(rows).toHaveLength(results.flat().length);
    expect(rows.every((row) => row.finished_at !== null && row.applied_steps_count === 1)).toBe(true);
  });

  it("applies a migration whole or not at all, and says that nothing of it was", async () => {
    await addMigration("99999999000000_broken", `CREATE TABLE "Half" ("id" INT); SELECT 1/0;`);
    await expect(migrate(url, { folder })).rejects.toThrow(/99999999000000_broken failed and was rolled back/);
    expect(await query(`SELECT to_regclass('"Half"') AS half`)).toEqual([{ half: null }]);
    expect(await query(`SELECT 1 FROM "_prisma_migrations" WHERE migration_name = '99999999000000_broken'`)).toEqual([]);
  });

  it("stops at an edited migration and says what to do", async () => {
    const [applied] = await migrate(url, { folder });
    await appendFile(join(folder, applied ?? "", "migration.sql"), "\n-- a remark\n");
    await expect(migrate(url, { folder })).rejects.toThrow(/was edited after it was applied.*git checkout/);
  });

  it("stops at a migration that another tool left unfinished", async () => {
    await migrate(url, { folder });
    await query(`INSERT INTO "_prisma_migrations" (id, checksum, migration_name) VALUES ('1', 'x', '20270101000000_other')`);
    await expect(migrate(url, { folder })).rejects.toThrow(/was started by another tool and not finished.*migrate resolve/);
  });

  it("starts on a database that a newer version has migrated, if every migration of that one states that it may, and changes nothing", async () => {
    const known = await migrate(url);
    await addMigration("99990101000000_expand", `-- compatible-with: ${known.at(-1)}\nCREATE TABLE "Later" ("id" INT);`);
    await addMigration("99990102000000_expand_more", `-- compatible-with: ${known.at(-2)}\nALTER TABLE "Later" ADD COLUMN "name" TEXT;`);
    expect(await migrate(url, { folder })).toHaveLength(2);
    const queues = await query("SELECT * FROM pgboss.queue ORDER BY name");
    await query("UPDATE pgboss.queue SET retry_limit = 77");
    expect(await migrate(url)).toEqual([]);
    expect(await query("SELECT DISTINCT retry_limit FROM pgboss.queue"), "its queues stay as the newer one has them").toEqual([
      { retry_limit: 77 },
    ]);
    expect(queues).not.toEqual([]);
    // A user with both goes on as before, and sets the queues again.
    expect(await migrate(url, { folder })).toEqual([]);
    expect(await query("SELECT DISTINCT retry_limit FROM pgboss.queue")).not.toEqual([{ retry_limit: 77 }]);
  });

  it("stops at a newer version's contraction, and says what can run on it", async () => {
    await migrate(url);
    await addMigration(
      "99990101000000_expand",
      `-- compatible-with: 20261126203500_installation_figures\nCREATE TABLE "Later" ("id" INT);`,
    );
    await addMigration("99990102000000_contract", `-- compatible-with: 99990101000000_expand\nDROP TABLE "Later";`);
    await migrate(url, { folder });
    await expect(migrate(url)).rejects.toThrow(
      /99990102000000_contract.*versions that have migration 99990101000000_expand.*restore a backup/,
    );
  });

  it("stops where the database is of another line of development", async () => {
    const known = await migrate(url);
    await addMigration("99990101000000_theirs", `-- compatible-with: ${known.at(-1)}\nSELECT 1;`);
    await migrate(url, { folder });
    await rm(join(folder, "99990101000000_theirs"), { recursive: true });
    await addMigration("99990102000000_ours", "SELECT 1;");
    await expect(migrate(url, { folder })).rejects.toThrow(/two lines of development/);
  });

  it("stops at a database that a newer version has migrated without a word on older ones", async () => {
    await migrate(url, { folder });
    await query(
      `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, finished_at) VALUES ('1', 'x', '20270101000000_newer', now())`,
    );
    await expect(migrate(url, { folder })).rejects.toThrow(/which this version of the portal doesn.t have/);
  });

  it("leads to the tables, columns, keys and indexes of the schema that the code is generated from", async () => {
    await migrate(url);
    expect(await schemaChange(url)).toBe("");
    const wanted = await emptyDatabase();
    try {
      await queryIn(wanted.url, await wholeSchema(url));
      const made = new Set(await structure(url));
      expect((await structure(wanted.url)).filter((part) => !made.has(part))).toEqual([]);
    } finally {
      await wanted.drop();
    }
  });
});

/** Columns with their types and defaults, constraints and indexes, each as one line. */
async function structure(database: string): Promise<string[]> {
  const rows = await queryIn(
    database,
    `SELECT concat_ws(' ', table_name, column_name, udt_name, is_nullable, column_default) AS part
       FROM information_schema.columns WHERE table_schema = 'public'
     UNION ALL
     SELECT concat_ws(' ', conrelid::regclass, conname, pg_get_constraintdef(oid)) FROM pg_constraint WHERE connamespace = 'public'::regnamespace
     UNION ALL
     SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'`,
  );
  return rows.map((row) => String(row.part));
}

/** Applies the migrations before one, and leaves it as the only one to come. */
async function migrateBefore(name: string): Promise<void> {
  for (const later of await readdir(folder)) {
    if (/^\d/.test(later) && later >= name) await rm(join(folder, later), { recursive: true });
  }
  await migrate(url, { folder });
  await cp(join(migrationsFolder, name), join(folder, name), { recursive: true });
}

describe("what a migration renames or moves", () => {
  it("keeps every row of who was ignored, as excluded", async () => {
    const excluded = "20261126124500_excluded";
    await migrateBefore(excluded);
    await query(`
      INSERT INTO "Organization" ("id", "name") VALUES ('${organizationId}', 'Acme');
      INSERT INTO "User" ("id", "organizationId", "email", "name", "role", "updatedAt")
      VALUES ('${userId}', '${organizationId}', 'hr@acme.test', 'HR', 'hr', now());
      INSERT INTO "NewHire" ("id", "organizationId", "applicationId", "candidateId", "offerId", "status", "attention", "takenByHand")
      VALUES (gen_random_uuid(), '${organizationId}', 1, 1, 1, 'ignored', '{ignored_by_hr}', true);
      INSERT INTO "BulkAction" ("id", "organizationId", "action", "filter", "requestedById", "requestedBy")
      VALUES (gen_random_uuid(), '${organizationId}', 'restore', '{"status": "ignored", "attention": "ignored_by_hr"}', '${userId}', 'HR');
      INSERT INTO "SavedView" ("id", "organizationId", "userId", "name", "query")
      VALUES (gen_random_uuid(), '${organizationId}', '${userId}', 'Out', 'status=ignored&attention=ignored_by_hr');
      INSERT INTO "AuditEntry" ("id", "organizationId", "actor", "action", "subject", "changes")
      VALUES (gen_random_uuid(), '${organizationId}', 'HR', 'bulk_action.restore', 'bulk_action:1', '{}');`);
    expect(await migrate(url, { folder })).toEqual([excluded]);
    expect(await query(`SELECT "status", "attention", "tab", "includedByHr" FROM "NewHire"`)).toEqual([
      { status: "excluded", attention: ["excluded_by_hr"], tab: "excluded", includedByHr: true },
    ]);
    expect(await query(`SELECT "key", sum("count")::int AS count FROM "NewHireCount" GROUP BY 1 ORDER BY 1`)).toEqual([
      { key: "attention", count: 1 },
      { key: "excluded", count: 1 },
    ]);
    expect(await query(`SELECT "action", "filter" FROM "BulkAction"`)).toEqual([
      { action: "include", filter: { status: "excluded", attention: "excluded_by_hr" } },
    ]);
    expect(await query(`SELECT "query" FROM "SavedView"`)).toEqual([{ query: "status=excluded&attention=excluded_by_hr" }]);
    expect(await query(`SELECT "action" FROM "AuditEntry"`)).toEqual([{ action: "bulk_action.include" }]);
  });

  it("keeps the invitation settings, with version and author, as a setting like the others, and what the audit log says of settings", async () => {
    const moved = "20261126131000_invitations_setting";
    const other = "01930000-0000-7000-8000-000000000003";
    await migrateBefore(moved);
    await query(`
      INSERT INTO "Organization" ("id", "name") VALUES ('${organizationId}', 'Acme'), ('${other}', 'Other');
      INSERT INTO "InvitationSettings" ("organizationId", "timingMode", "timingDays", "reminderAfterDays", "timeZone", "template", "version", "updatedBy", "updatedAt")
      VALUES ('${organizationId}', 'days_before_start', 3, 5, 'Europe/Berlin', '{"subject": "Hi", "replyTo": null}', 4, 'Ada', '2026-11-01T10:00:00Z');
      INSERT INTO "InvitationSettings" ("organizationId", "updatedBy", "updatedAt") VALUES ('${other}', 'Bo', now());
      INSERT INTO "OrganizationSetting" ("organizationId", "name", "value", "updatedBy", "updatedAt")
      VALUES ('${organizationId}', 'sync', '{"intervalMinutes": 5}', 'Ada', now());
      INSERT INTO "AuditEntry" ("id", "organizationId", "actor", "action", "subject", "changes") VALUES
        (gen_random_uuid(), '${organizationId}', 'Ada', 'invitation_settings.changed', 'invitation_settings', '{"timeZone": ["\\"UTC\\"", "\\"Europe/Berlin\\""], "template": ["null", "{\\"subject\\":\\"Hi\\"}"]}'),
        (gen_random_uuid(), '${organizationId}', 'Ada', 'setting.packages_changed', 'setting:packages',
          '{"packages": [{"default": null, "packages": []}, {"default": "All", "packages": []}]}'),
        (gen_random_uuid(), '${organizationId}', 'Ada', 'new_hire.edited', 'new_hire:1', '{"phone": [null, "1"]}');`);
    expect(await migrate(url, { folder })).toEqual([moved]);
    expect(
      await query(`SELECT "name", "value", "version", "updatedBy", "updatedAt" < '2026-11-02' AS old FROM "OrganizationSetting"
        WHERE "organizationId" = '${organizationId}' ORDER BY "name"`),
    ).toEqual([
      { name: "sync", value: { intervalMinutes: 5 }, version: 1, updatedBy: "Ada", old: false },
      {
        name: "invitations",
        value: {
          timing: { mode: "days_before_start", days: 3 },
          reminders: { afterDays: 5, max: 2 },
          expiresAfterDays: 14,
          timeZone: "Europe/Berlin",
          template: { subject: "Hi", replyTo: null },
        },
        version: 4,
        updatedBy: "Ada",
        old: true,
      },
    ]);
    const [theirs] = await query(`SELECT "value" FROM "OrganizationSetting" WHERE "organizationId" = '${other}'`);
    expect(settingSchemas.invitations.parse(theirs?.value)).toEqual(defaultSettings.invitations);
    expect(await query(`SELECT "action", "subject", "changes" FROM "AuditEntry" ORDER BY "action"`)).toEqual([
      { action: "new_hire.edited", subject: "new_hire:1", changes: { phone: [null, "1"] } },
      {
        action: "setting.invitations_changed",
        subject: "setting:invitations",
        changes: { timeZone: ["UTC", "Europe/Berlin"], template: [null, { subject: "Hi" }] },
      },
      { action: "setting.packages_changed", subject: "setting:packages", changes: { default: [null, "All"] } },
    ]);
  });
});
