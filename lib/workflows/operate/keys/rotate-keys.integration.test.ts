import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes, randomUUID } from "node:crypto";
import { once } from "node:events";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import pg from "pg";
import { beforeEach, describe, expect, it } from "vitest";
import { makeMember } from "@/e2e/fixtures/accounts";
import { testDatabase } from "@/e2e/fixtures/database";
import { actorOf, draftOf, makeOrganization, takeIn } from "@/e2e/fixtures/hires";
import { totpContext } from "@/lib/auth/second-factor/totp";
import { storePay } from "@/lib/compensation/mutations";
import { startApproval } from "@/lib/connections/approvals/mutations";
import { credentialContext } from "@/lib/connections/mutations";
import { replaceToken, storeToken, tokenContext } from "@/lib/connections/tokens/mutations";
import { renewWebhookSecret } from "@/lib/connections/webhooks/mutations";
import { seal, sealedWith, unseal } from "@/lib/platform/crypto";
import { inAccount, inOrganization, type OrganizationId } from "@/lib/platform/db";
import { loadEnv } from "@/lib/platform/env";
import { asApplicationId } from "@/lib/platform/ids";
import { metrics } from "@/lib/platform/telemetry/metrics";
import { sealClientSecret } from "@/lib/sso/data";
import { readMetrics } from "@/lib/workflows/operate/figures";
import { findKeyProblems } from "@/lib/workflows/operate/keys/key-problems";
import { rotateKeys } from "@/lib/workflows/operate/keys/rotate-keys";
import { sealedColumns } from "@/lib/workflows/operate/keys/sealed-columns";
import { readParts } from "@/lib/workflows/operate/readiness";

testDatabase();

const root = join(import.meta.dirname, "../../../..");
const makeKey = (id: string) => `${id}:${randomBytes(32).toString("base64")}`;
let keys: { old: string; new: string };
let organizations: OrganizationId[];

const token = { accessToken: "access", lifetimeSeconds: 3600, refreshToken: "refresh", refreshSeconds: 3600 };

function setRing(...ring: string[]): void {
  process.env.CREDENTIAL_KEYS = ring.join(",");
  loadEnv({ mail: false });
  const holder = globalThis as { emptrustKeyProblems?: unknown; emptrustFigures?: unknown };
  delete holder.emptrustKeyProblems;
  delete holder.emptrustFigures;
}

async function onServer<Row extends pg.QueryResultRow>(sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: process.env.SUPERUSER_URL });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

const ownerColumn = { organization: "organizationId", account: "accountId" } as const;

/** Everything that is sealed, of all organizations and people. */
async function sealedTexts() {
  const all = sealedColumns.map(async (place) => {
    const { table, column, owner } = place;
    const rows = await onServer<{ ownerId: string; sealed: string }>(
      `SELECT "${ownerColumn[owner]}" AS "ownerId", "${column}" AS sealed FROM "${table}" WHERE "${column}" IS NOT NULL`,
    );
    return rows.map(({ ownerId, sealed }) => ({ column, sealed, context: place.context(ownerId) }));
  });
  return (await Promise.all(all)).flat();
}

/** An organization with something in every sealed column, also of its person. */
async function makeSecrets(name: string): Promise<OrganizationId> {
  const organizationId = await makeOrganization(name);
  const actor = actorOf(organizationId, "admin");
  const id = randomUUID();
  const context = credentialContext(organizationId);
  await inOrganization(organizationId, async (tx, now) => {
    const sealed = { credentialSealed: seal("credential", context), formerKeySealed: seal("former key", context) };
    await tx.partnerIntegration.create({ data: { id, organizationId, ...sealed } });
    await storeToken(tx, organizationId, id, token, now);
    await renewWebhookSecret(tx, actor, id);
    await startApproval(tx, actor, { state: randomUUID(), verifier: "verifier", inviteFrom: undefined, now });
    const provider = { issuer: "https://idp.example", clientId: "emptrust", configuredAt: now, updatedBy: actor.name };
    await tx.ssoConnection.create({
      data: { ...provider, organizationId, clientSecretSealed: sealClientSecret("secret", organizationId) },
    });
    await tx.acceptedApplication.create({ data: { organizationId, applicationId: 1, candidateId: 1 } });
    await storePay(tx, organizationId, [{ applicationId: asApplicationId(1), offerId: null, values: { "candidate salary": "1 EUR" } }]);
  });
  const { accountId } = await makeMember(organizationId);
  await inAccount(accountId, (tx) => tx.totpFactor.create({ data: { accountId, secretSealed: seal("app", totpContext(accountId)) } }));
  return organizationId;
}

beforeEach(async () => {
  for (const { table } of [...sealedColumns].reverse()) await onServer(`DELETE FROM "${table}"`);
  await onServer(`DELETE FROM "Invitation"`);
  keys = { old: makeKey("k1"), new: makeKey("k2") };
  setRing(keys.old);
  organizations = [];
  for (const name of ["A", "B", "C", "D", "E"]) organizations.push(await makeSecrets(`${name} ${randomUUID()}`));
});

