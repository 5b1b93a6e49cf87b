import { describe, expect, it } from "vitest";
import { draftOf, editor, heard, policy, stateOf } from "@/e2e/fixtures/hire-states";
import type { DecisionContext } from "@/lib/hires/change";
import { hireStatuses } from "@/lib/hires/codes";
import { reconcile, remind, send, start } from "@/lib/hires/decisions";
import { decideStatus } from "@/lib/hires/status";
import { endSuspension, giveUp, lose } from "@/lib/hires/suspension/decisions";

const invitedBefore: DecisionContext = { ...policy, invitedBefore: true };
const noGrace: DecisionContext = { ...invitedBefore, greenhouse: { ...policy.greenhouse, graceHours: 0, rehire: "resume" } };
const later = (hours: number) => new Date(policy.now.getTime() + hours * 3_600_000);

describe("a person who is no longer hired in Greenhouse", () => {
  it.each(["invited", "started"] as const)(
    "is suspended first: one who is %s stays so for the time that the organization waits",
    (status) => {
      const { next, invitations, event } = lose(stateOf({ status }), invitedBefore);
      expect(next).toMatchObject({ status, attention: ["suspended"], suspendedAt: policy.now, suspendedUntil: later(72) });
      expect([invitations, event?.kind]).toEqual([undefined, "suspended"]);
      expect(lose(next, { ...invitedBefore, now: later(71) })).toEqual({ next });
    },
  );

  it("is withdrawn when that time is over, with what they were", () => {
    const { next } = lose(stateOf({ status: "started" }), invitedBefore);
    expect(giveUp(next, later(71))).toEqual({ next });
    expect(giveUp(next, later(72))).toMatchObject({
      next: { status: "withdrawn", statusBefore: "started", attention: [], suspendedAt: null, suspendedUntil: null },
      invitations: "revoke",
    });
  });

  it.each(hireStatuses.filter((status) => status !== "withdrawn"))("is withdrawn at once where nobody waits, one that is %s", (status) => {
    expect(lose(stateOf({ status, attention: ["starts_soon"] }), noGrace)).toMatchObject({
      next: { status: "withdrawn", attention: [], statusBefore: status },
      invitations: "revoke",
    });
  });

  it("changes nothing for one that is withdrawn already, or that HR goes on with", () => {
    for (const hire of [stateOf({ status: "withdrawn" }), stateOf({ status: "invited", keptByHr: true })]) {
      expect(lose(hire, noGrace)).toEqual({ next: hire });
    }
  });

  it("keeps values and HR's edits for the day they return", () => {
    const mine = stateOf({ edits: { phone: { by: "Grace", at: editor.at, seen: null } } }, { phone: "+1 555" });
    expect(lose(mine, policy).next).toMatchObject({ values: mine.values, edits: mine.edits });
    expect(lose(mine, noGrace).next).toMatchObject({ values: mine.values, edits: mine.edits });
  });
});

describe("a suspended hire", () => {
  const invited = lose(stateOf({ status: "invited" }), invitedBefore).next;

  it("is sent nothing, neither by hand nor by a reminder, and cannot start", () => {
    expect(send(invited, invitedBefore)).toEqual({ refused: { code: "suspended" } });
    expect(remind(invited, policy.now, invitedBefore)).toEqual({ next: invited });
    expect(start(invited)).toEqual({ refused: "not_invited" });
  });

  it("is not invited by what completes the record, and is as soon as they are hired again", () => {
    const pending = lose(stateOf({ status: "pending", missingFields: ["jobTitle"] }, { jobTitle: null }), policy).next;
    expect(pending).toMatchObject({ status: "pending", attention: ["suspended"] });
    const complete = decideStatus({ ...pending, values: { ...pending.values, jobTitle: "Analyst" } }, policy, "hr");
    expect(complete).toMatchObject({ status: "on_hold", attention: ["suspended"] });
    expect(heard(complete, draftOf())).toMatchObject({ status: "invited", attention: [], suspendedAt: null });
  });

  it("is as before when hired again, with what was corrected, and a changed start date is to be looked at", () => {
    const { next, invitations, event } = reconcile(invited, draftOf({ startDate: "2027-04-01", jobTitle: "Lead" }), invitedBefore);
    expect(next).toMatchObject({ status: "invited", attention: ["start_date_changed"], suspendedAt: null, values: { jobTitle: "Lead" } });
    expect(invitations).toBeUndefined();
    expect(event).toEqual({ kind: "resumed", detail: "Job title, Start date" });
    expect(reconcile(invited, draftOf(), invitedBefore).event).toEqual({ kind: "resumed", detail: null });
  });

  it("can be kept by HR, whatever Greenhouse goes on saying, until they are hired again", () => {
    const kept = endSuspension(invited, "keep", invitedBefore);
    expect(kept).toMatchObject({ next: { status: "invited", attention: [], keptByHr: true }, audit: { action: "new_hire.kept" } });
    if ("refused" in kept) return;
    expect(lose(kept.next, invitedBefore)).toEqual({ next: kept.next });
    expect(heard(kept.next, draftOf(), invitedBefore).keptByHr).toBe(false);
  });

  it("can be withdrawn by HR before the time is over", () => {
    expect(endSuspension(invited, "withdraw", invitedBefore)).toMatchObject({
      next: { status: "withdrawn", statusBefore: "invited" },
      invitations: "revoke",
      audit: { action: "new_hire.withdrawn" },
    });
    expect(endSuspension(stateOf({ status: "invited" }), "withdraw", invitedBefore)).toEqual({ refused: "not_suspended" });
  });
});

