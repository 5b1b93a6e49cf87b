import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { makeMember } from "@/e2e/fixtures/accounts";
import { testEnvironment } from "@/e2e/fixtures/database";
import { draftOf, makeOrganization, takeIn } from "@/e2e/fixtures/hires";
import { deliverInvitation } from "@/e2e/fixtures/stack/deliveries";
import { type DebianServer, debianPostgres, startDebianPostgres } from "@/e2e/servers/debian-postgres";
import { type MailServer, startMailServer } from "@/e2e/servers/mail-server";
import { closeTransport } from "@/lib/email/transport";
import { readNewHire } from "@/lib/hires/data";
import { closeQueue } from "@/lib/jobs/queue";
import { closeDatabase } from "@/lib/platform/database/client";
import { inOrganization, type OrganizationId } from "@/lib/platform/db";
import { env, loadEnv } from "@/lib/platform/env";
import { heldMail, releaseMail } from "@/lib/workflows/invite/held-mail";
import { openInvitation } from "@/lib/workflows/invite/open-invitation";
import { prepareDatabase } from "@/prisma/prepare-database";
import { backup, holdMail, restoreInto } from "@/scripts/portal/backup";

const OPERATOR = { id: null, name: "Operator" };

let server: DebianServer;
let mail: MailServer;
let folder: string;
let databases = 0;

const newDatabase = () => server.create(`db_${++databases}`);

async function use(ownerUrl: string, restored?: string): Promise<void> {
  await closeQueue(0);
  await closeDatabase();
  const work = restored ? { before: async (owner: pg.Client) => void (await restoreInto(owner, ownerUrl, restored)), after: holdMail } : {};
  const { portalUrl } = await prepareDatabase({ DATABASE_URL: ownerUrl, CREDENTIAL_KEYS: env().CREDENTIAL_KEYS }, work);
  process.env.DATABASE_URL = portalUrl;
  loadEnv({ mail: true });
}

/** Takes a hire in as a sync does, and tries to deliver the invitation. Returns the link's token, if an email arrived. */
async function invite(organizationId: OrganizationId, application: number): Promise<string | undefined> {
  const before = mail.received.length;
  const [hireId] = await takeIn(organizationId, [draftOf(application)]);
  const { invitations } = await inOrganization(organizationId, (tx) => readNewHire(tx, hireId));
  await deliverInvitation(organizationId, invitations[0]?.id ?? "");
  return mail.received[before] && tokenIn(mail.received[before].raw);
}

function tokenIn(raw: string): string {
  return /\/onboarding\/([A-Za-z0-9_-]{43})/.exec(raw.replace(/=\r\n/g, ""))?.[1] ?? "";
}

const messageIdIn = (raw = "") => /^Message-ID: (.*)$/im.exec(raw)?.[1]?.trim();

describe.runIf(debianPostgres)("a backup", () => {
  beforeAll(async () => {
    testEnvironment();
    server = await startDebianPostgres();
    mail = await startMailServer();
    process.env.SMTP_URL = mail.url;
    process.env.MAIL_FROM = "onboarding@northwind.example";
  });

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "backup-"));
    mail.received.length = 0;
  });

  afterEach(async () => {
    closeTransport();
    await closeQueue(0);
    await closeDatabase();
    await rm(folder, { recursive: true, force: true });
  });

  afterAll(async () => {
    await mail.close();
    await server.stop();
  });

  it("restored, sends nothing until it is let go, and holds no session; links of emails sent before and after it was taken open, and the same email goes again", async () => {
    const original = await newDatabase();
    await use(original);
    const organizationId = await makeOrganization();
    const other = await makeOrganization();
    const beforeBackup = (await invite(organizationId, 1)) ?? "";
    const sessions = () => inOrganization(organizationId, (tx) => tx.session.count());
    const { accountId, userId } = await makeMember(organizationId);
    await inOrganization(organizationId, async (tx) => {
      await tx.session.create({ data: { organizationId, accountId, userId } });
    });
    expect(await sessions()).toBe(1);
    const file = join(folder, "all.dump");
    const { rows } = await backup(original, file);
    expect(rows).toBeGreaterThan(10);
    const afterBackup = (await invite(organizationId, 2)) ?? "";
    const [, lostMail] = mail.received;
    expect(afterBackup).not.toBe("");

    await use(await newDatabase(), file);
    expect(await sessions()).toBe(0);
    expect(await openInvitation(beforeBackup, "203.0.113.1")).toMatchObject({ state: "open" });
    expect(await openInvitation(afterBackup, "203.0.113.1")).toEqual({ state: "dead", reason: "unknown" });
    // The next sync brings the hire back.
    expect(await invite(organizationId, 2)).toBeUndefined();
    expect(await invite(other, 3)).toBeUndefined();
    expect(mail.received).toHaveLength(2);
    expect(await openInvitation(afterBackup, "203.0.113.1")).toMatchObject({ state: "open" });
    const held = await inOrganization(organizationId, heldMail);
    expect(held).toMatchObject({ total: 1, items: [{ sentTo: draftOf(2).values.personalEmail }] });

    expect(await inOrganization(organizationId, (tx) => releaseMail(tx, organizationId, OPERATOR))).toBe(1);
    expect(await inOrganization(organizationId, (tx) => releaseMail(tx, organizationId, OPERATOR))).toBe(0);
    const [waiting] = await inOrganization(organizationId, (tx) => tx.invitation.findMany({ where: { status: "queued" } }));
    await deliverInvitation(organizationId, waiting?.id ?? "");
    const again = mail.received[2]?.raw ?? "";
    expect(tokenIn(again)).toBe(afterBackup);
    expect(messageIdIn(again)).toBe(messageIdIn(lostMail?.raw));
    // Another organization's email is still held.
    expect(await invite(other, 4)).toBeUndefined();
  });

  it("is refused by a database that is not empty, and one that is broken leaves the database empty", async () => {
    const original = await newDatabase();
    await use(original);
    await makeOrganization();
    const file = join(folder, "all.dump");
    await backup(original, file);
    await expect(use(original, file)).rejects.toThrow("The database is not empty");
    await writeFile(file, (await readFile(file)).subarray(0, 60_000));
    const empty = await newDatabase();
    await expect(use(empty, file)).rejects.toThrow(/pg_restore failed/);
    const client = new pg.Client({ connectionString: empty });
    await client.connect();
    expect((await client.query("SELECT FROM pg_tables WHERE schemaname = 'public'")).rowCount).toBe(0);
    await client.end();
  });
});
