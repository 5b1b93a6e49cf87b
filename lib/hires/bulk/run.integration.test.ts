import { beforeEach, describe, expect, it } from "vitest";
import { testDatabase } from "@/e2e/fixtures/database";
import { actorOf, draftOf, makeOrganization, takeIn, withdrawHires } from "@/e2e/fixtures/hires";
import { listAuditEntries } from "@/lib/audit/data";
import type { Actor } from "@/lib/auth/actor";
import { findBulkAction, reportRows } from "@/lib/hires/bulk/data";
import { cancelBulkAction, startBulkAction } from "@/lib/hires/bulk/mutations";
import { runBulkAction } from "@/lib/hires/bulk/run";
import { type BulkActionInput, bulkActionInputSchema } from "@/lib/hires/bulk/schema";
import { findNewHire } from "@/lib/hires/data";
import { markStarted } from "@/lib/hires/intake";
import type { HireDraft } from "@/lib/hires/status";
import { bulkActionJob } from "@/lib/jobs/definitions";
import { openQueue } from "@/lib/jobs/queue";
import { addDays, utcDay } from "@/lib/platform/calendar";
import { inOrganization } from "@/lib/platform/db";
import { loadEnv } from "@/lib/platform/env";
import type { HireId } from "@/lib/platform/ids";

testDatabase();

let actor: Actor;
const never = new AbortController().signal;

beforeEach(async () => {
  loadEnv({ mail: false });
  actor = actorOf(await makeOrganization());
});

const inOwn = <Result>(work: Parameters<typeof inOrganization<Result>>[1]) => inOrganization(actor.organizationId, work);

const start = (input: BulkActionInput) => inOwn((tx) => startBulkAction(tx, actor, bulkActionInputSchema.parse(input)));

async function done(input: BulkActionInput) {
  const id = await start(input);
  await runBulkAction(actor.organizationId, id, never);
  return view(id);
}

async function view(id: string) {
  const action = await inOwn((tx) => findBulkAction(tx, id));
  if (!action) throw new Error("no such action");
  const rows = await inOwn((tx) => reportRows(tx, id, null, 1_000));
  return { ...action, rows: Object.fromEntries(rows.map(({ newHireId, code, outcome }) => [newHireId, code ?? outcome])) };
}

const statusOf = async (id: HireId) => (await inOwn((tx) => findNewHire(tx, id)))?.status;
const ids = <Drafts extends HireDraft[]>(...drafts: Drafts) => takeIn(actor.organizationId, drafts);

describe("setting a field of many", () => {
  it("sets it as HR's, invites whom it completes, and says of each other one why not", async () => {
    const [pending, same, gone] = await ids(
      draftOf(1, { jobTitle: null }),
      draftOf(2, { jobTitle: "Chef" }),
      draftOf(3, { jobTitle: null }),
    );
    await inOwn((tx) => withdrawHires(tx, actor.organizationId, [3], new Date()));
    const action = await done({ action: "set_field", ids: [pending, same, gone], field: "jobTitle", value: "  Chef " });
    expect(action).toMatchObject({ status: "succeeded", progress: { done: 3, total: 3 }, counts: { ok: 1, skipped: 2, failed: 0 } });
    expect(action.rows).toEqual({ [pending]: "ok", [same]: "unchanged", [gone]: "withdrawn" });
    const hire = await inOwn((tx) => findNewHire(tx, pending));
    expect(hire).toMatchObject({ status: "invited", fields: { jobTitle: { value: "Chef", source: "hr", editedBy: actor.name } } });
    expect(hire?.invitations).toMatchObject([{ trigger: "automatic" }]);
    const { items } = await inOwn((tx) => listAuditEntries(tx, { limit: 10 }));
    expect(items).toContainEqual(
      expect.objectContaining({ action: "new_hire.edited", actor: actor.name, changes: { jobTitle: [null, "Chef"] } }),
    );
  });

  it("is refused beforehand for a value that no record takes", () => {
    const parsed = bulkActionInputSchema.safeParse({ action: "set_field", ids: [actor.userId], field: "startDate", value: "2027-02-30" });
    expect(parsed.error?.issues).toMatchObject([{ path: ["value"] }]);
    expect(bulkActionInputSchema.safeParse({ action: "set_field", ids: [actor.userId], field: "personalEmail", value: "x" }).success).toBe(
      false,
    );
    expect(bulkActionInputSchema.safeParse({ action: "send" }).success).toBe(false);
  });
});

