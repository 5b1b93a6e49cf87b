import { beforeEach, describe, expect, it } from "vitest";
import { deadlockProbes, runDeadlockProbe } from "@/e2e/faults/deadlocks";
import { testDatabase } from "@/e2e/fixtures/database";
import { actorOf, draftOf, makeOrganization, takeIn, withdrawHires } from "@/e2e/fixtures/hires";
import { statementsDuring } from "@/e2e/fixtures/stack/statements";
import type { Actor } from "@/lib/auth/actor";
import { includeOne } from "@/lib/hires/bulk/many";
import { startBulkAction } from "@/lib/hires/bulk/mutations";
import { runBulkAction } from "@/lib/hires/bulk/run";
import { bulkActionInputSchema } from "@/lib/hires/bulk/schema";
import { readNewHire } from "@/lib/hires/data";
import { addNote, markStarted, reevaluateHires } from "@/lib/hires/intake";
import { decideDuplicate, markSeen, planInvitation, sendInvitation, sendInvitations, updateNewHire } from "@/lib/hires/mutations";
import type { HireDraft } from "@/lib/hires/status";
import { inOrganization } from "@/lib/platform/db";
import type { HireId } from "@/lib/platform/ids";

testDatabase();

let actor: Actor;
beforeEach(async () => {
  actor = actorOf(await makeOrganization());
});

const inOwn = <Result>(work: Parameters<typeof inOrganization<Result>>[1]) => inOrganization(actor.organizationId, work);
const take = <Drafts extends HireDraft[]>(...drafts: Drafts) => takeIn(actor.organizationId, drafts);
const read = (id: HireId) => inOwn((tx) => readNewHire(tx, id));
const edit = async (id: HireId, changes: Record<string, string | null>) => {
  const { version } = await read(id);
  return inOwn((tx) => updateNewHire(tx, actor, id, { version, changes, take: [], keep: [] }, new Date()));
};
const send = (id: HireId) => inOwn((tx) => sendInvitation(tx, actor, id, new Date()));
const same = { personalEmail: "same@mail.test" };

describe("two transactions that change possible duplicates", () => {
  // `npm run test:deadlocks` is the same at length.
  it.each(Object.entries(deadlockProbes))("never wait for each other: %s", async (_, probe) => {
    expect(await runDeadlockProbe(probe, 20)).toEqual({ pairs: 20, errors: [], deadlocks: 0, wrong: [] });
  });
});

describe("a change of many hires", () => {
  it("costs as many statements for a hundred as for one: sent in one transaction, and by a bulk action", async () => {
    const held = Array.from({ length: 222 }, (_, at) => draftOf(at + 1, { startDate: "2020-01-01" }));
    const ids = await take(...held);
    // The queue opens, and statements are prepared, at the first ones.
    await inOwn((tx) => sendInvitations(tx, actor, ids.slice(221), new Date()));
    const sent: number[] = [];
    let from = 0;
    for (const size of [1, 10, 100]) {
      const meant = ids.slice(from, from + size);
      from += size;
      const statements = await statementsDuring(async () => {
        const outcomes = await inOwn((tx) => sendInvitations(tx, actor, meant, new Date()));
        expect([...outcomes.values()].every(({ ok }) => ok)).toBe(true);
      });
      sent.push(statements.length);
    }
    expect(sent[1]).toBe(sent[0]);
    expect(sent[2]).toBe(sent[0]);
    const bulk: number[] = [];
    for (const size of [10, 100]) {
      const meant = ids.slice(from, from + size);
      from += size;
      const id = await inOwn((tx) => startBulkAction(tx, actor, bulkActionInputSchema.parse({ action: "send", ids: meant })));
      bulk.push((await statementsDuring(() => runBulkAction(actor.organizationId, id, new AbortController().signal))).length);
    }
    expect(bulk[1]).toBe(bulk[0]);
    process.stdout.write(`statements: ${sent.join(", ")} for 1, 10 and 100 sent; ${bulk.join(", ")} by a bulk action of 10 and 100\n`);
    expect(await inOwn((tx) => tx.invitation.count())).toBe(222);
  });
});

describe("which of two possible duplicates was first", () => {
  it("is the one with the lower application id of those stored together, in whatever order they came", async () => {
    const [higher, lower] = await take(draftOf(9, same), draftOf(3, same));
    expect(await read(lower)).toMatchObject({ status: "invited", duplicateRank: "first", attention: ["possible_duplicate"] });
    expect(await read(higher)).toMatchObject({ status: "on_hold", duplicateRank: "second", attention: ["possible_duplicate"] });
  });

  it("is the one that was stored earlier, whatever their application ids, and the same on both sides", async () => {
    const [earlier] = await take(draftOf(9, same));
    const [later] = await take(draftOf(3, same));
    expect(await read(earlier)).toMatchObject({ status: "invited", duplicateRank: "first" });
    expect(await read(later)).toMatchObject({ status: "on_hold", duplicateRank: "second" });
  });

  it("sends no second invitation automatically where the one that came later was invited before they were duplicates", async () => {
    const [earlier, later] = await take(draftOf(1, { jobTitle: null }), draftOf(2, same));
    await take(draftOf(1, same));
    expect(await read(earlier)).toMatchObject({ status: "on_hold", duplicateRank: "first", attention: ["possible_duplicate"] });
    expect(await read(later)).toMatchObject({ status: "invited", duplicateRank: "second" });
  });
});