describe("a withdrawn person who is hired again", () => {
  const withdrawn = (status: "invited" | "started" | "pending") => lose(stateOf({ status }), noGrace).next;
  const again: DecisionContext = { ...invitedBefore, greenhouse: { ...policy.greenhouse, rehire: "invite_again" } };

  it("resumes what they were: invited with the same link, or started, and is mailed nothing", () => {
    const resumed = reconcile(withdrawn("invited"), draftOf(), invitedBefore);
    expect(resumed).toMatchObject({ next: { status: "invited", statusBefore: null }, invitations: "reopen", event: { kind: "resumed" } });
    const started = reconcile(withdrawn("started"), draftOf(), invitedBefore);
    expect(started.next).toMatchObject({ status: "started", attention: [] });
    expect(started.invitations).toBeUndefined();
  });

  it("needs HR's attention where the email came back in between", () => {
    const returned = { trigger: "automatic" as const, sentTo: "ada@mail.test", createdAt: policy.now, hasFailed: true };
    const { next } = reconcile(withdrawn("invited"), draftOf(), { ...invitedBefore, invitations: [returned] });
    expect(next).toMatchObject({ status: "invited", attention: ["invitation_failed"] });
  });

  it("is invited anew, once, where HR chose that", () => {
    for (const status of ["invited", "started"] as const) {
      const { next } = reconcile(withdrawn(status), draftOf(), again);
      expect(next).toMatchObject({ status: "invited", statusBefore: null });
      expect(reconcile(next, draftOf(), again)).toEqual({ next });
    }
  });

  it("is invited anew as soon as nothing holds it any more, and not before HR or the day", () => {
    const { next: waiting } = reconcile(withdrawn("invited"), draftOf({ lastName: null }), again);
    expect(waiting).toMatchObject({ status: "pending", missingFields: ["lastName"] });
    expect(reconcile(waiting, draftOf(), again).next).toMatchObject({ status: "invited", attention: [] });
    const late: DecisionContext = { ...again, inviteFrom: "2099-12-31" };
    const { next: held } = reconcile(withdrawn("started"), draftOf(), late);
    expect(held).toMatchObject({ status: "on_hold", attention: ["before_go_live"] });
    expect(reconcile(held, draftOf(), late)).toEqual({ next: held });
    const { next: lost } = lose(waiting, { ...again, greenhouse: { ...policy.greenhouse, graceHours: 0, rehire: "resume" } });
    expect(reconcile(lost, draftOf(), invitedBefore)).toMatchObject({ next: { status: "invited" }, invitations: "reopen" });
  });

  it("is decided like someone new who was never invited", () => {
    expect(heard(withdrawn("pending"), draftOf()).status).toBe("invited");
    expect(heard(withdrawn("pending"), draftOf({ lastName: null })).status).toBe("pending");
  });

  it("waits for HR where it is not known what they were", () => {
    const out = stateOf({ status: "withdrawn" });
    expect(heard(out, draftOf(), invitedBefore)).toMatchObject({ status: "on_hold", attention: ["by_hand"] });
  });
});
