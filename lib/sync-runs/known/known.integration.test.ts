import { beforeEach, describe, expect, it } from "vitest";
import { testDatabase } from "@/e2e/fixtures/database";
import { actorOf, makeOrganization } from "@/e2e/fixtures/hires";
import { listAuditEntries } from "@/lib/audit/data";
import type { Actor } from "@/lib/auth/actor";
import { inOrganization } from "@/lib/platform/db";
import { loadEnv } from "@/lib/platform/env";
import { findSyncRun } from "@/lib/sync-runs/data";
import { markKnown } from "@/lib/sync-runs/known/mutations";
import { listSyncRuns } from "@/lib/sync-runs/list";
import { finishRun } from "@/lib/sync-runs/mutations";
import { newlySkipped } from "@/lib/sync-runs/rules";
import { type SyncRunLine, syncRunQuerySchema } from "@/lib/sync-runs/schema";
import type { Prisma } from "@/prisma/generated/client";

testDatabase();

let actor: Actor;
let integrationId: string;
let minute: number;

beforeEach(async () => {
  loadEnv({ mail: false });
  actor = actorOf(await makeOrganization(), "admin");
  minute = 0;
  const { organizationId } = actor;
  ({ id: integrationId } = await inOwn((tx) => tx.partnerIntegration.create({ data: { organizationId, provider: "greenhouse" } })));
});

const inOwn = <Result>(work: Parameters<typeof inOrganization<Result>>[1]) => inOrganization(actor.organizationId, work);
const at = (minutes: number) => new Date(Date.UTC(2027, 4, 3, 9, minutes));
const record = { kind: "offer" as const, id: "12", reason: "sent_at: expected a date" };
const other = { kind: "candidate" as const, id: "12", reason: "first_name: expected a text" };

/** Makes a run, a minute after the last, that ends as a worker ends it. */
async function ran(run: Partial<Prisma.SyncRunUncheckedCreateInput> = {}, skipped: object[] = []): Promise<string> {
  const leaseToken = crypto.randomUUID();
  const createdAt = at(minute++);
  const { organizationId } = actor;
  const { status = "succeeded", ...rest } = run;
  return inOwn(async (tx) => {
    const { id } = await tx.syncRun.create({
      data: {
        organizationId,
        integrationId,
        trigger: "schedule",
        status: "running",
        leaseToken,
        createdAt,
        startedAt: createdAt,
        rejected: skipped.length,
        rejections: skipped as Prisma.InputJsonValue,
        ...rest,
      },
    });
    const error = status === "failed" ? ({ code: "internal_error", message: "" } as const) : null;
    if (status !== "running") await finishRun(tx, id, leaseToken, { requests: 1, error }, createdAt);
    return id;
  });
}

const list = (query: Record<string, string> = {}) =>
  inOwn((tx) => listSyncRuns(tx, actor.organizationId, syncRunQuerySchema.parse({ fold: "true", ...query })));
/** A page as the numbers of runs that its lines stand for; a run alone that says something is marked. */
const shape = (items: SyncRunLine[]) =>
  items.map(({ folded, counts, status }) => (folded ? folded.runs : counts.added || status === "failed" ? "!" : 1));
const mark = (runId: string, known: boolean, what = record) =>
  inOwn((tx, now) => markKnown(tx, actor, runId, { kind: what.kind, id: what.id, known }, now));

describe("the history of syncs", () => {
  it("folds runs in a row that changed nothing, and no others, into a line that says from when to when", async () => {
    const [oldest] = [await ran(), await ran({ trigger: "webhook" }), await ran({ trigger: "manual" })];
    for (const run of [{ added: 1 }, {}, { status: "failed" as const }, { trigger: "preview" as const }, {}, {}]) await ran(run);
    await ran({ status: "running" });
    const { items, nextCursor } = await list();
    expect(items.map(({ folded }) => folded?.runs ?? 1)).toEqual([1, 2, 1, 1, 1, 1, 3]);
    expect(items.map(({ status, trigger }) => [status, trigger]).slice(0, 4)).toEqual([
      ["running", "schedule"],
      ["succeeded", "schedule"],
      ["succeeded", "preview"],
      ["failed", "schedule"],
    ]);
    expect(items.at(-1)).toMatchObject({ startedAt: at(2).toISOString(), folded: { oldestId: oldest, oldestAt: at(0).toISOString() } });
    expect(nextCursor).toBeNull();
  });

  it("has each run on one page and in one line, whatever the size of a page, also while runs are added", async () => {
    for (const run of [0, 0, 1, 1, 0, 0, 0, 1, 0, 1, 1, 0, 0]) await ran({ added: run });
    for (const limit of ["1", "2", "3", "4", "100"]) {
      const seen: SyncRunLine[] = [];
      for (let cursor: string | null = ""; cursor !== null; ) {
        const page: Awaited<ReturnType<typeof list>> = await list({ limit, ...(cursor ? { cursor } : {}) });
        expect(page.items.length).toBeLessThanOrEqual(Number(limit));
        seen.push(...page.items);
        cursor = page.nextCursor;
      }
      expect(shape(seen)).toEqual([2, "!", "!", 1, "!", 3, "!", "!", 2]);
    }
    const first = await list({ limit: "2" });
    await ran();
    await ran({ added: 1 });
    const second = await list({ limit: "2", cursor: first.nextCursor ?? "" });
    expect(shape(second.items)).toEqual(["!", 1]);
  });

  it("lists the runs of a line alone, in pages", async () => {
    for (const added of [1, 0, 0, 0, 0, 1]) await ran({ added });
    const [, line] = (await list()).items;
    const range = { from: line?.id ?? "", to: line?.folded?.oldestId ?? "", limit: "3" };
    const unfolded = (query: Record<string, string>) =>
      inOwn((tx) => listSyncRuns(tx, actor.organizationId, syncRunQuerySchema.parse(query)));
    const first = await unfolded(range);
    const second = await unfolded({ ...range, cursor: first.nextCursor ?? "" });
    expect([...first.items, ...second.items].map(({ startedAt }) => startedAt)).toEqual([4, 3, 2, 1].map((n) => at(n).toISOString()));
    expect(second.nextCursor).toBeNull();
    expect((await unfolded({})).items).toHaveLength(6);
  });

  it("reads no line of another organization's, and takes none of its runs as a place", async () => {
    const id = await ran();
    const stranger = await makeOrganization();
    const theirs = (query: Record<string, string>) =>
      inOrganization(stranger, (tx) => listSyncRuns(tx, stranger, syncRunQuerySchema.parse(query)));
    expect(await theirs({ fold: "true" })).toEqual({ items: [], nextCursor: null });
    for (const name of ["cursor", "from", "to"]) await expect(theirs({ [name]: id })).rejects.toMatchObject({ code: "invalid_fields" });
  });
});