describe("sending to many", () => {
  it("sends to those who are ready and names the others, and a second run of the same action sends nothing more", async () => {
    const [held, lacking, started] = await ids(draftOf(1, { startDate: "2020-01-01" }), draftOf(2, { startDate: null }), draftOf(3));
    await inOwn((tx) => markStarted(tx, actor.organizationId, started, new Date()));
    const action = await done({ action: "send", ids: [held, lacking, started] });
    expect(action.rows).toEqual({ [held]: "ok", [lacking]: "fields_missing", [started]: "already_started" });
    await runBulkAction(actor.organizationId, action.id, never);
    expect((await inOwn((tx) => findNewHire(tx, held)))?.invitations).toHaveLength(1);
  });

  it("means the days of a relative start date as they were when it began, and any of several values", async () => {
    const today = utcDay(new Date());
    const hire = (at: number, changes: Parameters<typeof draftOf>[1]) => draftOf(at, { jobTitle: null, ...changes });
    await ids(
      hire(1, { location: "Porto", startDate: addDays(today, 3) }),
      hire(2, { location: "Lyon", startDate: addDays(today, 3) }),
      hire(3, { location: "Oslo", startDate: addDays(today, 3) }),
      hire(4, { location: "Porto", startDate: addDays(today, 20) }),
    );
    const filter: BulkActionInput["filter"] = { starts: "next_7_days", location: ["Porto", "Lyon"] };
    expect(await done({ action: "set_field", filter, field: "department", value: "Bar" })).toMatchObject({ counts: { ok: 2 } });
    const { filter: kept } = await inOwn((tx) => tx.bulkAction.findFirstOrThrow());
    expect(kept).toMatchObject({ location: ["Porto", "Lyon"], startFrom: expect.any(String), startTo: expect.any(String) });
    expect(kept).not.toHaveProperty("starts");
  });

  it("deals with everybody whom a filter meant when it began, though the action moves them out of it, with any number of workers", async () => {
    const drafts = Array.from({ length: 230 }, (_, at) =>
      draftOf(at + 1, { startDate: "2020-01-01", location: at < 220 ? "Porto" : "Lyon" }),
    );
    await ids(...drafts);
    const id = await start({ action: "send", filter: { status: "on_hold", location: "Porto" } });
    await Promise.all([1, 2, 3].map(() => runBulkAction(actor.organizationId, id, never)));
    expect(await view(id)).toMatchObject({ progress: { done: 220, total: 220 }, counts: { ok: 220, skipped: 0, failed: 0 } });
    const invitations = await inOwn((tx) => tx.invitation.count());
    expect(invitations).toBe(220);
    expect(await inOwn((tx) => tx.newHire.count({ where: { status: "on_hold" } }))).toBe(10);
  });
});

describe("leaving out and taking in", () => {
  it("leaves out who was not invited yet, and takes them in again with their invitation", async () => {
    const [held, invited] = await ids(draftOf(1, { startDate: "2020-01-01" }), draftOf(2));
    const excluded = await done({ action: "exclude", ids: [held, invited] });
    expect(excluded.rows).toEqual({ [held]: "ok", [invited]: "already_invited" });
    expect(await statusOf(held)).toBe("excluded");
    const included = await done({ action: "include", ids: [held, invited] });
    expect(included.rows).toEqual({ [held]: "ok", [invited]: "not_excluded" });
    expect(await statusOf(held)).toBe("on_hold");
  });
});

describe("a bulk action", () => {
  it("stops when it is cancelled: what is done stays done, the rest is left alone, and the report says which", async () => {
    const [first, second] = await ids(draftOf(1, { startDate: "2020-01-01" }), draftOf(2, { startDate: "2020-01-01" }));
    const id = await start({ action: "send", ids: [first, second] });
    await inOwn((tx) => cancelBulkAction(tx, actor, id, new Date()));
    await runBulkAction(actor.organizationId, id, never);
    expect(await view(id)).toMatchObject({ status: "cancelled", progress: { done: 0, total: 2 }, rows: { [first]: null, [second]: null } });
    expect(await statusOf(first)).toBe("on_hold");
  });

  it("goes on where a stopped worker left it", async () => {
    await ids(...Array.from({ length: 120 }, (_, at) => draftOf(at + 1, { startDate: "2020-01-01" })));
    const id = await start({ action: "exclude", filter: {} });
    const stopped = new AbortController();
    const running = runBulkAction(actor.organizationId, id, stopped.signal);
    stopped.abort();
    await running;
    const queue = await openQueue("sender");
    const waiting = await queue.fetch(bulkActionJob.name, { batchSize: 100 });
    expect(waiting.filter(({ data }) => JSON.stringify(data).includes(id)).length).toBeGreaterThan(0);
    expect((await view(id)).status).toBe("running");
    await runBulkAction(actor.organizationId, id, never);
    expect(await view(id)).toMatchObject({ status: "succeeded", counts: { ok: 120, skipped: 0, failed: 0 } });
  });

  it("reaches no other organization's hires and is not there for it", async () => {
    const [own] = await ids(draftOf(1, { startDate: "2020-01-01" }));
    const stranger = actorOf(await makeOrganization());
    const id = await inOrganization(stranger.organizationId, (tx) =>
      startBulkAction(tx, stranger, bulkActionInputSchema.parse({ action: "exclude", ids: [own] })),
    );
    await runBulkAction(stranger.organizationId, id, never);
    expect(await statusOf(own)).toBe("on_hold");
    expect(await inOwn((tx) => findBulkAction(tx, id))).toBeNull();
    await expect(inOwn((tx) => cancelBulkAction(tx, actor, id, new Date()))).rejects.toMatchObject({ code: "not_found" });
  });
});
