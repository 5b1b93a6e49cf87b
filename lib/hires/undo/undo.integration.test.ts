import { beforeEach, describe, expect, it } from "vitest";
import { testDatabase } from "@/e2e/fixtures/database";
import { actorOf, draftOf, makeOrganization, takeIn, withdrawHires } from "@/e2e/fixtures/hires";
import { listAuditEntries } from "@/lib/audit/data";
import type { Actor } from "@/lib/auth/actor";
import type { HireField } from "@/lib/hire-fields/fields";
import { findBulkAction, reportRows } from "@/lib/hires/bulk/data";
import { excludeOne, includeOne } from "@/lib/hires/bulk/many";
import { startBulkAction, undoBulkAction } from "@/lib/hires/bulk/mutations";
import { runBulkAction } from "@/lib/hires/bulk/run";
import { type BulkActionInput, bulkActionInputSchema } from "@/lib/hires/bulk/schema";
import { findNewHire, readNewHire } from "@/lib/hires/data";
import { planInvitation, updateNewHire } from "@/lib/hires/mutations";
import { hireTimeline } from "@/lib/hires/timeline/timeline";
import { undoChange } from "@/lib/hires/undo/mutations";
import { inOrganization } from "@/lib/platform/db";
import { loadEnv } from "@/lib/platform/env";
import type { HireId } from "@/lib/platform/ids";

testDatabase();

let actor: Actor;
let colleague: Actor;

beforeEach(async () => {
  loadEnv({ mail: false });
  const organizationId = await makeOrganization();
  actor = actorOf(organizationId);
  colleague = { ...actorOf(organizationId), name: "Priya Shah" };
});

const inOwn = <Result>(work: Parameters<typeof inOrganization<Result>>[1]) => inOrganization(actor.organizationId, work);
const read = (id: HireId) => inOwn((tx) => readNewHire(tx, id));

/** Starts before the go-live date: complete, and nothing is sent. */
const onHold = (applicationId: number, changes = {}) => draftOf(applicationId, { startDate: "2020-01-01", ...changes });

async function edit(
  id: HireId,
  changes: Partial<Record<HireField, string | null>>,
  more: { by?: Actor; take?: HireField[]; keep?: HireField[] } = {},
): Promise<string> {
  const { by = actor, take = [], keep = [] } = more;
  const { version } = await read(id);
  const { change } = await inOwn((tx, now) => updateNewHire(tx, by, id, { version, changes, take, keep }, now));
  if (change === null) throw new Error("nothing was changed");
  return change;
}

const undo = (id: HireId, change: string, fields?: HireField[], by = actor) =>
  inOwn((tx, now) => undoChange(tx, by, id, { change, ...(fields ? { fields } : {}) }, now));

