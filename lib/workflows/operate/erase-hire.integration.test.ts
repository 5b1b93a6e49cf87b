import pg from "pg";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { testDatabase } from "@/e2e/fixtures/database";
import { connectedAdmin, connections, startGreenhouse, syncOf, versions } from "@/e2e/fixtures/greenhouse";
import { actorOf, draftOf, makeOrganization, takeIn } from "@/e2e/fixtures/hires";
import { hireCandidate } from "@/e2e/sandbox/control/hires";
import type { Sandbox } from "@/e2e/sandbox/server";
import { verifyAuditChain } from "@/lib/audit/chain";
import type { Actor } from "@/lib/auth/actor";
import { updateNewHire } from "@/lib/hires/mutations";
import { recordHireEvents } from "@/lib/hires/timeline/mutations";
import { undoChange } from "@/lib/hires/undo/mutations";
import { inOrganization } from "@/lib/platform/db";
import { asHireId, type HireId } from "@/lib/platform/ids";
import { erasePerson } from "@/lib/workflows/operate/erase-hire";
import { personalDataSchema, readPersonalData } from "@/lib/workflows/operate/personal-data";
import { startPreview } from "@/lib/workflows/sync/preview-sync";
import { syncHiredCandidates } from "@/lib/workflows/sync/sync-hired-candidates";

testDatabase();

/** Stands in everything that is known of the person, and nowhere else. */
const canary = "Quillfeather";
let sandbox: Sandbox;
let actor: Actor;

afterAll(() => sandbox?.close());

const inOwn = <Result>(work: Parameters<typeof inOrganization<Result>>[1]) => inOrganization(actor.organizationId, work);
const now = () => new Date();