const first = () => organizations[0] as OrganizationId;
const ignore = () => {};

describe("a rotation of the key ring", () => {
  it("seals everything again under the first key, says how far it is, and opens as before", async () => {
    const before = (await sealedTexts()).map(({ sealed, context }) => unseal(sealed, context));
    setRing(keys.new, keys.old);
    const said: string[] = [];
    const { resealed, unopened, keys: uses } = await rotateKeys((done, total) => void said.push(`${done} of ${total}`));
    expect({ resealed, unopened }).toEqual({ resealed: 45, unopened: 0 });
    expect(said).toEqual(Array.from({ length: 45 }, (_, at) => `${at + 1} of 45`));
    expect(uses).toMatchObject([
      { keyId: "k2", isCurrent: true, sealed: 45 },
      { keyId: "k1", isCurrent: false, sealed: 0, waiting: 0 },
    ]);
    setRing(keys.new);
    const after = await sealedTexts();
    expect(after.map(({ sealed, context }) => unseal(sealed, context)).sort()).toEqual(before.sort());
    expect((await rotateKeys(ignore)).resealed).toBe(0);
  });

  it("does not overwrite a token that is refreshed while it is sealed again, and seals that one too", async () => {
    setRing(keys.new, keys.old);
    const organizationId = first();
    // As a process does that has the old key first.
    const refresh = () =>
      inOrganization(organizationId, async (tx, now) => {
        const before = await tx.greenhouseToken.findFirstOrThrow();
        setRing(keys.old, keys.new);
        await replaceToken(tx, organizationId, before.integrationId, before, { ...token, accessToken: "refreshed" }, now);
        setRing(keys.new, keys.old);
      });
    // All texts of the first organization were read by then.
    const { resealed } = await rotateKeys((done) => (done === 1 ? refresh() : undefined));
    expect(resealed).toBe(45);
    const stored = await inOrganization(organizationId, (tx) => tx.greenhouseToken.findFirstOrThrow());
    expect(unseal(stored.accessSealed, tokenContext(organizationId))).toBe("refreshed");
    expect(sealedWith(stored.accessSealed)).toBe("k2");
  });

  it("may run twice at the same time", async () => {
    setRing(keys.new, keys.old);
    const both = await Promise.all([rotateKeys(ignore), rotateKeys(ignore)]);
    expect(both[0].resealed + both[1].resealed).toBe(45);
    setRing(keys.new);
    for (const { sealed, context } of await sealedTexts()) expect(unseal(sealed, context)).not.toBe("");
  });

  it("leaves what no key opens as it is, counts it once, and does the rest", async () => {
    const organizationId = first();
    const lost = makeKey("lost");
    setRing(lost, keys.old);
    await inOrganization(organizationId, (tx) =>
      tx.partnerIntegration.updateMany({ data: { credentialSealed: seal("lost", credentialContext(organizationId)) } }),
    );
    setRing(keys.new, keys.old);
    const { resealed, unopened, keys: uses } = await rotateKeys(ignore);
    expect({ resealed, unopened }).toEqual({ resealed: 44, unopened: 1 });
    expect(uses.find(({ keyId }) => keyId === "lost")).toMatchObject({ isInRing: false, sealed: 1 });
    setRing(keys.new, lost);
    expect((await rotateKeys(ignore)).resealed).toBe(1);
  });

  it("says until when invitations that wait to be sent need the old key for their links", async () => {
    await takeIn(first(), [draftOf(1)]);
    const { expiresAt } = await inOrganization(first(), (tx) => tx.invitation.findFirstOrThrow({ where: { status: "queued" } }));
    setRing(keys.new, keys.old);
    const { keys: uses } = await rotateKeys(ignore);
    expect(uses[1]).toMatchObject({ keyId: "k1", sealed: 0, waiting: 1, waitingUntil: expiresAt });
  });
});

/** Starts one of our programs, as an operator does. */
function startProgram(...args: string[]): ChildProcess & { stdout: NonNullable<ChildProcess["stdout"]> } {
  const child = spawn(process.execPath, ["--import", "tsx", ...args], { cwd: root, stdio: ["ignore", "pipe", "inherit"] });
  if (!child.stdout) throw new Error("the program has no output");
  return Object.assign(child, { stdout: child.stdout });
}

