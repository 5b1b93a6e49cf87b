import { beforeEach, describe, expect, it } from "vitest";
import { testDatabase } from "@/e2e/fixtures/database";
import { connectedAdmin, makeDue, syncOf } from "@/e2e/fixtures/greenhouse";
import { applicationOf } from "@/e2e/fixtures/hires";
import { testGreenhouse } from "@/e2e/fixtures/hooks/greenhouse";
import { acceptOffer, hireCandidate, hireSchema } from "@/e2e/sandbox/control/hires";
import { demoClients } from "@/e2e/sandbox/server";
import type { World } from "@/e2e/sandbox/world/world";
import type { Actor } from "@/lib/auth/actor";
import { newHireQuerySchema } from "@/lib/hires/conditions/schema";
import { listNewHires } from "@/lib/hires/list/list";
import type { NewHire } from "@/lib/hires/schema";
import { DAY_MS, daysLater, utcDay } from "@/lib/platform/calendar";
import { inOrganization } from "@/lib/platform/db";
import { asHireId } from "@/lib/platform/ids";
import { saveSetting } from "@/lib/settings/mutations";
import { compareGreenhouse } from "@/lib/workflows/connect/compare-greenhouse";
import { changeGoLive } from "@/lib/workflows/connect/connect-greenhouse";
import { checkOneAgain } from "@/lib/workflows/sync/check-again";
import { startPreview } from "@/lib/workflows/sync/preview-sync";
import { syncHiredCandidates } from "@/lib/workflows/sync/sync-hired-candidates";

testDatabase();

const emptyAccount = {
  apiVersion: "v3",
  clientId: demoClients.emptyAccount.id,
  clientSecret: demoClients.emptyAccount.secret,
} as const;
const sandbox = testGreenhouse();
let world: World;
let actor: Actor;

beforeEach(async () => {
  const account = sandbox().clients.find(emptyAccount.clientId)?.world;
  if (!account) throw new Error("no account");
  world = account;
  actor = await connectedAdmin({ ...emptyAccount, inviteFrom: utcDay(new Date()) });
});

const inOwn = <Result>(work: Parameters<typeof inOrganization<Result>>[1]) => inOrganization(actor.organizationId, work);

/** Hires someone without an offer, and returns the application. */
function hireWithoutOffer(now = Date.now()): number {
  const { applicationIds } = hireCandidate(world, now, hireSchema.parse({ hasOffer: false }));
  return applicationIds[0] ?? 0;
}

async function hires(): Promise<NewHire[]> {
  const query = newHireQuerySchema.parse({ limit: 50 });
  return (await inOwn((tx) => listNewHires(tx, actor.organizationId, query))).items;
}

async function onlyHire(): Promise<NewHire> {
  const [one, ...others] = await hires();
  if (!one || others.length > 0) throw new Error("not exactly one hire");
  return one;
}

describe("someone hired without an accepted offer", () => {
  it("is pending for the start date, and found by the first sync and by later ones", async () => {
    const first = hireWithoutOffer();
    expect((await syncOf(actor)).counts).toMatchObject({ added: 1 });
    expect(await onlyHire()).toMatchObject({
      status: "pending",
      missingFields: ["startDate"],
      greenhouse: { applicationId: first, offerId: null },
    });
    const second = hireWithoutOffer();
    const run = await syncOf(actor);
    expect(run.counts).toMatchObject({ added: 1, updated: 0 });
    expect((await hires()).map(applicationOf).sort()).toEqual([first, second]);
  });

  it("is read once, and not again as long as nothing changes", async () => {
    hireWithoutOffer();
    await syncOf(actor);
    const { requests, counts } = await syncOf(actor);
    expect(counts).toMatchObject({ added: 0, updated: 0 });
    // The offers, the hired applications, and the person who is incomplete: a sync by hand reads them again.
    expect(requests).toBe(2 + 2);
  });

  it("is invited once HR enters the start date, or an offer with one is accepted", async () => {
    const applicationId = hireWithoutOffer();
    await syncOf(actor);
    const offer = acceptOffer(world, applicationId, Date.now(), utcDay(daysLater(new Date(), 20)));
    expect((await syncOf(actor)).counts).toMatchObject({ updated: 1, invited: 1 });
    expect(await onlyHire()).toMatchObject({ status: "invited", greenhouse: { offerId: offer.id } });
  });

  it("is suspended when unhired, and back when hired again, with the offer that was made in between or without any", async () => {
    const applicationId = hireWithoutOffer();
    await syncOf(actor);
    world.unhire(applicationId);
    await makeDue(actor);
    await syncOf(actor);
    expect((await onlyHire()).suspended).not.toBeNull();
    acceptOffer(world, applicationId, Date.now(), utcDay(daysLater(new Date(), 20)));
    world.hire(applicationId);
    await syncOf(actor);
    expect(await onlyHire()).toMatchObject({ suspended: null, status: "invited" });
  });

  it("stays hired while an offer is being made", async () => {
    const applicationId = hireWithoutOffer();
    await syncOf(actor);
    const made = acceptOffer(world, applicationId, Date.now(), null);
    made.status = "unresolved";
    await syncOf(actor);
    expect(await onlyHire()).toMatchObject({ suspended: null, status: "pending", greenhouse: { offerId: null } });
  });

  it("can be read again from the record", async () => {
    hireWithoutOffer();
    await syncOf(actor);
    const { id } = await onlyHire();
    expect(await checkOneAgain(actor, asHireId(id))).toMatchObject({ id, suspended: null, status: "pending" });
  });

  it("is in a preview and in a comparison", async () => {
    const applicationId = hireWithoutOffer();
    await inOwn((tx) => tx.syncRun.deleteMany({}));
    const runId = await inOwn((tx) => startPreview(tx, actor, new Date()));
    await syncHiredCandidates(actor.organizationId, runId, new AbortController().signal);
    const [run] = await inOwn((tx) => tx.syncRun.findMany({ where: { id: runId } }));
    expect(run?.preview).toMatchObject({ add: [{ applicationId }] });
    expect(await compareGreenhouse(actor, emptyAccount)).toMatchObject({ onlyThere: [applicationId] });
  });

  it("long before go-live is passed over, and found when go-live is moved to before", async () => {
    hireWithoutOffer(Date.now() - 100 * DAY_MS);
    expect((await syncOf(actor)).counts).toMatchObject({ added: 0 });
    const { version } = await inOwn((tx) => tx.partnerIntegration.findFirstOrThrow());
    const inviteFrom = utcDay(daysLater(new Date(), -200));
    await inOwn((tx, now) => changeGoLive(tx, actor, { version, inviteFrom }, now));
    expect((await syncOf(actor)).counts).toMatchObject({ added: 1 });
  });
});

