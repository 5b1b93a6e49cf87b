import { beforeEach, describe, expect, it } from "vitest";
import { testDatabase } from "@/e2e/fixtures/database";
import { actorOf, draftOf, makeOrganization, takeIn, withdrawHires } from "@/e2e/fixtures/hires";
import type { Actor } from "@/lib/auth/actor";
import { findBulkAction } from "@/lib/hires/bulk/data";
import { startBulkAction } from "@/lib/hires/bulk/mutations";
import { previewBulkAction } from "@/lib/hires/bulk/preview";
import { runBulkAction } from "@/lib/hires/bulk/run";
import { type BulkActionInput, bulkActionInputSchema } from "@/lib/hires/bulk/schema";
import { applyHeard, markStarted } from "@/lib/hires/intake";
import { invitationsOf } from "@/lib/invitations/data";
import { markFailed } from "@/lib/invitations/mutations";
import { openStatuses } from "@/lib/invitations/rules";
import { inOrganization } from "@/lib/platform/db";
import { loadEnv } from "@/lib/platform/env";
import { asApplicationId } from "@/lib/platform/ids";

testDatabase();

let actor: Actor;

beforeEach(async () => {
  loadEnv({ mail: false });
  actor = actorOf(await makeOrganization());
});

const inOwn = <Result>(work: Parameters<typeof inOrganization<Result>>[1]) => inOrganization(actor.organizationId, work);
const preview = (input: BulkActionInput) => inOwn((tx, now) => previewBulkAction(tx, actor, bulkActionInputSchema.parse(input), now));

async function done(input: BulkActionInput) {
  const id = await inOwn((tx) => startBulkAction(tx, actor, bulkActionInputSchema.parse(input)));
  await runBulkAction(actor.organizationId, id, new AbortController().signal);
  return inOwn((tx) => findBulkAction(tx, id));
}

/** Hires of every kind that an action looks at. The location of all but one is Oslo. */
async function everyKind(): Promise<void> {
  const kind = (at: number, changes: Parameters<typeof draftOf>[1] = {}) => draftOf(at, { location: "Oslo", ...changes });
  const [, , , , started, , , justSent, failed, overdue, , , , left, lacking] = await takeIn(actor.organizationId, [
    kind(1, { startDate: "2020-01-01" }),
    kind(2, { startDate: "2020-01-01", location: "Porto" }),
    kind(3, { jobTitle: null }),
    kind(4),
    kind(5),
    kind(6),
    kind(7),
    kind(8, { startDate: "2020-01-01" }),
    kind(9),
    kind(10),
    kind(11, { jobTitle: null, startDate: null }),
    kind(12, { jobTitle: null, personalEmail: "twin@mail.test" }),
    kind(13, { jobTitle: null, personalEmail: "twin@mail.test" }),
    kind(14, { jobTitle: null }),
    kind(15, { jobTitle: null }),
    kind(16),
    kind(17, { personalEmail: "hire-16@mail.test" }),
  ]);
  await done({ action: "exclude", ids: [left, lacking] });
  await takeIn(actor.organizationId, [kind(14)]);
  await done({ action: "send", ids: [justSent] });
  await inOwn(async (tx, now) => {
    await markStarted(tx, actor.organizationId, started, now);
    await applyHeard(tx, actor.organizationId, [{ applicationId: asApplicationId(7), draft: null }], now);
    await withdrawHires(tx, actor.organizationId, [6], now);
    const [bounced] = await invitationsOf(tx, failed);
    await markFailed(tx, bounced?.id ?? "", "There is no such mailbox", now);
    await tx.invitation.updateMany({ where: { newHireId: overdue }, data: { expiresAt: now } });
  });
}

/** Hires in each status that an action looks at: two on hold, one pending, one invited. */
const hires = () =>
  takeIn(actor.organizationId, [
    draftOf(1, { startDate: "2020-01-01", location: "Oslo" }),
    draftOf(2, { startDate: "2020-01-01", location: "Porto" }),
    draftOf(3, { jobTitle: null, location: "Oslo" }),
    draftOf(4, { location: "Oslo" }),
  ]);

