import { beforeEach, describe, expect, it } from "vitest";
import { testDatabase } from "@/e2e/fixtures/database";
import { actorOf, draftOf, makeOrganization, takeIn, withdrawHires } from "@/e2e/fixtures/hires";
import type { Actor } from "@/lib/auth/actor";
import { idsOfPerson } from "@/lib/hires/by-hand/data";
import { addNewHire, joinHires } from "@/lib/hires/by-hand/mutations";
import { addHireSchema } from "@/lib/hires/by-hand/schema";
import { hiresToCompare, readNewHire } from "@/lib/hires/data";
import { addNote, applyHeard, markStarted } from "@/lib/hires/intake";
import { decideDuplicate, decideSuspension, planInvitation, updateNewHire } from "@/lib/hires/mutations";
import { hireTimeline } from "@/lib/hires/timeline/timeline";
import { inOrganization } from "@/lib/platform/db";
import type { HireId } from "@/lib/platform/ids";
import { erasePerson } from "@/lib/workflows/operate/erase-hire";
import { readPersonalData } from "@/lib/workflows/operate/personal-data";

testDatabase();

let actor: Actor;
beforeEach(async () => {
  actor = actorOf(await makeOrganization());
});

const inOwn = <Result>(work: Parameters<typeof inOrganization<Result>>[1]) => inOrganization(actor.organizationId, work);
const read = (id: HireId) => inOwn((tx) => readNewHire(tx, id));
const address = "hire-1@mail.test";
const complete = { firstName: "Ida", lastName: "Nowak", personalEmail: address, jobTitle: "Nurse", startDate: "2099-05-03" };
const add = (fields: Record<string, string | null>) => inOwn((tx) => addNewHire(tx, actor, addHireSchema.parse({ fields }), new Date()));
const join = (id: HireId, otherId?: HireId) => inOwn((tx) => joinHires(tx, actor, { id, otherId }, new Date()));
const arrive = async (changes = {}) => (await takeIn(actor.organizationId, [draftOf(1, changes)]))[0];
const rows = () => inOwn((tx) => tx.newHire.count());
const invitations = () => inOwn((tx) => tx.invitation.findMany({ orderBy: { createdAt: "asc" } }));

describe("a hire by hand", () => {
  it("that is complete is invited immediately, and is not expected in Greenhouse", async () => {
    const hire = await add(complete);
    expect(hire).toMatchObject({ status: "invited", greenhouse: null, missingFields: [], nextCheckAt: null });
    expect(hire.fields.lastName).toMatchObject({ value: "Nowak", source: "hr", editedBy: actor.name });
    expect(await invitations()).toHaveLength(1);
    expect(await inOwn(hiresToCompare)).toEqual([]);
    const { items } = await inOwn((tx) => hireTimeline(tx, hire.id));
    expect(items.map(({ detail }) => detail)).toEqual([`To ${address}`, "By hand"]);
  });

  it("that is incomplete is pending for what is missing, and is invited when HR completes it", async () => {
    const hire = await add({ lastName: "Nowak", personalEmail: address });
    expect(hire).toMatchObject({ status: "pending", missingFields: ["firstName", "jobTitle", "startDate"] });
    const changes = { firstName: "Ida", jobTitle: "Nurse", startDate: "2099-05-03" };
    const after = await inOwn((tx) =>
      updateNewHire(tx, actor, hire.id, { version: hire.version, changes, take: [], keep: [] }, new Date()),
    );
    expect(after.status).toBe("invited");
  });

  it("that looks like someone from Greenhouse waits for HR's decision", async () => {
    await arrive();
    expect(await add(complete)).toMatchObject({ status: "on_hold", duplicateRank: "second" });
  });

  it("that is sent again with the same id, at once or later, is the one that was added", async () => {
    const submissionId = crypto.randomUUID();
    const submit = (fields: Record<string, string>, by: Actor = actor) =>
      inOwn((tx) => addNewHire(tx, by, addHireSchema.parse({ submissionId, fields }), new Date()));
    const [first, second] = await Promise.all([submit(complete), submit(complete)]);
    expect(second).toEqual(first);
    expect((await submit(complete)).id).toBe(first.id);
    await expect(submit({ ...complete, jobTitle: "Chef" })).rejects.toMatchObject({
      code: "version_conflict",
      extras: { current: { id: first.id, fields: { jobTitle: { value: "Nurse" } } } },
    });
    expect([await rows(), (await invitations()).length]).toEqual([1, 1]);

    // The id says nothing to anyone else.
    const other = await submit({ lastName: "Board" }, { ...actor, userId: crypto.randomUUID() });
    expect(other.id).not.toBe(first.id);

    await inOwn((tx) => erasePerson(tx, actor, first.id));
    await expect(submit(complete)).rejects.toMatchObject({ code: "not_found" });
    expect(await rows()).toBe(1);
  });

  it.each([
    [{}, "lastName"],
    [{ jobTitle: "Nurse" }, "lastName"],
    [{ ...complete, personalEmail: "nobody" }, "personalEmail"],
    [{ ...complete, startDate: "31.12.2099" }, "startDate"],
    [{ ...complete, shoeSize: "44" }, "shoeSize"],
  ])("is refused with the field that is wrong: %j", (fields, name) => {
    const { error } = addHireSchema.safeParse({ fields });
    expect(error?.issues.map(({ path }) => path.at(-1))).toEqual([name]);
  });
});

