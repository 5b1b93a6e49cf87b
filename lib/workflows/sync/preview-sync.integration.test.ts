import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { testDatabase } from "@/e2e/fixtures/database";
import { connectedAdmin, connections, startGreenhouse, syncOf, versions } from "@/e2e/fixtures/greenhouse";
import type { Sandbox } from "@/e2e/sandbox/server";
import type { Actor } from "@/lib/auth/actor";
import { utcDay } from "@/lib/platform/calendar";
import { inOrganization } from "@/lib/platform/db";
import { findSyncRun, latestSyncRun } from "@/lib/sync-runs/data";
import { syncNow } from "@/lib/workflows/connect/connect-greenhouse";
import { startPreview } from "@/lib/workflows/sync/preview-sync";
import { syncHiredCandidates } from "@/lib/workflows/sync/sync-hired-candidates";

testDatabase();

let sandbox: Sandbox;
let actor: Actor;
const never = new AbortController().signal;

afterAll(() => sandbox?.close());

const inOwn = <Result>(work: Parameters<typeof inOrganization<Result>>[1]) => inOrganization(actor.organizationId, work);

async function preview() {
  const runId = await inOrganization(actor.organizationId, (tx) => startPreview(tx, actor, new Date()));
  await syncHiredCandidates(actor.organizationId, runId, never);
  const run = await inOwn((tx) => findSyncRun(tx, runId));
  if (!run?.preview) throw new Error("no preview");
  return { ...run, preview: run.preview };
}

/** Everything that a sync could write, except for the runs themselves. */
const everything = () =>
  inOwn(async (tx) => ({
    hires: await tx.newHire.findMany({ orderBy: { id: "asc" } }),
    invitations: await tx.invitation.count(),
    events: await tx.hireEvent.count(),
    applications: await tx.acceptedApplication.findMany({ orderBy: { applicationId: "asc" } }),
    integration: await tx.partnerIntegration.findFirst({ select: { offersWatermark: true, listingNext: true } }),
    audit: await tx.auditEntry.count(),
  }));

describe.each(versions)("a preview over Harvest %s", (version) => {
  beforeEach(async () => {
    await sandbox?.close();
    sandbox = await startGreenhouse();
    actor = await connectedAdmin({ ...connections[version], inviteFrom: utcDay(new Date()) });
    // Connecting began a run, which a preview would have to wait for.
    await inOwn((tx) => tx.syncRun.deleteMany({}));
  });

  it("says what the next sync does, and writes and sends nothing", async () => {
    const before = await everything();
    const { status, counts, preview: found } = await preview();
    expect(status).toBe("succeeded");
    expect(await everything()).toEqual(before);
    expect(await inOwn(latestSyncRun)).toBeNull();
    const real = await syncOf(actor);
    expect([found.add.length, found.invite.length, found.withdraw.length]).toEqual([real.counts.added, real.counts.invited, 0]);
    expect(counts.added).toBe(real.counts.added);
  });

  it("names each change by field, and who would be withdrawn", async () => {
    await syncOf(actor);
    const [first, second] = await inOwn((tx) => tx.newHire.findMany({ where: { status: "invited" }, orderBy: { id: "asc" }, take: 2 }));
    if (!first || !second) throw new Error("nobody was invited");
    sandbox.world.correct(Number(first.candidateId), { firstName: "Renamed" });
    sandbox.world.rescind(Number(second.applicationId));
    await inOwn((tx) => tx.acceptedApplication.updateMany({ data: { nextCheckAt: new Date(0) } }));
    const before = await everything();
    const { preview: found } = await preview();
    expect(found.update).toEqual([
      { id: first.id, name: expect.stringContaining("Renamed"), changes: { firstName: [first.firstName, "Renamed"] } },
    ]);
    expect(found.withdraw.map(({ id }) => id)).toEqual([second.id]);
    expect(found.add).toEqual([]);
    expect(await everything()).toEqual(before);
  });
});

it("a real sync does not wait for a preview, and a preview is refused while a sync is under way", async () => {
  await sandbox?.close();
  sandbox = await startGreenhouse();
  actor = await connectedAdmin({ ...connections.v3 });
  await expect(inOrganization(actor.organizationId, (tx) => startPreview(tx, actor, new Date()))).rejects.toMatchObject({
    code: "sync_running",
  });
  await inOwn((tx) => tx.syncRun.deleteMany({}));
  const previewId = await inOrganization(actor.organizationId, (tx) => startPreview(tx, actor, new Date()));
  const runId = await inOrganization(actor.organizationId, (tx) => syncNow(tx, actor, new Date()));
  expect(runId).not.toBe(previewId);
  expect(await inOwn((tx) => findSyncRun(tx, previewId))).toMatchObject({ status: "failed", error: { code: "superseded" } });
});