describe("undoing an edit", () => {
  it("makes each field what it was and whose it was, as a change of its own with an entry in the audit log", async () => {
    const [id] = await takeIn(actor.organizationId, [onHold(1, { location: "Oslo" })]);
    const change = await edit(id, { location: "Porto", department: "Care" });
    const undone = await undo(id, change, undefined, colleague);
    expect(undone.fields.location).toMatchObject({ value: "Oslo", source: "greenhouse", editedBy: null });
    expect(undone.fields.department).toMatchObject({ value: null, source: null });
    const { items } = await inOwn((tx) => listAuditEntries(tx, { limit: 1 }));
    expect(items).toMatchObject([
      {
        action: "new_hire.undone",
        actor: "Priya Shah",
        changes: { location: ["Porto", "Oslo"], department: ["Care", null], undone: change },
      },
    ]);
    // It follows Greenhouse again.
    await takeIn(actor.organizationId, [onHold(1, { location: "Bergen" })]);
    expect((await read(id)).fields.location.value).toBe("Bergen");
  });

  it("gives a value back to the person whose it was", async () => {
    const [id] = await takeIn(actor.organizationId, [onHold(1, { location: "Oslo" })]);
    await edit(id, { location: "Porto" }, { by: colleague });
    const undone = await undo(id, await edit(id, { location: "Lyon" }));
    expect(undone.fields.location).toMatchObject({ value: "Porto", source: "hr", editedBy: "Priya Shah" });
  });

  it("changes nothing and writes nothing the second time", async () => {
    const [id] = await takeIn(actor.organizationId, [onHold(1)]);
    const change = await edit(id, { location: "Porto" });
    const first = await undo(id, change);
    const second = await undo(id, change);
    expect(second).toMatchObject({ version: first.version, change: null });
    expect(await inOwn((tx) => tx.auditEntry.count({ where: { action: "new_hire.undone" } }))).toBe(1);
  });

  it("can itself be undone, and again", async () => {
    const [id] = await takeIn(actor.organizationId, [onHold(1)]);
    const change = await edit(id, { location: "Porto" });
    const undone = await undo(id, change);
    const again = await undo(id, undone.change ?? "");
    expect(again.fields.location).toMatchObject({ value: "Porto", source: "hr", editedBy: actor.name });
    expect((await undo(id, change)).fields.location.value).toBeNull();
  });

  it("takes earlier changes back too, once those after them were", async () => {
    const [id] = await takeIn(actor.organizationId, [onHold(1)]);
    const first = await edit(id, { location: "Porto" });
    const second = await edit(id, { location: "Lyon" }, { by: colleague });
    await undo(id, second);
    expect((await undo(id, first)).fields.location).toMatchObject({ value: null, source: null });
  });

  it("never overwrites a later change by someone else, names it, and then undoes nothing at all", async () => {
    const [id] = await takeIn(actor.organizationId, [onHold(1, { location: "Oslo" })]);
    const change = await edit(id, { location: "Porto", department: "Care" });
    await edit(id, { location: "Lyon" }, { by: colleague });
    await expect(undo(id, change)).rejects.toMatchObject({
      code: "changed_since",
      message: expect.stringContaining("Priya Shah"),
      extras: { params: { fields: ["location"] }, current: { fields: { location: { value: "Lyon" } } } },
    });
    expect((await read(id)).fields).toMatchObject({ location: { value: "Lyon" }, department: { value: "Care" } });
    expect((await undo(id, change, ["department"])).fields.department.value).toBeNull();
  });

  it("never overwrites a later change that came back to the same value", async () => {
    const [id] = await takeIn(actor.organizationId, [onHold(1, { location: "Oslo" })]);
    const change = await edit(id, { location: "Porto" });
    await edit(id, { location: "Lyon" }, { by: colleague });
    await edit(id, { location: "Porto" }, { by: colleague });
    await expect(undo(id, change)).rejects.toMatchObject({ code: "changed_since" });
  });

  it("is refused where Greenhouse has another value now than the one that would come back", async () => {
    const [id] = await takeIn(actor.organizationId, [onHold(1, { location: "Oslo" })]);
    const change = await edit(id, { location: "Porto" });
    await takeIn(actor.organizationId, [onHold(1, { location: "Bergen" })]);
    await expect(undo(id, change)).rejects.toMatchObject({ code: "changed_since", message: expect.stringContaining("Greenhouse") });
    expect((await read(id)).fields.location.value).toBe("Porto");
  });

  it("brings back HR's value after Greenhouse's was used, and a difference that was settled", async () => {
    const [id] = await takeIn(actor.organizationId, [onHold(1, { location: "Oslo" })]);
    await edit(id, { location: "Porto" });
    await takeIn(actor.organizationId, [onHold(1, { location: "Bergen" })]);
    const kept = await edit(id, {}, { keep: ["location"] });
    expect((await read(id)).fields.location.differs).toBe(false);
    expect((await undo(id, kept)).fields.location).toMatchObject({ value: "Porto", differs: true });
    const taken = await edit(id, {}, { take: ["location"] });
    expect((await read(id)).fields.location.value).toBe("Bergen");
    expect((await undo(id, taken)).fields.location).toMatchObject({ value: "Porto", source: "hr", differs: true });
  });

  it("of one that invited leaves the invitation as it is", async () => {
    const [id] = await takeIn(actor.organizationId, [draftOf(1, { jobTitle: null })]);
    const change = await edit(id, { jobTitle: "Chef" });
    const before = await read(id);
    expect(before.status).toBe("invited");
    const undone = await undo(id, change);
    expect(undone).toMatchObject({ status: "invited", missingFields: ["jobTitle"], invitations: before.invitations });
  });

  it("brings an address back under the lock of who else has it", async () => {
    const [id, other] = await takeIn(actor.organizationId, [onHold(1), onHold(2)]);
    const change = await edit(id, { personalEmail: "other@mail.test" });
    await edit(other, { personalEmail: "hire-1@mail.test" });
    expect((await undo(id, change)).attention).toContain("possible_duplicate");
    expect((await read(other)).attention).toContain("possible_duplicate");
  });

  it("is refused for who is no longer hired, and for a change of another hire or organization", async () => {
    const [id, other] = await takeIn(actor.organizationId, [onHold(1), onHold(2)]);
    const change = await edit(id, { location: "Porto" });
    await expect(undo(other, change)).rejects.toMatchObject({ code: "not_found" });
    const stranger = actorOf(await makeOrganization());
    const attempt = inOrganization(stranger.organizationId, (tx, now) => undoChange(tx, stranger, id, { change }, now));
    await expect(attempt).rejects.toMatchObject({ code: "not_found" });
    await inOwn((tx) => withdrawHires(tx, actor.organizationId, [1], new Date()));
    await expect(undo(id, change)).rejects.toMatchObject({ code: "withdrawn" });
  });

  it("is done once by two at the same time", async () => {
    const [id] = await takeIn(actor.organizationId, [onHold(1)]);
    const change = await edit(id, { location: "Porto" });
    await Promise.all([undo(id, change), undo(id, change, undefined, colleague)]);
    expect(await inOwn((tx) => tx.auditEntry.count({ where: { action: "new_hire.undone" } }))).toBe(1);
  });
});