describe("a skipped record that is marked as known", () => {
  it("is quiet in every run, which is then folded, and speaks up again when it is known no longer", async () => {
    await ran({}, [record]);
    const runId = await ran({}, [record]);
    expect(shape((await list()).items)).toEqual([1, 1]);
    const marked = await mark(runId, true);
    expect(marked.rejected).toEqual([{ ...record, known: true }]);
    expect([marked.counts.rejected, newlySkipped(marked)]).toEqual([1, 0]);
    await ran({}, [record]);
    expect((await list()).items.map(({ folded }) => folded?.runs)).toEqual([3]);
    expect(newlySkipped(await mark(runId, false))).toBe(1);
    expect(shape((await list()).items)).toEqual([1, 1, 1]);
    const { items } = await inOwn((tx) => listAuditEntries(tx, { limit: 10 }));
    expect(items.map(({ action, changes }) => [action, changes])).toEqual([
      ["greenhouse.record_not_known", { offer: [null, "12"] }],
      ["greenhouse.record_known", { offer: [null, "12"] }],
    ]);
  });

  it("speaks up again when its reason changes, and is quiet for the new one once that is marked", async () => {
    await mark(await ran({}, [record]), true);
    const changed = { ...record, reason: "status: unknown value" };
    const runId = await ran({}, [changed]);
    expect(await inOwn((tx) => findSyncRun(tx, runId))).toMatchObject({ rejected: [{ ...changed, known: false }] });
    expect(shape((await list()).items)).toEqual([1, 1]);
    await mark(runId, true);
    await ran({}, [changed]);
    expect((await list()).items.map(({ folded }) => folded?.runs ?? 1)).toEqual([2, 1]);
  });

  it("makes no other record known, not even a candidate of the same number, nor a run quiet that skipped one more", async () => {
    const runId = await ran({}, [record, other]);
    expect((await mark(runId, true)).rejected.map(({ known }) => known)).toEqual([true, false]);
    const [line] = (await list()).items;
    expect(line && newlySkipped(line)).toBe(1);
    await ran({ rejected: 201 }, [record]);
    expect((await list()).items.map(({ folded }) => folded)).toEqual([null, null]);
    await mark(runId, true, other as never);
    const all = await inOwn((tx) => findSyncRun(tx, runId));
    expect(all && newlySkipped(all)).toBe(0);
  });

  it("folds by the number where it cannot be marked, so that only another number speaks up", async () => {
    const nameless = { kind: "offer" as const, id: "unknown", reason: "no id" };
    for (const skipped of [2, 2, 2, 1])
      await ran(
        {},
        Array.from({ length: skipped }, () => nameless),
      );
    expect(shape((await list()).items)).toEqual([1, 2, 1]);
    // More than are stored.
    for (const rejected of [250, 250, 250]) await ran({ rejected }, [record]);
    expect(shape((await list()).items)).toEqual([2, 1, 1, 2, 1]);
    // A webhook's run looks at one person alone.
    await ran({ trigger: "webhook" });
    await ran({ rejected: 250 }, [record]);
    expect(shape((await list()).items)).toEqual([4, 1, 1, 2, 1]);
  });

  it("does not let others go unseen that cannot be marked, nor the other way round", async () => {
    const nameless = { kind: "offer" as const, id: "unknown", reason: "no id" };
    await ran({}, [record, nameless]);
    const runId = await ran({}, [record, nameless]);
    await ran({}, [record, nameless]);
    expect(shape((await list()).items)).toEqual([1, 1, 1]);
    await mark(runId, true);
    expect(shape((await list()).items)).toEqual([2, 1]);
    await mark(runId, false);
    expect(shape((await list()).items)).toEqual([1, 1, 1]);
  });

  it("is one that the run skipped, that can be told from others, and of the organization itself", async () => {
    const runId = await ran({}, [record, { kind: "offer", id: "unknown", reason: "no id" }]);
    for (const what of [
      { ...record, id: "13" },
      { ...record, id: "unknown" },
      { ...record, kind: "candidate" as never },
    ])
      await expect(mark(runId, true, what)).rejects.toMatchObject({ code: "not_found" });
    const stranger = actorOf(await makeOrganization(), "admin");
    const theirs = inOrganization(stranger.organizationId, (tx, now) => markKnown(tx, stranger, runId, { ...record, known: true }, now));
    await expect(theirs).rejects.toMatchObject({ code: "not_found" });
    await mark(runId, true);
    expect(await inOrganization(stranger.organizationId, (tx) => tx.knownRejection.count())).toBe(0);
  });
});