/** Returns the tables that have the canary somewhere, the queue's among them. */
async function whereItIs(): Promise<string[]> {
  const client = new pg.Client({ connectionString: process.env.SUPERUSER_URL });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname IN ('public', 'pgboss')`,
    );
    const found: string[] = [];
    for (const { name } of tables) {
      const { rowCount } = await client.query(`SELECT FROM ${name} AS t WHERE to_jsonb(t)::text ILIKE $1 LIMIT 1`, [`%${canary}%`]);
      if (rowCount) found.push(name.replaceAll('"', ""));
    }
    return found.sort();
  } finally {
    await client.end();
  }
}

async function hired(): Promise<HireId> {
  const address = `${canary.toLowerCase()}@mail.test`;
  hireCandidate(sandbox.world, Date.now(), { firstName: "Ida", lastName: canary, complete: true, personalEmail: address });
  await syncOf(actor);
  const { id } = await inOwn((tx) => tx.newHire.findFirstOrThrow({ where: { lastName: canary } }));
  return asHireId(id);
}

/** Everything that can happen to a record before it is erased. */
async function live(id: HireId): Promise<void> {
  const { version } = await inOwn((tx) => tx.newHire.findFirstOrThrow({ where: { id } }));
  const changes = { preferredName: canary, address: `${canary} Street 1` };
  const { change } = await inOwn((tx) => updateNewHire(tx, actor, id, { version, changes, take: [], keep: [] }, now()));
  await inOwn((tx) => undoChange(tx, actor, id, { change: change ?? "", fields: ["address"] }, now()));
  await inOwn((tx) =>
    recordHireEvents(tx, actor.organizationId, [{ newHireId: id, at: now(), kind: "note", detail: `Call me ${canary}.` }]),
  );
  await inOwn((tx) => tx.invitation.updateMany({ where: { newHireId: id }, data: { lastError: `550 no ${canary} here` } }));
  const runId = await inOwn((tx) => startPreview(tx, actor, now()));
  await syncHiredCandidates(actor.organizationId, runId, new AbortController().signal);
  await inOwn((tx) => tx.syncRun.updateMany({ where: { id: runId }, data: { preview: { withdraw: [{ id, name: canary }] } } }));
}

describe.each(versions)("erasing a person imported over Harvest %s", (version) => {
  beforeEach(async () => {
    await sandbox?.close();
    sandbox = await startGreenhouse();
    actor = await connectedAdmin({ ...connections[version], inviteFrom: "2000-01-01" });
    await inOwn((tx) => tx.syncRun.deleteMany({}));
  });

  it("leaves their name in no table, the audit log's chain whole, and who erased them", async () => {
    const id = await hired();
    await live(id);
    expect((await whereItIs()).length).toBeGreaterThan(4);
    await inOwn((tx) => erasePerson(tx, actor, id));
    expect(await whereItIs()).toEqual([]);
    expect(await inOwn(verifyAuditChain)).toMatchObject({ broken: null });
    const entries = await inOwn((tx) => tx.auditEntry.findMany({ where: { subject: `new_hire:${id}` }, orderBy: { at: "asc" } }));
    expect(entries.map(({ action }) => action)).toEqual(["new_hire.edited", "new_hire.undone", "new_hire.erased"]);
    expect(entries.at(-1)?.actor).toBe(actor.name);
  });

  it("keeps them from coming back, and from being looked at, however much is listed anew", async () => {
    const id = await hired();
    const { applicationId } = await inOwn((tx) => tx.newHire.findFirstOrThrow({ where: { id } }));
    await inOwn((tx) => erasePerson(tx, actor, id));
    await inOwn((tx) => tx.partnerIntegration.updateMany({ data: { offersWatermark: null, comparedAt: null } }));
    expect((await syncOf(actor)).counts.added).toBe(0);
    expect(await inOwn((tx) => tx.acceptedApplication.count({ where: { applicationId } }))).toBe(0);
    expect(await whereItIs()).toEqual([]);
    await expect(inOwn((tx) => erasePerson(tx, actor, id))).rejects.toMatchObject({ code: "not_found" });
  });
});

it("a sync that had read a person before they were erased does not bring them back, and others are as they were", async () => {
  actor = actorOf(await makeOrganization(), "admin");
  const [first, second] = await takeIn(actor.organizationId, [draftOf(1), draftOf(2)]);
  await Promise.all([
    inOwn((tx) => erasePerson(tx, actor, first)),
    takeIn(actor.organizationId, [draftOf(2), draftOf(1, { firstName: "Idun" })]).catch(() => {}),
  ]);
  await takeIn(actor.organizationId, [draftOf(2)]);
  await expect(takeIn(actor.organizationId, [draftOf(1)])).resolves.toEqual([undefined]);
  const left = await inOwn((tx) => tx.newHire.findMany({ select: { id: true } }));
  expect(left.map(({ id }) => id)).toEqual([second]);
});

it("another organization's person is not found, and not erased", async () => {
  const theirs = await makeOrganization();
  const [id] = await takeIn(theirs, [draftOf(1)]);
  actor = actorOf(await makeOrganization(), "admin");
  await expect(inOwn((tx) => erasePerson(tx, actor, id))).rejects.toMatchObject({ code: "not_found" });
  await expect(inOwn((tx) => readPersonalData(tx, actor, id))).rejects.toMatchObject({ code: "not_found" });
  expect(await inOrganization(theirs, (tx) => tx.newHire.count())).toBe(1);
});

it("what is kept of a person can be read in one piece, and that it was read is in the audit log", async () => {
  sandbox = await startGreenhouse();
  actor = await connectedAdmin({ ...connections.v3, inviteFrom: "2000-01-01" });
  await inOwn((tx) => tx.syncRun.deleteMany({}));
  const id = await hired();
  await live(id);
  const data = await inOwn((tx) => readPersonalData(tx, actor, id));
  expect(personalDataSchema.parse(data)).toEqual(data);
  expect(data.record.fields.lastName.value).toBe(canary);
  expect(data.greenhouseValues.lastName).toBe(canary);
  expect(data.timeline.map(({ event }) => event)).toEqual(expect.arrayContaining(["synced", "note", "edited", "invitation_queued"]));
  expect(data.auditLog).toMatchObject([
    { action: "new_hire.edited", changes: { preferredName: [null, canary] } },
    { action: "new_hire.undone", changes: { address: [`${canary} Street 1`, expect.any(String)] } },
  ]);
  expect(data.offers).toHaveLength(1);
  const [last] = await inOwn((tx) => tx.auditEntry.findMany({ orderBy: { at: "desc" }, take: 1 }));
  expect(last).toMatchObject({ action: "new_hire.personal_data_exported", actor: actor.name });
});