describe("the preview of a bulk action", () => {
  it.each([
    ["set_field", { field: "location", value: "Porto" }, ["excluded", "unchanged", "withdrawn"], 0],
    ["set_field", { field: "jobTitle", value: "Chef" }, ["excluded", "withdrawn"], 1],
    ["set_field", { field: "startDate", value: "2099-01-05" }, ["excluded", "withdrawn"], 2],
    ["send", {}, ["already_started", "duplicate_undecided", "excluded", "fields_missing", "resend_too_soon", "suspended", "withdrawn"], 0],
    ["exclude", {}, ["already_invited", "unchanged", "withdrawn"], 0],
    ["include", {}, ["not_excluded"], 1],
  ] as const)("of %s %j counts over all that match what the action then does, for every reason", async (action, what, codes, invites) => {
    await everyKind();
    const input = { action, filter: {}, ...what };
    const { affected, total, reasons, replacedLinks, invited } = await preview(input);
    expect([total, Object.keys(reasons).sort(), invited]).toEqual([17, codes, invites]);
    const { open, before } = await inOwn(async (tx, now) => ({
      open: await tx.invitation.findMany({ where: { status: { in: [...openStatuses] }, expiresAt: { gt: now } }, select: { id: true } }),
      before: await tx.invitation.count(),
    }));
    expect(await done(input)).toMatchObject({ counts: { ok: affected, skipped: total - affected }, reasons });
    const after = await inOwn(async (tx) => ({
      replaced: await tx.invitation.count({ where: { id: { in: open.map(({ id }) => id) }, status: "replaced" } }),
      made: (await tx.invitation.count()) - before,
    }));
    expect(after).toEqual({ replaced: replacedLinks, made: action === "send" ? affected : invited });
  });

  it("says that too many would have to be decided, instead of a number", async () => {
    await inOwn(
      (tx) => tx.$executeRaw`
        INSERT INTO "NewHire" ("id", "organizationId", "applicationId", "candidateId", "status")
        SELECT gen_random_uuid(), ${actor.organizationId}::uuid, n, n, 'pending' FROM generate_series(1, 2001) n`,
    );
    expect(await preview({ action: "set_field", filter: {}, field: "location", value: "Oslo" })).toMatchObject({
      affected: 2_001,
      invited: null,
    });
  });

  it("counts the hires named by id or by a filter, and no one else", async () => {
    const [first] = await hires();
    const what = { action: "set_field", field: "department", value: "Care" } as const;
    expect(await preview({ ...what, ids: [first] })).toMatchObject({ total: 1, affected: 1 });
    expect(await preview({ ...what, filter: { status: "on_hold" } })).toMatchObject({ total: 2, affected: 2 });
    const stranger = actorOf(await makeOrganization());
    const order = bulkActionInputSchema.parse({ ...what, ids: [first] });
    const theirs = await inOrganization(stranger.organizationId, (tx, now) => previewBulkAction(tx, stranger, order, now));
    expect(theirs).toMatchObject({ total: 0, affected: 0 });
  });

  it("counts the links that would stop working, that of an email that came back too, and none whose time is over", async () => {
    await everyKind();
    expect(await preview({ action: "send", filter: {} })).toMatchObject({ affected: 5, replacedLinks: 2 });
  });
});

it("a required field is cleared for no one, neither in the preview nor in the action", async () => {
  await hires();
  const input = { action: "set_field", filter: {}, field: "jobTitle", value: null } as const;
  const refusal = { code: "invalid_fields", extras: { invalidParams: [{ name: "value" }] } };
  await expect(preview(input)).rejects.toMatchObject(refusal);
  await expect(done(input)).rejects.toMatchObject(refusal);
  expect(await preview({ ...input, field: "location" })).toMatchObject({ affected: 4 });
});