describe("a hire by hand who is no longer hired", () => {
  const say = (id: HireId, decision: "withdraw" | "keep") => inOwn((tx) => decideSuspension(tx, actor, id, decision, new Date()));

  it("is withdrawn by HR, and the link ends; taken back, the same link works again", async () => {
    const { id } = await add(complete);
    const [sent] = await invitations();
    await inOwn((tx) => tx.invitation.updateMany({ data: { status: "sent", sentAt: new Date() } }));
    expect(await say(id, "withdraw")).toMatchObject({ status: "withdrawn" });
    expect((await invitations())[0]?.status).toBe("revoked");
    await expect(say(id, "withdraw")).rejects.toMatchObject({ code: "not_suspended" });
    expect(await say(id, "keep")).toMatchObject({ status: "invited" });
    const [after] = await invitations();
    expect([after?.id, after?.status, (await invitations()).length]).toEqual([sent?.id, "sent", 1]);
  });

  it("and one from Greenhouse is not for HR to withdraw", async () => {
    const id = await arrive();
    await expect(say(id, "withdraw")).rejects.toMatchObject({ code: "not_suspended" });
  });
});

describe("a hire by hand and the same person from Greenhouse become one record", () => {
  it("that keeps HR's values, the invitation and its link, and follows Greenhouse in the rest", async () => {
    const byHand = await add({ ...complete, jobTitle: "Night nurse" });
    const [sent] = await invitations();
    const fromGreenhouse = await arrive({ department: "Care", jobTitle: "Nurse" });
    expect(await read(fromGreenhouse)).toMatchObject({ status: "on_hold", duplicateRank: "second" });

    const joined = await join(fromGreenhouse);
    expect(joined).toMatchObject({ id: byHand.id, status: "invited", greenhouse: { applicationId: 1 }, duplicateRank: "none" });
    expect(joined.attention).toEqual(["greenhouse_differs"]);
    expect(joined.fields.jobTitle).toMatchObject({ value: "Night nurse", source: "hr", greenhouseValue: "Nurse", differs: true });
    expect(joined.fields.department).toMatchObject({ value: "Care", source: "greenhouse" });
    expect(await rows()).toBe(1);
    expect(await invitations()).toEqual([sent]);

    const heard = draftOf(1, { department: "Intensive care", jobTitle: "Nurse" });
    await inOwn((tx) => applyHeard(tx, actor.organizationId, [{ applicationId: heard.applicationId, draft: heard }], new Date()));
    expect(await rows()).toBe(1);
    expect((await read(byHand.id)).fields).toMatchObject({ department: { value: "Intensive care" }, jobTitle: { value: "Night nurse" } });
    expect(await invitations()).toHaveLength(1);
  });

  it("where Greenhouse's was invited first, which keeps that invitation", async () => {
    const fromGreenhouse = await arrive();
    const byHand = await add({ ...complete, phone: "+31 6 1234", startDate: "2099-09-01" });
    const joined = await join(byHand.id, fromGreenhouse);
    // HR's own date is no change in Greenhouse.
    expect(joined.attention).toEqual(["greenhouse_differs"]);
    expect(joined).toMatchObject({ id: fromGreenhouse, status: "invited", fields: { phone: { value: "+31 6 1234", source: "hr" } } });
    expect(await rows()).toBe(1);
    expect(await invitations()).toHaveLength(1);
  });

  it("that had started stays so", async () => {
    const byHand = await add(complete);
    await inOwn((tx) => markStarted(tx, actor.organizationId, byHand.id, new Date()));
    expect(await join(await arrive())).toMatchObject({ id: byHand.id, status: "started" });
  });

  it("that is invited now where Greenhouse had what was missing", async () => {
    const byHand = await add({ lastName: "Nowak", personalEmail: address });
    await arrive();
    expect(await join(byHand.id)).toMatchObject({ status: "invited", missingFields: [] });
    expect(await invitations()).toHaveLength(1);
  });

  it("that HR planned before either was invited keeps the plan, whichever record it was made for", async () => {
    const fromGreenhouse = await arrive({ jobTitle: null });
    const { version } = await read(fromGreenhouse);
    await inOwn((tx) => planInvitation(tx, actor, fromGreenhouse, { version, mode: "by_hand" }, new Date()));
    const byHand = await add(complete);
    expect(await join(byHand.id)).toMatchObject({ status: "on_hold", invitationPlan: { mode: "by_hand" } });
    expect(await invitations()).toEqual([]);
  });

  it("with what happened to both in one timeline", async () => {
    const byHand = await add(complete);
    const fromGreenhouse = await arrive();
    const event = {
      organizationId: actor.organizationId,
      newHireId: fromGreenhouse,
      at: new Date(),
      kind: "synced",
      detail: "Department",
    } as const;
    await inOwn((tx) => tx.hireEvent.create({ data: event }));
    await join(byHand.id);
    const { items } = await inOwn((tx) => hireTimeline(tx, byHand.id));
    const told = items.map(({ detail }) => detail);
    expect(told).toEqual(expect.arrayContaining(["By hand", "Changed: Department", "Joined with the same person from Greenhouse"]));
    expect(told).not.toContain("Imported from Greenhouse");
  });

  it("and are erased as one person, with what the audit log says of either", async () => {
    const fromGreenhouse = await arrive({ startDate: null });
    const { version } = await read(fromGreenhouse);
    await inOwn((tx) =>
      updateNewHire(tx, actor, fromGreenhouse, { version, changes: { phone: "+31 6 777" }, take: [], keep: [] }, new Date()),
    );
    const byHand = await add(complete);
    await join(byHand.id);
    expect(await inOwn((tx) => idsOfPerson(tx, byHand.id))).toEqual([byHand.id, fromGreenhouse]);
    const { auditLog } = await inOwn((tx) => readPersonalData(tx, actor, byHand.id));
    expect(JSON.stringify(auditLog)).toContain("+31 6 777");
    await inOwn((tx) => erasePerson(tx, actor, byHand.id));
    expect(JSON.stringify((await inOwn((tx) => tx.auditEntry.findMany())).map(({ changes }) => changes))).not.toMatch(/Nowak|\+31 6 777/);
  });

  it("but not where both were invited: a link that was sent would end", async () => {
    const fromGreenhouse = await arrive();
    const byHand = await add(complete);
    await inOwn((tx) => decideDuplicate(tx, actor, byHand.id, "send_anyway", new Date()));
    await expect(join(byHand.id, fromGreenhouse)).rejects.toMatchObject({ code: "already_invited" });
    expect(await rows()).toBe(2);
  });

  it("but not two from Greenhouse, nor one that is no longer hired, nor one that looks like no other", async () => {
    const [first, second] = await takeIn(actor.organizationId, [
      draftOf(1, { personalEmail: address }),
      draftOf(2, { personalEmail: address }),
    ]);
    await expect(join(first, second)).rejects.toMatchObject({ code: "invalid_fields" });
    await expect(join(first)).rejects.toMatchObject({ code: "invalid_fields" });
    const byHand = await add({ ...complete, personalEmail: "other@mail.test" });
    await expect(join(byHand.id)).rejects.toMatchObject({ code: "invalid_fields" });
    await inOwn((tx) => withdrawHires(tx, actor.organizationId, [1], new Date()));
    await expect(join(byHand.id, first)).rejects.toMatchObject({ code: "invalid_fields" });
    await expect(join(byHand.id, "0190b4d2-0000-7000-8000-000000000000" as HireId)).rejects.toMatchObject({ code: "invalid_fields" });
  });

  it("once, while syncs hear of the same person at the same time", async () => {
    const byHand = await add(complete);
    const fromGreenhouse = await arrive();
    const heard = draftOf(1, { department: "Care" });
    const sync = () =>
      inOwn((tx) => applyHeard(tx, actor.organizationId, [{ applicationId: heard.applicationId, draft: heard }], new Date()));
    await Promise.all([sync(), join(byHand.id, fromGreenhouse), sync(), sync()]);
    await sync();
    expect(await rows()).toBe(1);
    expect(await read(byHand.id)).toMatchObject({
      status: "invited",
      greenhouse: { applicationId: 1 },
      fields: { department: { value: "Care" } },
    });
    expect(await invitations()).toHaveLength(1);
  });

  it("once, while two people join it from both sides and a third edits it", async () => {
    for (let pair = 1; pair <= 12; pair++) {
      const personalEmail = `pair-${pair}@mail.test`;
      const byHand = await add({ ...complete, personalEmail });
      const [fromGreenhouse] = await takeIn(actor.organizationId, [draftOf(pair, { personalEmail })]);
      const change = { version: byHand.version, changes: { phone: "+31 6 1" }, take: [], keep: [] };
      const ended = await Promise.allSettled([
        join(byHand.id, fromGreenhouse),
        join(fromGreenhouse, byHand.id),
        inOwn((tx) => updateNewHire(tx, actor, byHand.id, change, new Date())),
      ]);
      const codes = ended.flatMap((one) => (one.status === "rejected" ? (one.reason as { code?: string }).code : []));
      // The second one finds one record, or a newer version of it.
      expect(
        codes.every((code) => ["not_found", "version_conflict", "invalid_fields"].includes(code ?? "")),
        String(codes),
      ).toBe(true);
      expect(ended.slice(0, 2).filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      expect(await read(byHand.id)).toMatchObject({ status: "invited", greenhouse: { applicationId: pair } });
    }
    expect(await rows()).toBe(12);
    expect(await invitations()).toHaveLength(12);
  });

  it("in which what the new hire wrote stays to be read", async () => {
    const byHand = await add(complete);
    const [sent] = await invitations();
    await inOwn((tx) =>
      addNote(tx, actor.organizationId, byHand.id, { text: "My name is spelled wrong.", invitationId: sent?.id ?? "" }, new Date()),
    );
    const joined = await join(await arrive());
    expect(joined.attention).toContain("note_from_new_hire");
  });
});