describe("undoing an exclusion", () => {
  it("puts the hire back where they stood, once, and not over a colleague's decision", async () => {
    const [id] = await takeIn(actor.organizationId, [onHold(1)]);
    const { change } = await inOwn((tx, now) => excludeOne(tx, actor, id, now));
    const undone = await undo(id, change ?? "");
    expect(undone).toMatchObject({ status: "on_hold", attention: ["before_go_live"] });
    expect((await undo(id, change ?? "")).change).toBeNull();
    expect((await undo(id, undone.change ?? "")).status).toBe("excluded");
    await inOwn((tx, now) => includeOne(tx, colleague, id, now));
    await inOwn((tx, now) => excludeOne(tx, colleague, id, now));
    await expect(undo(id, change ?? "")).rejects.toMatchObject({ code: "changed_since" });
    expect((await read(id)).status).toBe("excluded");
  });
});

describe("undoing a plan", () => {
  it("sets the send time as it was, and not over a colleague's plan or an invitation that was made", async () => {
    const [id] = await takeIn(actor.organizationId, [draftOf(1, { jobTitle: null })]);
    const plan = async (mode: "by_hand" | "at_once", by = actor) => {
      const { version } = await read(id);
      return (await inOwn((tx, now) => planInvitation(tx, by, id, { version, mode }, now))).change ?? "";
    };
    const change = await plan("by_hand");
    expect((await undo(id, change)).invitationPlan).toBeNull();
    const mine = await plan("by_hand");
    await plan("at_once", colleague);
    await expect(undo(id, mine)).rejects.toMatchObject({ code: "changed_since" });
    const last = await plan("at_once");
    await edit(id, { jobTitle: "Chef" });
    await expect(undo(id, last)).rejects.toMatchObject({ code: "already_invited" });
  });

  it("is offered in the timeline as long as it would be done, and not by a plan that sent the invitation", async () => {
    const [id] = await takeIn(actor.organizationId, [draftOf(1, { jobTitle: null })]);
    const plan = async (mode: "by_hand" | "at_once") => {
      const { version } = await read(id);
      return (await inOwn((tx, now) => planInvitation(tx, actor, id, { version, mode }, now))).change;
    };
    const offers = async () => {
      const { items } = await inOwn((tx) => hireTimeline(tx, id));
      return items.flatMap(({ detail, undo: offer }) => (offer === null ? [] : [[detail, offer]]));
    };
    const held = "Invitation held until HR sends it";
    const change = await plan("by_hand");
    expect(await offers()).toEqual([[held, "possible"]]);
    await undo(id, change ?? "");
    expect(await offers()).toEqual([
      ["Undone: Invitation follows the default timing", "possible"],
      [held, "done"],
    ]);
    await plan("by_hand");
    await edit(id, { jobTitle: "Chef" });
    expect((await read(id)).status).toBe("on_hold");
    expect(await plan("at_once")).toBeNull();
    expect((await read(id)).status).toBe("invited");
    expect((await offers())[0]).toEqual(["Invitation set to send immediately", "sent"]);
    expect((await offers()).map(([, offer]) => offer)).not.toContain("possible");
  });
});

