import { beforeEach, describe, expect, it } from "vitest";
import { testDatabase } from "@/e2e/fixtures/database";
import { actorOf, draftOf, makeOrganization, takeIn, withdrawHires } from "@/e2e/fixtures/hires";
import type { Actor } from "@/lib/auth/actor";
import { addNewHire } from "@/lib/hires/by-hand/mutations";
import { addNote } from "@/lib/hires/intake";
import { decideDuplicate, decideSuspension, markSeen, planInvitation, sendInvitation } from "@/lib/hires/mutations";
import { linesOf } from "@/lib/hires/timeline/rules";
import { hireTimeline } from "@/lib/hires/timeline/timeline";
import { markFailed } from "@/lib/invitations/mutations";
import { inOrganization } from "@/lib/platform/db";
import { loadEnv } from "@/lib/platform/env";
import type { HireId } from "@/lib/platform/ids";

testDatabase();

let actor: Actor;

beforeEach(async () => {
  loadEnv({ mail: false });
  actor = actorOf(await makeOrganization());
});

async function events(id: HireId) {
  const { items } = await inOrganization(actor.organizationId, (tx) => hireTimeline(tx, id));
  return items.map(({ event, actor: by, detail }) => [event, by, detail]);
}

describe("a hire's timeline", () => {
  it("keeps a failure with its reason after a newer invitation took the failed one's place", async () => {
    const [id] = await takeIn(actor.organizationId, [draftOf(1)]);
    await inOrganization(actor.organizationId, async (tx) => {
      const { id: invitationId } = await tx.invitation.findFirstOrThrow({ where: { newHireId: id } });
      await markFailed(tx, invitationId, "550 No such mailbox", new Date());
      expect(await sendInvitation(tx, actor, id, new Date())).toMatchObject({ ok: true });
    });
    const told = await events(id);
    expect(told).toContainEqual(["failed", "EMPTrust", "550 No such mailbox"]);
    expect(told.map(([event]) => event)).toContain("replaced");
  });

  it("tells what HR decided about the invitation, with who did", async () => {
    const [first, second] = await takeIn(actor.organizationId, [
      draftOf(1, { personalEmail: "same@mail.test" }),
      draftOf(2, { personalEmail: "same@mail.test" }),
    ]);
    const waiting = (await events(first)).some(([event]) => event === "invitation_queued") ? second : first;
    const [pending] = await takeIn(actor.organizationId, [draftOf(3, { jobTitle: null })]);
    await inOrganization(actor.organizationId, async (tx) => {
      await planInvitation(tx, actor, pending, { version: 1, mode: "on_date", date: "2099-05-04" }, new Date());
      await decideDuplicate(tx, actor, waiting, "keep_separate", new Date());
    });
    expect(await events(pending)).toContainEqual(["edited", actor.name, "Invitation scheduled for Monday, 4 May 2099"]);
    expect(await events(waiting)).toContainEqual(["edited", actor.name, "Marked as a different person"]);
  });
});

describe("what ended an invitation's link", () => {
  const lines = async (id: HireId) => {
    const { items } = await inOrganization(actor.organizationId, (tx) => hireTimeline(tx, id));
    return linesOf(items).map(({ event, actor: by, detail }) => [event, by, detail]);
  };

  it("is told once and as HR's doing where HR withdrew a hire by hand", async () => {
    const fields = { lastName: "Nowak", firstName: "Ida", personalEmail: "ida@mail.test", jobTitle: "Nurse", startDate: "2099-05-03" };
    const { id } = await inOrganization(actor.organizationId, (tx, now) => addNewHire(tx, actor, { fields }, now));
    await inOrganization(actor.organizationId, (tx, now) => decideSuspension(tx, actor, id, "withdraw", now));
    expect(await events(id)).toContainEqual(["revoked", actor.name, "Marked as no longer hired"]);
    expect((await lines(id))[0]).toEqual(["edited", actor.name, "Marked as no longer hired"]);
    expect((await lines(id)).map(([event]) => event)).not.toContain("revoked");
  });

  it("is Greenhouse's word where Greenhouse no longer calls the person hired", async () => {
    const [id] = await takeIn(actor.organizationId, [draftOf(1)]);
    await inOrganization(actor.organizationId, (tx, now) => withdrawHires(tx, actor.organizationId, [1], now));
    expect((await lines(id))[0]).toEqual(["revoked", "EMPTrust", "No longer hired in Greenhouse"]);
  });
});

describe("what a record draws attention to", () => {
  it("is taken off once somebody has read it, with an entry in the audit log, and once only", async () => {
    const [id] = await takeIn(actor.organizationId, [draftOf(1)]);
    await inOrganization(actor.organizationId, async (tx) => {
      const { id: invitationId } = await tx.invitation.findFirstOrThrow({ where: { newHireId: id } });
      await addNote(tx, actor.organizationId, id, { text: "Wrong team", invitationId }, new Date());
      const seen = await markSeen(tx, actor, id, "note_from_new_hire", new Date());
      expect(seen.attention).toEqual([]);
      expect(await markSeen(tx, actor, id, "note_from_new_hire", new Date())).toEqual(seen);
      expect(await tx.auditEntry.count({ where: { action: "new_hire.seen" } })).toBe(1);
    });
  });

  it("of another organization's hire is nothing that exists", async () => {
    const [id] = await takeIn(actor.organizationId, [draftOf(1)]);
    const stranger = actorOf(await makeOrganization());
    const mark = inOrganization(stranger.organizationId, (tx) => markSeen(tx, stranger, id, "note_from_new_hire", new Date()));
    await expect(mark).rejects.toMatchObject({ code: "not_found" });
  });
});
