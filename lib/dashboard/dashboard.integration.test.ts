import { beforeEach, expect, it } from "vitest";
import { testDatabase } from "@/e2e/fixtures/database";
import { actorOf, draftOf, makeOrganization, takeIn, withdrawHires } from "@/e2e/fixtures/hires";
import type { Actor } from "@/lib/auth/actor";
import { dashboard } from "@/lib/dashboard/dashboard";
import { countMatching } from "@/lib/hires/list/count";
import { inOrganization } from "@/lib/platform/db";
import { loadEnv } from "@/lib/platform/env";

testDatabase();

let actor: Actor;

beforeEach(async () => {
  loadEnv({ mail: false });
  actor = actorOf(await makeOrganization());
});

const inOwn = <Result>(work: Parameters<typeof inOrganization<Result>>[1]) => inOrganization(actor.organizationId, work);
// A Wednesday.
const now = new Date("2099-05-06T12:00:00Z");

function expectWithin2Percent(seconds: number | undefined, exact: number): void {
  expect(Math.abs((seconds ?? Number.NaN) - exact)).toBeLessThanOrEqual(Math.max(1, exact * 0.02));
}

it("the figures are those of the hires, by the organization's calendar, and nobody else's", async () => {
  await takeIn(await makeOrganization(), [draftOf(1)]);
  const [old, , invited, started] = await takeIn(actor.organizationId, [
    draftOf(1, { jobTitle: null, startDate: "2099-05-04" }),
    draftOf(2, { jobTitle: null, personalEmail: null, startDate: "2099-05-12" }),
    draftOf(3, { startDate: "2099-05-13" }),
    draftOf(4, { startDate: "2099-05-20" }),
    draftOf(5, { startDate: "2099-05-21" }),
  ]);
  await inOwn((tx) => withdrawHires(tx, actor.organizationId, [5], now));
  const at = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
  await inOwn(async (tx) => {
    await tx.newHire.updateMany({ data: { createdAt: at(50), pendingSince: now } });
    await tx.newHire.updateMany({ where: { id: old }, data: { pendingSince: at(24 * 9) } });
    await tx.invitation.updateMany({ where: { newHireId: invited }, data: { sentAt: at(48), status: "sent" } });
    await tx.invitation.updateMany({ where: { newHireId: started }, data: { sentAt: at(46), acceptedAt: at(36), status: "accepted" } });
  });
  const figures = await inOrganization(actor.organizationId, (tx) => dashboard(tx, actor.organizationId, now));
  expect(figures).toMatchObject({
    today: "2099-05-06",
    counts: { pending: 2, invited: 2, withdrawn: 1 },
    pendingSoon: 1,
    soonUntil: "2099-05-13",
    missing: [
      { field: "jobTitle", count: 2 },
      { field: "personalEmail", count: 1 },
    ],
    hiredToInvited: { count: 2 },
    invitedToStarted: { count: 1 },
  });
  expectWithin2Percent(figures.hiredToInvited?.median, 3 * 3600);
  expectWithin2Percent(figures.invitedToStarted?.median, 10 * 3600);
  expectWithin2Percent(figures.invitedToStarted?.p90, 10 * 3600);
  expect(figures.pendingByAge).toEqual([
    { bucket: "today", count: 1 },
    { bucket: "1-3", count: 0 },
    { bucket: "4-7", count: 0 },
    { bucket: "8-14", count: 1 },
    { bucket: "15+", count: 0 },
  ]);
  expect(figures.invitations).toEqual(
    expect.arrayContaining([
      { state: "sent", count: 1 },
      { state: "accepted", count: 1 },
      { state: "revoked", count: 1 },
    ]),
  );
  expect(figures.starts.slice(0, 3)).toEqual([
    { week: "2099-05-04", total: 1, pending: 1 },
    { week: "2099-05-11", total: 2, pending: 1 },
    { week: "2099-05-18", total: 1, pending: 0 },
  ]);
  expect(figures.starts).toHaveLength(8);
});

it("a new organization has figures of nothing", async () => {
  expect(await inOrganization(actor.organizationId, (tx) => dashboard(tx, actor.organizationId, now))).toMatchObject({
    hiredToInvited: null,
    invitedToStarted: null,
    missing: [],
    pendingSoon: 0,
  });
});

it("what HR has to decide is counted as the list's filter counts it, and what there is none of is left out", async () => {
  const [first, second, third] = await takeIn(actor.organizationId, [draftOf(1), draftOf(2), draftOf(3)]);
  await takeIn(await makeOrganization(), [draftOf(1)]);
  await inOwn(async (tx) => {
    await tx.newHire.updateMany({ where: { id: { in: [first, second] } }, data: { attention: ["greenhouse_differs", "scheduled"] } });
    await tx.newHire.updateMany({ where: { id: third }, data: { attention: ["note_from_new_hire"], status: "withdrawn" } });
    const { toReview } = await dashboard(tx, actor.organizationId, now);
    expect(toReview).toEqual([
      { code: "greenhouse_differs", count: 2 },
      { code: "note_from_new_hire", count: 1 },
    ]);
    for (const { code, count } of toReview) expect(await countMatching(tx, actor.organizationId, { attention: [code] })).toBe(count);
  });
});