describe("undoing a bulk action", () => {
  const never = new AbortController().signal;
  const run = (id: string) => runBulkAction(actor.organizationId, id, never);

  async function done(input: BulkActionInput): Promise<string> {
    const id = await inOwn((tx) => startBulkAction(tx, actor, bulkActionInputSchema.parse(input)));
    await run(id);
    return id;
  }

  async function undone(id: string) {
    const undoId = await inOwn((tx, now) => undoBulkAction(tx, actor, id, now));
    await run(undoId);
    const action = await inOwn((tx) => findBulkAction(tx, undoId));
    const rows = await inOwn((tx) => reportRows(tx, undoId, null, 1_000));
    return { ...action, rows: Object.fromEntries(rows.map(({ newHireId, code, outcome }) => [newHireId, code ?? outcome])) };
  }

  it("touches exactly whom and what it changed and what still holds, and says how many not and why", async () => {
    const [own, same, edited, other, gone] = await takeIn(actor.organizationId, [
      onHold(1, { location: "Oslo" }),
      onHold(2, { location: "Porto" }),
      onHold(3, { location: "Oslo" }),
      onHold(4, { location: "Porto" }),
      onHold(5),
    ]);
    const id = await done({ action: "set_field", ids: [own, same, edited, gone], field: "location", value: "Porto" });
    await edit(edited, { location: "Lyon" }, { by: colleague });
    await edit(own, { department: "Care" }, { by: colleague });
    await inOwn((tx) => withdrawHires(tx, actor.organizationId, [5], new Date()));
    const action = await undone(id);
    expect(action).toMatchObject({
      status: "succeeded",
      undoesId: id,
      counts: { ok: 1, skipped: 2, failed: 0 },
      reasons: { changed_since: 1, withdrawn: 1 },
      rows: { [own]: "ok", [edited]: "changed_since", [gone]: "withdrawn" },
    });
    const location = async (hire: HireId) => (await read(hire)).fields.location;
    expect(await location(own)).toMatchObject({ value: "Oslo", source: "greenhouse" });
    expect((await read(own)).fields.department.value).toBe("Care");
    for (const [hire, value] of [
      [same, "Porto"],
      [other, "Porto"],
      [edited, "Lyon"],
    ] as const)
      expect((await location(hire)).value).toBe(value);
    expect(await inOwn((tx) => findBulkAction(tx, id))).toMatchObject({ isUndone: true });
    expect(await inOwn((tx) => tx.auditEntry.count({ where: { action: "bulk_action.undone", subject: `bulk_action:${id}` } }))).toBe(1);
  });

  it("is one action however often it is asked for, also of an exclusion", async () => {
    const [first, second] = await takeIn(actor.organizationId, [onHold(1), onHold(2)]);
    const id = await done({ action: "exclude", ids: [first, second] });
    const [one, two] = await Promise.all([1, 2].map(() => inOwn((tx, now) => undoBulkAction(tx, actor, id, now))));
    expect(one).toBe(two);
    await run(one ?? "");
    expect([(await read(first)).status, (await read(second)).status]).toEqual(["on_hold", "on_hold"]);
  });

  it("stops one that is under way, and takes back what was done", async () => {
    const hires = await takeIn(
      actor.organizationId,
      Array.from({ length: 120 }, (_, at) => onHold(at + 1)),
    );
    const id = await inOwn((tx) =>
      startBulkAction(tx, actor, bulkActionInputSchema.parse({ action: "set_field", ids: hires, field: "location", value: "Porto" })),
    );
    const action = await undone(id);
    expect(await inOwn((tx) => findBulkAction(tx, id))).toMatchObject({ status: "cancelled", counts: { ok: 0 } });
    expect(action).toMatchObject({ status: "succeeded", counts: { ok: 0, skipped: 0 } });
    expect(await inOwn((tx) => tx.newHire.count({ where: { location: "Porto" } }))).toBe(0);
  });

  it("leaves the invitation of whom it completed", async () => {
    const [id] = await takeIn(actor.organizationId, [draftOf(1, { jobTitle: null })]);
    const action = await undone(await done({ action: "set_field", ids: [id], field: "jobTitle", value: "Chef" }));
    expect(action.counts).toMatchObject({ ok: 1 });
    expect(await read(id)).toMatchObject({ status: "invited", missingFields: ["jobTitle"] });
    expect((await read(id)).invitations).toHaveLength(1);
  });

  it("is refused for what mails or takes another back, and is not there for another organization", async () => {
    const [id] = await takeIn(actor.organizationId, [onHold(1)]);
    const set = await done({ action: "set_field", ids: [id], field: "location", value: "Porto" });
    const stranger = actorOf(await makeOrganization());
    const attempt = inOrganization(stranger.organizationId, (tx, now) => undoBulkAction(tx, stranger, set, now));
    await expect(attempt).rejects.toMatchObject({ code: "not_found" });
    const undoId = (await undone(set)).id ?? "";
    const sent = await done({ action: "send", ids: [id] });
    for (const refused of [undoId, sent]) {
      await expect(inOwn((tx, now) => undoBulkAction(tx, actor, refused, now))).rejects.toMatchObject({ code: "cannot_undo" });
    }
  });
});

