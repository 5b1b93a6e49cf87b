import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { testDatabase } from "@/e2e/fixtures/database";
import { connectedAdmin, connections, startGreenhouse, syncOf, versions } from "@/e2e/fixtures/greenhouse";
import { hireCandidate } from "@/e2e/sandbox/control/hires";
import { demoClients, demoKeys, type Sandbox } from "@/e2e/sandbox/server";
import { deleteCandidate } from "@/e2e/sandbox/world/removals";
import type { World } from "@/e2e/sandbox/world/world";
import type { Actor } from "@/lib/auth/actor";
import { updateNewHire } from "@/lib/hires/mutations";
import { addDays, utcDay } from "@/lib/platform/calendar";
import { inOrganization } from "@/lib/platform/db";
import { asHireId } from "@/lib/platform/ids";
import { exportReconciliation } from "@/lib/workflows/sync/export-reconciliation";
import { reconcileGreenhouse } from "@/lib/workflows/sync/reconcile-greenhouse";

testDatabase();

let sandbox: Sandbox;
let world: World;
let actor: Actor;

const today = utcDay(new Date());
const range = { startFrom: addDays(today, 10), startTo: addDays(today, 20) };
const { id: clientId, secret: clientSecret } = demoClients.emptyAccount;
const empty = {
  v1: { apiVersion: "v1", apiKey: demoKeys.emptyAccount },
  v3: { apiVersion: "v3", clientId, clientSecret },
} as const;

afterAll(() => sandbox?.close());

/** Hires someone who starts in so many days, and returns the ids. */
function hire(inDays: number) {
  const { candidateId, applicationIds } = hireCandidate(world, Date.now(), { complete: true, startsAt: addDays(today, inDays) });
  return { candidateId, applicationId: applicationIds[0] ?? 0 };
}

const idOf = async (applicationId: number) =>
  (await inOrganization(actor.organizationId, (tx) => tx.newHire.findFirstOrThrow({ where: { applicationId } }))).id;

describe.each(versions)("Greenhouse's people beside ours over Harvest %s", (version) => {
  beforeEach(async () => {
    await sandbox?.close();
    sandbox = await startGreenhouse();
    world = (version === "v1" ? sandbox.keys.find(demoKeys.emptyAccount) : sandbox.clients.find(clientId))?.world as World;
    actor = await connectedAdmin({ ...empty[version], inviteFrom: today });
  });

  it("are told apart, with counts that add up, and nothing is written", async () => {
    const [same, edited, unhired, deleted] = [hire(10), hire(12), hire(15), hire(20)];
    const [tooEarly, tooLate] = [hire(9), hire(21)];
    await syncOf(actor);
    const editedId = asHireId(await idOf(edited.applicationId));
    const change = { version: 1, changes: { lastName: "Own" }, take: [], keep: [] };
    await inOrganization(actor.organizationId, (tx, now) => updateNewHire(tx, actor, editedId, change, now));
    world.unhire(unhired.applicationId);
    deleteCandidate(world, deleted.candidateId);
    const fresh = hire(14);
    const rows = () => inOrganization(actor.organizationId, (tx) => tx.newHire.findMany({ orderBy: { id: "asc" } }));
    const before = await rows();

    const result = await reconcileGreenhouse(actor, range);
    expect(result).toMatchObject({
      same: 1,
      missingHere: [{ applicationId: fresh.applicationId, reason: "not_synced", id: null }],
      missingThere: [await idOf(unhired.applicationId)],
      different: [{ id: editedId, fields: ["lastName"], values: [{ here: "Own", byHr: true }] }],
      unseen: 1,
      unseenIds: [await idOf(deleted.applicationId)],
    });
    expect(Object.keys(result.names).sort()).toEqual([editedId, ...result.missingThere, ...result.unseenIds].sort());
    expect([tooEarly, tooLate, same].map(({ applicationId }) => JSON.stringify(result).includes(String(applicationId)))).toEqual([
      false,
      false,
      false,
    ]);
    expect(await rows()).toEqual(before);
    // A page of offers; v1: the five people in the range; v3: their applications, and candidates by id, with their jobs as far as not known.
    expect(result.requests).toBeLessThanOrEqual(version === "v1" ? 1 + 5 : 1 + 2 + 5);
  });

  it("compare someone whose start date HR moved into the range, or out of it", async () => {
    const [into, out] = [hire(40), hire(15)];
    await syncOf(actor);
    for (const [applicationId, day] of [
      [into.applicationId, 16],
      [out.applicationId, 60],
    ] as const) {
      const id = asHireId(await idOf(applicationId));
      const change = { version: 1, changes: { startDate: addDays(today, day) }, take: [], keep: [] };
      await inOrganization(actor.organizationId, (tx, now) => updateNewHire(tx, actor, id, change, now));
    }
    const { different, same, missingHere, missingThere } = await reconcileGreenhouse(actor, range);
    expect(different.map(({ id, fields }) => ({ id, fields }))).toEqual(
      expect.arrayContaining([
        { id: await idOf(into.applicationId), fields: ["startDate"] },
        { id: await idOf(out.applicationId), fields: ["startDate"] },
      ]),
    );
    expect([same, missingHere, missingThere]).toEqual([0, [], []]);
  });

  it("are exported as CSV, a row for each difference, and the audit log says so", async () => {
    hire(12);
    const { body } = await exportReconciliation(actor, range);
    const text = await new Response(body).text();
    expect(text.trim().split("\n")).toHaveLength(2);
    expect(text).toContain("Not imported yet");
    const audit = await inOrganization(actor.organizationId, (tx) =>
      tx.auditEntry.findFirst({ where: { action: "reconciliation.exported" } }),
    );
    expect(audit?.changes).toEqual(range);
  });
});

it("a range with more people than can be read while someone waits is refused, with what to do", async () => {
  await sandbox?.close();
  sandbox = await startGreenhouse();
  world = sandbox.world;
  for (let at = 0; at < 260; at++) hire(15);
  actor = await connectedAdmin({ ...connections.v1, inviteFrom: today });
  await expect(reconcileGreenhouse(actor, range)).rejects.toMatchObject({
    code: "invalid_fields",
    message: expect.stringMatching(/shorter/),
  });
});

it("who is private and hidden from the connection is unseen, and neither deleted nor suspended", async () => {
  await sandbox?.close();
  sandbox = await startGreenhouse();
  world = sandbox.clients.find(clientId)?.world as World;
  actor = await connectedAdmin({ ...empty.v3, inviteFrom: today });
  const details = { complete: true, startsAt: addDays(today, 14), isPrivate: true };
  const [applicationId = 0] = hireCandidate(world, Date.now(), details).applicationIds;
  await syncOf(actor);
  const id = await idOf(applicationId);
  sandbox.clients.setSeesPrivate(clientId, false);
  world.newOfferVersion(applicationId, { startsOn: addDays(today, 15) });
  await syncOf(actor);
  const hire = await inOrganization(actor.organizationId, (tx) => tx.newHire.findFirstOrThrow({ where: { id } }));
  expect(hire).toMatchObject({ status: "invited", suspendedAt: null, erasedThereAt: null });
  expect(await reconcileGreenhouse(actor, range)).toMatchObject({ same: 0, missingThere: [], unseen: 1, unseenIds: [id] });
});
