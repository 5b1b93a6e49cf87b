import { createHmac } from "node:crypto";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { testDatabase } from "@/e2e/fixtures/database";
import { connectedAdmin, makeDue, startGreenhouse, syncOf, versions } from "@/e2e/fixtures/greenhouse";
import { addApplicant, hireCandidate } from "@/e2e/sandbox/control/hires";
import { demoClients, demoKeys, type Sandbox } from "@/e2e/sandbox/server";
import { anonymize, deleteApplication, deleteCandidate, merge } from "@/e2e/sandbox/world/removals";
import type { World } from "@/e2e/sandbox/world/world";
import type { Actor } from "@/lib/auth/actor";
import { parseDelivery } from "@/lib/connections/webhooks/schema";
import { readNewHire } from "@/lib/hires/data";
import { remindHires } from "@/lib/hires/intake";
import { markSeen } from "@/lib/hires/mutations";
import { hireTimeline } from "@/lib/hires/timeline/timeline";
import { addDays, daysLater, utcDay } from "@/lib/platform/calendar";
import { inOrganization } from "@/lib/platform/db";
import { asHireId, type HireId } from "@/lib/platform/ids";
import type { EraseChoice } from "@/lib/settings/greenhouse/rules";
import { saveSetting } from "@/lib/settings/mutations";
import { makeWebhookSecret } from "@/lib/workflows/connect/connect-greenhouse";
import { runRetentionClock } from "@/lib/workflows/operate/retention-clock";
import { receiveWebhook } from "@/lib/workflows/sync/receive-webhook";
import { reconcileGreenhouse } from "@/lib/workflows/sync/reconcile-greenhouse";

testDatabase();

let sandbox: Sandbox;
let world: World;
let actor: Actor;

const { id: clientId, secret: clientSecret } = demoClients.emptyAccount;
const empty = {
  v1: { apiVersion: "v1", apiKey: demoKeys.emptyAccount },
  v3: { apiVersion: "v3", clientId, clientSecret },
} as const;
const today = utcDay(new Date());

afterAll(() => sandbox?.close());

const inOwn = <Result>(work: Parameters<typeof inOrganization<Result>>[1]) => inOrganization(actor.organizationId, work);

/** Hires someone who is invited by the next sync. */
async function invited(): Promise<{ id: HireId; candidateId: number; applicationId: number }> {
  const { candidateId, applicationIds } = hireCandidate(world, Date.now(), { complete: true });
  await syncOf(actor);
  const row = await inOwn((tx) => tx.newHire.findFirstOrThrow({ where: { applicationId: applicationIds[0] ?? 0 } }));
  expect(row.status).toBe("invited");
  return { id: asHireId(row.id), candidateId, applicationId: applicationIds[0] ?? 0 };
}

async function choose(erase: EraseChoice): Promise<void> {
  await inOwn((tx) =>
    saveSetting(tx, actor, "greenhouse", { version: 0, value: { graceHours: 72, rehire: "resume", erase, notesBack: false } }),
  );
}

const hireOf = (id: HireId) => inOwn((tx) => readNewHire(tx, id));

/** Everything of the organization that could hold a name, as text. */
async function everythingKept(): Promise<string> {
  const kept = await inOwn(async (tx) => [
    await tx.newHire.findMany(),
    await tx.invitation.findMany(),
    await tx.hireEvent.findMany(),
    await tx.auditEntry.findMany(),
    await tx.syncRun.findMany(),
  ]);
  return JSON.stringify(kept, (_, value) => (typeof value === "bigint" ? String(value) : value));
}

/** Tells the portal what Greenhouse's webhook says, signed as Greenhouse signs. */
async function announce(said: object): Promise<void> {
  const { url, secret } = await inOwn((tx) => makeWebhookSecret(tx, actor));
  const body = Buffer.from(JSON.stringify(said));
  const signature = `sha256 ${createHmac("sha256", secret).update(body).digest("hex")}`;
  expect(await receiveWebhook(url.split("/").at(-1) ?? "", signature, body)).toBe(true);
}