describe("npm run admin -- rotate-keys", () => {
  it("loses nothing when it is killed, and goes on with what is left", async () => {
    setRing(keys.new, keys.old);
    const held = new pg.Client({ connectionString: process.env.SUPERUSER_URL });
    await held.connect();
    try {
      // The last organization's rows, so that the command gets no further than that.
      await held.query("BEGIN");
      await held.query(`SELECT FROM "PartnerIntegration" WHERE "organizationId" = $1 FOR UPDATE`, [organizations.at(-1)]);
      const killed = startProgram("scripts/admin.ts", "rotate-keys");
      let said = "";
      for await (const chunk of killed.stdout) {
        said += String(chunk);
        if (said.includes("20 of 45")) break;
      }
      killed.kill("SIGKILL");
      if (killed.exitCode === null && killed.signalCode === null) await once(killed, "exit");
      expect(killed.signalCode).toBe("SIGKILL");
    } finally {
      await held.end();
    }
    const texts = await sealedTexts();
    for (const { sealed, context } of texts) expect(unseal(sealed, context)).not.toBe("");
    const left = texts.filter(({ sealed }) => sealedWith(sealed) === "k1").length;
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThanOrEqual(25);

    const second = startProgram("scripts/admin.ts", "rotate-keys");
    const output = await text(second.stdout);
    expect(output).toContain(`${left} of ${left}\n`);
    expect(output).toContain(`${left} secrets re-encrypted with the first key.`);
    expect(output).toContain("k1: needed by nothing here. It may leave CREDENTIAL_KEYS now");
    setRing(keys.new);
    for (const { sealed, context } of await sealedTexts()) expect(unseal(sealed, context)).not.toBe("");
  });
});

describe("the check of the key ring", () => {
  const part = async () => (await readParts()).find(({ name }) => name === "keys");

  it("finds nothing wrong with a ring that opens what is stored", async () => {
    setRing(keys.new, keys.old);
    expect(await findKeyProblems()).toEqual([]);
    expect(await part()).toEqual({ name: "keys", ok: true });
  });

  it("names a key that stored secrets need and the ring lacks, of whichever organization", async () => {
    setRing(keys.new);
    expect(await findKeyProblems()).toEqual([{ keyId: "k1", problem: "missing" }]);
    expect(await part()).toEqual({ name: "keys", ok: false, detail: "missing k1" });
    await readMetrics();
    expect((await metrics().keyProblems.get()).values).toMatchObject([
      { labels: { problem: "missing" }, value: 1 },
      { labels: { problem: "wrong" }, value: 0 },
    ]);
  });

  it("names a key that is another one than what stored secrets were sealed with", async () => {
    setRing(makeKey("k1"));
    expect(await findKeyProblems()).toEqual([{ keyId: "k1", problem: "wrong" }]);
    expect(await part()).toEqual({ name: "keys", ok: false, detail: "wrong k1" });
  });

  it("is in the log of a start, one line for each key, with its id and without the key", async () => {
    const ring = [makeKey("k1"), makeKey("k2")];
    setRing(...ring);
    Object.assign(process.env, { SMTP_URL: "smtp://127.0.0.1:1", MAIL_FROM: "onboarding@mail.test", LOG_LEVEL: "error" });
    const worker = startProgram("scripts/worker.ts");
    let log = "";
    try {
      for await (const chunk of worker.stdout) {
        log += String(chunk);
        if (log.includes('"keyId"') && log.endsWith("\n")) break;
      }
    } finally {
      worker.kill("SIGKILL");
      process.env.LOG_LEVEL = "fatal";
    }
    const lines = log.split("\n").filter((line) => line.includes("CREDENTIAL_KEYS"));
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { level: 50, keyId: "k1", msg: "CREDENTIAL_KEYS has another key under this id than the one that stored secrets need" },
    ]);
    for (const key of [...ring, keys.old]) expect(log).not.toContain(key.split(":")[1]);
  });

  it("names a key that links of waiting invitations need", async () => {
    await takeIn(first(), [draftOf(1)]);
    setRing(keys.new, keys.old);
    await rotateKeys(ignore);
    setRing(keys.new);
    expect(await findKeyProblems()).toEqual([{ keyId: "k1", problem: "missing" }]);
  });

  it.each(sealedColumns.map(({ table, column }) => [table, column]))("looks into %s.%s", async (table, column) => {
    const organizationId = organizations[2] as OrganizationId;
    const place = sealedColumns.find((one) => one.table === table && one.column === column);
    const only = makeKey("only");
    setRing(only, keys.old);
    const owner = ownerColumn[place?.owner ?? "organization"];
    const whose =
      owner === "organizationId" ? `'${organizationId}'` : `(SELECT "accountId" FROM "User" WHERE "organizationId" = '${organizationId}')`;
    const [row] = await onServer<{ id: string }>(`SELECT "${owner}" AS id FROM "${table}" WHERE "${owner}" = ${whose}`);
    const sealed = seal("a secret", place?.context(row?.id ?? "") ?? "");
    await onServer(`UPDATE "${table}" SET "${column}" = '${sealed}' WHERE "${owner}" = '${row?.id}'`);
    expect(await findKeyProblems()).toEqual([]);
    setRing(keys.old);
    expect(await findKeyProblems()).toEqual([{ keyId: "only", problem: "missing" }]);
  });
});