it("someone without an offer who cannot be read once is no less hired, and is read again, new ones too", async () => {
  // So long ago that a list that begins a little before the watermark does not show them again.
  const earlier = Date.now() - 600_000;
  await inOwn((tx) => tx.partnerIntegration.updateMany({ data: { inviteFrom: daysLater(new Date(), -2) } }));
  const known = hireWithoutOffer(earlier);
  await syncOf(actor);
  const fresh = hireWithoutOffer(earlier);
  await inOwn((tx) => tx.partnerIntegration.updateMany({ data: { hiredWatermark: null } }));
  const both = [known, fresh].map((id) => world.application(id));
  for (const { candidateId } of both)
    Object.assign(world.candidate(candidateId) ?? {}, { malformed: { first_name: { not: "text" }, email_addresses: 7 } });
  await makeDue(actor);
  await syncOf(actor);
  expect(await onlyHire()).toMatchObject({ suspended: null, status: "pending" });
  for (const { candidateId } of both) Object.assign(world.candidate(candidateId) ?? {}, { malformed: undefined });
  await makeDue(actor);
  await syncOf(actor);
  expect((await hires()).map(({ suspended }) => suspended)).toEqual([null, null]);
});

it("someone without an offer and a day is not invited automatically, even where no day is required", async () => {
  const required = { version: 0, value: { fields: ["firstName", "lastName", "personalEmail"] as const } };
  await inOwn((tx) => saveSetting(tx, actor, "required_fields", { ...required, value: { fields: [...required.value.fields] } }));
  hireWithoutOffer();
  await syncOf(actor);
  expect(await onlyHire()).toMatchObject({ status: "on_hold", attention: ["by_hand"] });
});

it("someone who is here without an offer is no one who is only here, whatever go-live date a comparison is given", async () => {
  hireWithoutOffer();
  await syncOf(actor);
  const later = utcDay(daysLater(new Date(), 30));
  expect(await compareGreenhouse(actor, { ...emptyAccount, inviteFrom: later })).toMatchObject({ same: 1, onlyHere: [] });
});

it("someone whose offer fell and who is hired again without one is back", async () => {
  const { applicationIds } = hireCandidate(world, Date.now(), hireSchema.parse({}));
  const [applicationId = 0] = applicationIds;
  await syncOf(actor);
  world.rescind(applicationId);
  await syncOf(actor);
  expect((await onlyHire()).suspended).not.toBeNull();
  // Kept as an earlier release left it.
  await inOwn((tx) => tx.acceptedApplication.updateMany({ data: { applicationUpdatedAt: null } }));
  await syncOf(actor);
  expect((await onlyHire()).suspended).not.toBeNull();
  await new Promise((soon) => setTimeout(soon, 20));
  world.unhire(applicationId);
  Object.assign(world.application(applicationId), { status: "hired" });
  await syncOf(actor);
  expect((await onlyHire()).suspended).toBeNull();
});

it("someone whose accepted offer was rescinded is not hired, although the application still says so", async () => {
  const { applicationIds } = hireCandidate(world, Date.now(), hireSchema.parse({}));
  await syncOf(actor);
  world.rescind(applicationIds[0] ?? 0);
  await syncOf(actor);
  expect((await onlyHire()).suspended).not.toBeNull();
  await inOwn((tx) => tx.partnerIntegration.updateMany({ data: { hiredWatermark: null } }));
  await syncOf(actor);
  expect((await onlyHire()).suspended).not.toBeNull();
});

it("someone whose offer was accepted before the hire is added by the sync after the hire", async () => {
  const { applicationIds } = hireCandidate(world, Date.now(), hireSchema.parse({}));
  world.unhire(applicationIds[0] ?? 0);
  expect((await syncOf(actor)).counts).toMatchObject({ added: 0 });
  world.hire(applicationIds[0] ?? 0);
  const run = await syncOf(actor);
  expect(run.counts).toMatchObject({ added: 1, invited: 1 });
});