describe.each(versions)("over Harvest %s", (version) => {
  beforeEach(async () => {
    await sandbox?.close();
    sandbox = await startGreenhouse();
    world = (version === "v1" ? sandbox.keys.find(demoKeys.emptyAccount) : sandbox.clients.find(clientId))?.world as World;
    actor = await connectedAdmin({ ...empty[version], inviteFrom: today });
  });

  it("someone anonymized keeps their values here, is sent nothing automatically, and HR is asked", async () => {
    const { id, candidateId } = await invited();
    const before = await hireOf(id);
    anonymize(world, candidateId);
    await makeDue(actor);
    await syncOf(actor);
    const after = await hireOf(id);
    expect(after).toMatchObject({
      status: "invited",
      attention: ["anonymized_in_greenhouse"],
      erasedThere: { eraseAt: null },
      fields: { firstName: before.fields.firstName, lastName: before.fields.lastName, personalEmail: before.fields.personalEmail },
    });
    expect(await everythingKept()).not.toContain("Anonymized");
    const { items } = await inOwn((tx) => hireTimeline(tx, id));
    expect(items.map(({ event }) => event)).toContain("erased_there");
    const mails = await inOwn((tx) => tx.invitation.count());
    await inOwn((tx, now) => remindHires(tx, actor.organizationId, [{ newHireId: id, lastSentAt: daysLater(now, 1) }], now));
    expect(await inOwn((tx) => tx.invitation.count())).toBe(mails);
  });

  it("someone whom HR keeps is not asked about again", async () => {
    const { id, candidateId } = await invited();
    await choose({ mode: "after_days", days: 5 });
    anonymize(world, candidateId);
    await makeDue(actor);
    await syncOf(actor);
    expect((await hireOf(id)).erasedThere?.eraseAt).not.toBeNull();
    await inOwn((tx, now) => markSeen(tx, actor, id, "anonymized_in_greenhouse", now));
    await makeDue(actor);
    await syncOf(actor);
    expect(await hireOf(id)).toMatchObject({ attention: [], erasedThere: { eraseAt: null } });
  });

  it("someone anonymized is erased here with the sync that sees it, where the organization chose that, with a proof that names nobody", async () => {
    const { id, candidateId } = await invited();
    const { fields } = await hireOf(id);
    await choose({ mode: "at_once", days: 1 });
    anonymize(world, candidateId);
    await makeDue(actor);
    expect(await syncOf(actor)).toMatchObject({ status: "succeeded" });
    expect(await inOwn((tx) => tx.newHire.count())).toBe(0);
    const kept = await everythingKept();
    for (const { value } of [fields.lastName, fields.personalEmail, fields.phone]) expect(kept).not.toContain(value);
    expect(await inOwn((tx) => tx.auditEntry.findFirst({ where: { action: "new_hire.erased" } }))).toMatchObject({
      actor: "EMPTrust",
      subject: `new_hire:${id}`,
      changes: { reason: "erased_in_greenhouse" },
    });
    await inOwn((tx) => tx.partnerIntegration.updateMany({ data: { offersWatermark: null, hiredWatermark: null } }));
    await syncOf(actor);
    expect(await inOwn((tx) => tx.newHire.count())).toBe(0);
  });

  it("someone anonymized is erased here after the chosen days, and not before", async () => {
    const { id, candidateId } = await invited();
    await choose({ mode: "after_days", days: 5 });
    anonymize(world, candidateId);
    await makeDue(actor);
    await syncOf(actor);
    const eraseAt = new Date((await hireOf(id)).erasedThere?.eraseAt ?? 0);
    expect(utcDay(eraseAt)).toBe(addDays(today, 5));
    expect(await runRetentionClock(new AbortController().signal)).toBe(0);
    await inOwn((tx) => tx.newHire.updateMany({ data: { eraseAt: new Date(0) } }));
    expect(await runRetentionClock(new AbortController().signal)).toBe(1);
    expect(await inOwn((tx) => tx.newHire.count())).toBe(0);
  });

  it("someone who is anonymized before they arrive is not added, and nothing of them is kept", async () => {
    const { candidateId } = hireCandidate(world, Date.now(), { complete: true });
    anonymize(world, candidateId);
    expect(await syncOf(actor)).toMatchObject({ status: "succeeded", counts: { added: 0 } });
    expect(await everythingKept()).not.toContain("Anonymized");
  });

  it("someone anonymized after they were unhired is noticed, too", async () => {
    const { id, candidateId, applicationId } = await invited();
    world.unhire(applicationId);
    anonymize(world, candidateId);
    await makeDue(actor);
    await syncOf(actor);
    expect((await hireOf(id)).attention).toContain("anonymized_in_greenhouse");
  });

  it("someone anonymized whose offer fell before is noticed when Greenhouse announces it", async () => {
    const { id, candidateId, applicationId } = await invited();
    world.rescind(applicationId);
    await syncOf(actor);
    await choose({ mode: "at_once", days: 1 });
    anonymize(world, candidateId);
    await announce({ action: "candidate_anonymized", payload: { candidate_id: candidateId, anonymized_fields: [] } });
    await syncOf(actor);
    expect(await inOwn((tx) => tx.newHire.count({ where: { id } }))).toBe(0);
  });

  it("an announcement that comes while the person is being read is looked into afterwards", async () => {
    const { candidateId } = await invited();
    await choose({ mode: "at_once", days: 1 });
    await makeDue(actor);
    sandbox.faults.add({ kind: "slow", count: 1, pathPrefix: `/${version}/candidates`, delayMs: 1_500 });
    const sync = syncOf(actor);
    await new Promise((soon) => setTimeout(soon, 700));
    await announce({ action: "delete_candidate", payload: { person: { id: candidateId } } });
    await sync;
    deleteCandidate(world, candidateId);
    await syncOf(actor);
    expect(await inOwn((tx) => tx.newHire.count())).toBe(0);
  });

  it("a deleted person is erased only where Greenhouse said so, and shows nobody", async () => {
    const { id, candidateId } = await invited();
    await choose({ mode: "at_once", days: 1 });
    deleteCandidate(world, candidateId);
    await makeDue(actor);
    await syncOf(actor);
    expect(await hireOf(id)).toMatchObject({ status: "invited", erasedThere: null });
    await announce({ action: "delete_candidate", payload: { person: { id: candidateId } } });
    await syncOf(actor);
    expect(await inOwn((tx) => tx.newHire.count())).toBe(0);
  });

  it("a deletion that Greenhouse's answers do not bear out erases nobody", async () => {
    const { id, candidateId } = await invited();
    await choose({ mode: "at_once", days: 1 });
    await announce({ action: "delete_candidate", payload: { person: { id: candidateId } } });
    await syncOf(actor);
    expect(await hireOf(id)).toMatchObject({ status: "invited", erasedThere: null, attention: [] });
  });

  it("a deleted application ends the hire, and erases nobody", async () => {
    const { id, applicationId } = await invited();
    await choose({ mode: "at_once", days: 1 });
    deleteApplication(world, applicationId);
    await announce({ action: "delete_application", payload: { application: { id: applicationId } } });
    await syncOf(actor);
    const hire = await hireOf(id);
    expect(hire.suspended).not.toBeNull();
    expect(hire.erasedThere).toBeNull();
  });

  it("a merge makes the hire the remaining candidate's, with the same link", async () => {
    const { id, candidateId } = await invited();
    const before = await hireOf(id);
    const winner = addApplicant(world, Date.now()).candidateId;
    merge(world, candidateId, winner);
    await announce({ action: "merge_candidate", payload: { person: { id: candidateId, new_candidate_id: winner } } });
    await syncOf(actor);
    const after = await hireOf(id);
    expect(after.greenhouse?.candidateId).toBe(winner);
    expect(after.invitations.map((one) => one.id)).toEqual(before.invitations.map((one) => one.id));
    expect([after.status, after.suspended]).toEqual(["invited", null]);
  });

  it("a comparison counts someone anonymized as not visible, and never by that name", async () => {
    const { candidateId } = await invited();
    anonymize(world, candidateId);
    const result = await reconcileGreenhouse(actor, { startFrom: today, startTo: addDays(today, 60) });
    expect(result).toMatchObject({ unseen: 1, different: [], missingHere: [] });
    expect(JSON.stringify(result)).not.toContain("Anonymized");
  });
});

it("knows Greenhouse's events of removal by their ids alone", () => {
  const merged = parseDelivery({ action: "merge_candidate", payload: { person: { id: 7, first_name: "Jack", new_candidate_id: 9 } } });
  expect(merged).toEqual({ action: "merge_candidate", applicationIds: [], candidateIds: [7], mergedInto: 9 });
});