describe("the timeline", () => {
  it("tells each changed value before and after, and offers the last change of each field only", async () => {
    const [id] = await takeIn(actor.organizationId, [onHold(1, { location: "Oslo" })]);
    const first = await edit(id, { location: "Porto", department: "Care" });
    const second = await edit(id, { location: "Lyon" });
    const told = async () => {
      const { items } = await inOwn((tx) => hireTimeline(tx, id));
      return items.flatMap(({ change, changes }) =>
        changes.map((one) => [change, one.field, one.before, one.after, one.canRestore, one.isUndone]),
      );
    };
    expect(await told()).toEqual([
      [second, "location", "Porto", "Lyon", true, false],
      [first, "department", null, "Care", true, false],
      [first, "location", "Oslo", "Porto", false, false],
    ]);
    const { change } = await undo(id, second);
    expect(await told()).toEqual([
      [change, "location", "Lyon", "Porto", true, false],
      [second, "location", "Porto", "Lyon", false, true],
      [first, "department", null, "Care", true, false],
      [first, "location", "Oslo", "Porto", true, false],
    ]);
  });

  it("offers to take an exclusion and a send time back, and says that they were", async () => {
    const [id] = await takeIn(actor.organizationId, [onHold(1)]);
    const { change } = await inOwn((tx, now) => excludeOne(tx, actor, id, now));
    const standing = async () => (await inOwn((tx) => hireTimeline(tx, id))).items.find((item) => item.change === change)?.undo;
    expect(await standing()).toBe("possible");
    await undo(id, change ?? "");
    expect(await standing()).toBe("done");
  });
});

it("an entry of an earlier version, which did not tell whose the values were, is not offered and not undone", async () => {
  const [id] = await takeIn(actor.organizationId, [onHold(1)]);
  const { id: entry } = await inOwn((tx) =>
    tx.auditEntry.create({
      data: {
        organizationId: actor.organizationId,
        actor: actor.name,
        action: "new_hire.edited",
        subject: `new_hire:${id}`,
        changes: { location: [null, "Porto"] },
      },
    }),
  );
  expect((await inOwn((tx) => hireTimeline(tx, id))).items.find(({ event }) => event === "edited")).toMatchObject({
    change: null,
    changes: [{ field: "location", before: null, after: "Porto", canRestore: false }],
  });
  await expect(undo(id, entry)).rejects.toMatchObject({ code: "cannot_undo" });
  expect((await inOwn((tx) => findNewHire(tx, id)))?.version).toBe(1);
});