describe("while it is open whether two hires are the same person", () => {
  it.each([
    ["first", 0],
    ["second", 1],
  ] as const)("no edit of the %s sends, nor does what follows, until HR decides", async (duplicateRank, at) => {
    const ids = await take(draftOf(1, { ...same, jobTitle: null }), draftOf(2, { ...same, jobTitle: null }));
    const id = ids[at];
    expect(await edit(id, { jobTitle: "Chef" })).toMatchObject({ status: "on_hold", duplicateRank, attention: ["possible_duplicate"] });
    await edit(id, { phone: "555" });
    await inOwn((tx) => reevaluateHires(tx, actor.organizationId, ids, new Date()));
    expect(await read(id)).toMatchObject({ status: "on_hold", invitations: [] });
    const decided = await inOwn((tx) => decideDuplicate(tx, actor, id, "keep_separate", new Date()));
    expect(decided).toMatchObject({ status: "invited", attention: [], invitations: [{ trigger: "automatic" }] });
  });

  it("no edit of an earlier one sends where the later one was invited", async () => {
    const [earlier] = await take(draftOf(1, { jobTitle: null }));
    await take(draftOf(2, same));
    const edited = await edit(earlier, { ...same, jobTitle: "Chef" });
    expect(edited).toMatchObject({ status: "on_hold", duplicateRank: "first", attention: ["possible_duplicate"], invitations: [] });
  });

  it("a button sends to neither, one by one or to many, and nothing is planned", async () => {
    const [first, second] = await take(draftOf(1, same), draftOf(2, same));
    for (const id of [first, second]) expect(await send(id)).toEqual({ ok: false, code: "duplicate_undecided" });
    const many = await inOwn((tx) => sendInvitations(tx, actor, [first, second], new Date()));
    expect([...many.values()].map((outcome) => outcome.ok || outcome.code)).toEqual(["duplicate_undecided", "duplicate_undecided"]);
    const { version } = await read(second);
    const plan = inOwn((tx) => planInvitation(tx, actor, second, { version, mode: "at_once" }, new Date()));
    await expect(plan).rejects.toMatchObject({ code: "duplicate_undecided" });
    await inOwn((tx) => decideDuplicate(tx, actor, first, "send_anyway", new Date()));
    expect(await send(first)).toMatchObject({ ok: true });
    expect(await send(second)).toEqual({ ok: false, code: "duplicate_undecided" });
  });

  it("the first one's scheduled invitation waits for no one, and an edit leaves its day", async () => {
    const [first] = await take(draftOf(1, { ...same, jobTitle: null }));
    await inOwn((tx) => planInvitation(tx, actor, first, { version: 1, mode: "on_date", date: "2098-01-01" }, new Date()));
    await edit(first, { jobTitle: "Chef" });
    await take(draftOf(2, same));
    expect(await edit(first, { phone: "555" })).toMatchObject({ status: "on_hold", sendOn: "2098-01-01", duplicateRank: "first" });
    await inOwn((tx) => reevaluateHires(tx, actor.organizationId, [first], new Date("2098-01-01T12:00:00Z")));
    expect(await read(first)).toMatchObject({ status: "invited" });
  });

  it("it is answered when the other is no longer hired, excluded, or gets another address: the one that waited is invited", async () => {
    const [, second] = await take(draftOf(1, same), draftOf(2, same));
    await inOwn((tx) => withdrawHires(tx, actor.organizationId, [1], new Date()));
    expect(await read(second)).toMatchObject({ status: "invited", duplicateRank: "none", attention: [] });
    const [third, fourth] = await take(draftOf(3, { personalEmail: "two@mail.test" }), draftOf(4, { personalEmail: "two@mail.test" }));
    await edit(third, { personalEmail: "three@mail.test" });
    expect(await read(fourth)).toMatchObject({ status: "invited", attention: [] });
  });

  it("including a hire by hand sends nothing either", async () => {
    const [first, second] = await take(draftOf(1, same), draftOf(2, same));
    await inOwn((tx) => decideDuplicate(tx, actor, second, "exclude", new Date()));
    expect((await read(first)).attention).toEqual([]);
    expect(await inOwn((tx) => includeOne(tx, actor, second, new Date()))).toMatchObject({ status: "on_hold", duplicateRank: "second" });
    expect((await read(first)).attention).toEqual(["possible_duplicate"]);
  });
});

describe("what a new hire wrote", () => {
  it("needs HR's attention until they have read it, whatever the new hire or Greenhouse does next", async () => {
    const [id] = await take(draftOf(1));
    const attention = async () => (await read(id)).attention;
    const [invitation] = (await read(id)).invitations;
    await inOwn((tx) => addNote(tx, actor.organizationId, id, { text: "Wrong team", invitationId: invitation?.id ?? "" }, new Date()));
    await inOwn((tx) => markStarted(tx, actor.organizationId, id, new Date()));
    expect(await attention()).toEqual(["note_from_new_hire"]);
    await inOwn((tx) => withdrawHires(tx, actor.organizationId, [1], new Date()));
    expect(await attention()).toEqual(["note_from_new_hire"]);
    await take(draftOf(1));
    expect(await attention()).toEqual(["note_from_new_hire"]);
    expect(await read(id)).toMatchObject({ status: "started" });
    expect(await inOwn((tx) => markSeen(tx, actor, id, "note_from_new_hire", new Date()))).toMatchObject({ attention: [] });
  });
});
