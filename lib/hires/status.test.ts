import { describe, expect, it } from "vitest";
import { edited, editor, everything, manyHires, nothing, policy, stateOf } from "@/e2e/fixtures/hire-states";
import { type FieldValues, type HireField, hireFields } from "@/lib/hire-fields/fields";
import { startUrgency } from "@/lib/hire-fields/rules";
import type { AttentionCode, HireStatus } from "@/lib/hires/codes";
import {
  decideStatus,
  differsFromGreenhouse,
  type HireState,
  holdReason,
  type InvitationPolicy,
  invitationObstacle,
  missingFields,
  saveEffect,
} from "@/lib/hires/status";
import { requiredByDefault } from "@/lib/settings/rules";

describe("what is missing", () => {
  it.each(requiredByDefault)("says %s when it has no value", (field) => {
    expect(missingFields({ ...everything, [field]: null }, requiredByDefault)).toEqual([field]);
  });

  it("is nothing when every required field has a value, whatever else is empty", () => {
    expect(missingFields(everything, requiredByDefault)).toEqual([]);
  });

  it("comes in the form's order, not in the order the admin ticked", () => {
    const none = Object.fromEntries(hireFields.map((field) => [field, null])) as FieldValues;
    expect(missingFields(none, ["startDate", "phone", "firstName"])).toEqual(["firstName", "phone", "startDate"]);
  });

  it("asks for nothing that the admin does not require", () => {
    expect(missingFields({ ...everything, jobTitle: null }, ["firstName"])).toEqual([]);
  });
});

describe("what holds an invitation back", () => {
  const cases: [string, Partial<FieldValues>, string | null, boolean, "by_hand" | "before_go_live" | null][] = [
    ["nobody who starts on the go-live day", { startDate: "2027-01-01" }, null, false, null],
    ["who starts the day before", { startDate: "2026-12-31" }, null, false, "before_go_live"],
    ["who has no start date but was hired before", { startDate: null }, "2026-12-31", false, "before_go_live"],
    ["nobody of whom neither day is known", { startDate: null }, null, false, null],
    ["nobody by the hiring day when the start date is later", { startDate: "2027-02-01" }, "2026-06-01", false, null],
    ["who had the automatic one already, whenever they start", { startDate: "2027-03-01" }, null, true, "by_hand"],
    ["who had it and starts before go-live, for the stronger reason", { startDate: "2026-12-31" }, null, true, "by_hand"],
  ];
  it.each(cases)("%s", (_, values, hiredOn, invitedBefore, expected) => {
    const hire = { ...stateOf({}, values), hiredOn };
    expect(holdReason(hire, { ...policy, invitedBefore }, "automatic")?.reason ?? null).toBe(expected);
  });
});

describe("when an invitation goes out", () => {
  const start = "2027-03-01";
  const days = (mode: InvitationPolicy["timing"]["mode"], count = 7) => ({ ...policy, timing: { mode, days: count } });

  it("is so many days before the start, in the organization's calendar", () => {
    expect(decideStatus(stateOf({}, { startDate: start }), days("days_before_start"), "automatic")).toMatchObject({
      status: "on_hold",
      attention: ["scheduled"],
      sendOn: "2027-02-22",
    });
    expect(
      decideStatus(stateOf({}, { startDate: start }), { ...days("days_before_start"), today: "2027-02-22" }, "automatic"),
    ).toMatchObject({
      status: "invited",
      sendOn: null,
    });
  });

  it("is at once for somebody who starts sooner than that, or whose day is not known", () => {
    expect(decideStatus(stateOf({}, { startDate: "2027-01-08" }), days("days_before_start"), "automatic").status).toBe("invited");
    const anyDay = { ...days("days_before_start"), required: ["firstName" as const] };
    expect(decideStatus(stateOf({}, { startDate: null }), anyDay, "automatic").status).toBe("invited");
  });

  it("is never by itself where the organization sends by hand", () => {
    expect(decideStatus(stateOf(), days("by_hand"), "automatic")).toMatchObject({
      status: "on_hold",
      attention: ["by_hand"],
      sendOn: null,
    });
  });

  it("is what HR decided for the one hire, whatever the organization decided", () => {
    const onDate = stateOf({ plan: { mode: "on_date", date: "2027-02-01" } });
    expect(decideStatus(onDate, days("by_hand"), "automatic")).toMatchObject({
      status: "on_hold",
      attention: ["scheduled"],
      sendOn: "2027-02-01",
    });
    expect(decideStatus(stateOf({ plan: { mode: "at_once", date: null } }), days("by_hand"), "automatic").status).toBe("invited");
    expect(decideStatus(stateOf({ plan: { mode: "by_hand", date: null } }), policy, "automatic")).toMatchObject({
      status: "on_hold",
      attention: ["by_hand"],
    });
  });

  it("moves with the start date", () => {
    const held = decideStatus(stateOf({}, { startDate: start }), days("days_before_start"), "automatic");
    const moved = decideStatus({ ...held, values: { ...held.values, startDate: "2027-04-01" } }, days("days_before_start"), "automatic");
    expect(moved.sendOn).toBe("2027-03-25");
  });
});

describe("somebody who looks like another hire", () => {
  it("waits for HR's word when the other was here first", () => {
    expect(decideStatus(stateOf(), { ...policy, duplicateRank: "second" }, "automatic")).toMatchObject({
      status: "on_hold",
      attention: ["possible_duplicate"],
    });
  });

  it("is marked and waits for nobody when they were here first", () => {
    expect(decideStatus(stateOf(), { ...policy, duplicateRank: "first" }, "automatic")).toMatchObject({
      status: "invited",
      attention: ["possible_duplicate"],
    });
  });

  it.each(["send_anyway", "keep_separate"] as const)("is neither marked nor held once HR said %s", (duplicateDecision) => {
    const decided = stateOf({ duplicateDecision, attention: ["possible_duplicate"] });
    expect(decideStatus(decided, { ...policy, duplicateRank: "second" }, "automatic")).toMatchObject({ status: "invited", attention: [] });
  });
});

describe("where a hire stands after its values changed", () => {
  it("invites a complete one", () => {
    expect(decideStatus(stateOf(), policy, "automatic")).toMatchObject({ status: "invited", missingFields: [], attention: [] });
  });

  it("keeps an incomplete one pending and names what is missing", () => {
    expect(decideStatus(stateOf({}, { jobTitle: null }), policy, "automatic")).toMatchObject({
      status: "pending",
      missingFields: ["jobTitle"],
    });
  });

  it("never invites an incomplete one, not even where a hold would say something else", () => {
    const held = decideStatus(stateOf({}, { jobTitle: null, startDate: "2020-01-01" }), policy, "automatic");
    expect(held).toMatchObject({ status: "pending", attention: [] });
  });

  it("holds who starts before go-live, and releases them when the date moves", () => {
    const held = decideStatus(stateOf({}, { startDate: "2026-12-01" }), policy, "automatic");
    expect(held).toMatchObject({ status: "on_hold", attention: ["before_go_live"] });
    expect(decideStatus(held, { ...policy, inviteFrom: "2026-01-01" }, "automatic")).toMatchObject({ status: "invited", attention: [] });
  });

  it("takes a held one back to pending when a value is lost", () => {
    const held = stateOf({ status: "on_hold", attention: ["by_hand"] }, { personalEmail: null });
    expect(decideStatus(held, { ...policy, invitedBefore: true }, "automatic")).toMatchObject({ status: "pending", attention: [] });
  });

  it.each(["invited", "started"] as const)("leaves one that is %s what it is, complete or not", (status) => {
    expect(decideStatus(stateOf({ status }), policy, "automatic").status).toBe(status);
    const incomplete = decideStatus(stateOf({ status }, { jobTitle: null }), policy, "automatic");
    expect(incomplete).toMatchObject({ status, missingFields: ["jobTitle"] });
  });

  it("keeps marks that are not its own", () => {
    const marked: AttentionCode[] = ["invitation_failed", "start_date_changed"];
    expect(decideStatus(stateOf({ status: "invited", attention: marked }), policy, "automatic").attention).toEqual(marked);
  });
});

describe("a difference to decide", () => {
  const edits = { jobTitle: { by: "Grace", at: editor.at, seen: "Analyst" } };
  const cases: [string, Partial<HireState>, string | null, boolean][] = [
    ["is shown when Greenhouse's value changed after HR's", { edits }, "Engineer", true],
    ["is not shown while Greenhouse says what HR saw", { edits }, "Analyst", false],
    ["is not shown when Greenhouse now says what HR says", { edits }, "Countess", false],
    ["is not shown when Greenhouse has no value any more", { edits }, null, false],
    ["is not shown for a value that is not valid", { edits, problems: { jobTitle: "invalid" } }, "<", false],
    ["is not shown for a field that follows Greenhouse", {}, "Engineer", false],
  ];
  it.each(cases)("%s", (_, rest, theirs, expected) => {
    const hire = stateOf({ ...rest, greenhouseValues: { ...everything, jobTitle: theirs } }, { jobTitle: "Countess" });
    const asked = { ...hire, greenhouseValues: { ...everything, jobTitle: theirs } };
    expect(differsFromGreenhouse(asked, "jobTitle")).toBe(expected);
    expect(decideStatus({ ...asked, status: "invited" }, policy, "automatic").attention.includes("greenhouse_differs")).toBe(expected);
  });
});

describe("what saving would do", () => {
  const hire = {
    status: "pending" as HireStatus,
    requiredFields: [...requiredByDefault],
    hiredOn: null,
    invitations: [],
    isInvitedAgain: false,
    invitationPlan: null,
    duplicateRank: "none" as const,
  };
  const sent = {
    id: "0193a000-0000-7000-8000-000000000000",
    status: "sent" as const,
    trigger: "automatic" as const,
    sentTo: "ada@mail.test",
    sentAt: null,
    acceptedAt: null,
    expiresAt: "2027-01-20T00:00:00.000Z",
    attempts: 1,
    lastError: null,
    isBeingSent: false,
    createdAt: "2027-01-06T00:00:00.000Z",
  };

  it("is told as the server will decide, for every state", () => {
    for (const { state, policy: given } of manyHires()) {
      // Whom an import rule leaves out is not for the browser to foretell.
      const under = { ...given, importRules: [] };
      const seen = {
        status: state.status,
        requiredFields: [...under.required],
        hiredOn: state.hiredOn,
        invitations: under.invitedBefore ? [sent] : [],
        isInvitedAgain: state.statusBefore === "invited" || state.statusBefore === "started",
        invitationPlan: state.plan,
        duplicateRank: under.duplicateRank,
      };
      const effect = saveEffect(seen, state.values, under);
      const { next } = edited(state, nothing, editor, under);
      if (state.status !== "pending" && state.status !== "on_hold") expect(effect).toEqual({ kind: "sends_nothing" });
      else if (next.status === "invited") expect(effect).toEqual({ kind: "invites", to: state.values.personalEmail });
      else if (next.status === "pending") expect(effect).toEqual({ kind: "stays_pending", missing: next.missingFields });
      else {
        expect(effect).toMatchObject({ kind: "holds", sendOn: next.sendOn });
        expect(next.attention).toContain(effect.kind === "holds" ? effect.reason : null);
      }
    }
  });

  it("names the address that the invitation goes to", () => {
    expect(saveEffect(hire, everything, policy)).toEqual({ kind: "invites", to: "ada@mail.test" });
  });

  it("holds who had an invitation before", () => {
    expect(saveEffect({ ...hire, invitations: [sent] }, everything, policy)).toEqual({
      kind: "holds",
      reason: "by_hand",
      sendOn: null,
    });
  });
});

describe("why an invitation cannot be sent", () => {
  const cases: [HireStatus, HireField[], ReturnType<typeof invitationObstacle>][] = [
    ["pending", ["startDate"], "fields_missing"],
    ["pending", [], null],
    ["on_hold", [], null],
    ["invited", [], null],
    ["invited", ["startDate"], "fields_missing"],
    ["started", ["startDate"], "already_started"],
    ["withdrawn", [], "withdrawn"],
    ["excluded", ["startDate"], "excluded"],
  ];
  it.each(cases)("to one that is %s with %j missing: %s", (status, missing, obstacle) => {
    expect(invitationObstacle({ status, missingFields: missing, duplicateRank: "none", suspended: null })).toBe(obstacle);
  });

  it.each(["first", "second"] as const)("to the %s of two about whom nobody decided", (duplicateRank) => {
    expect(invitationObstacle({ status: "on_hold", missingFields: [], duplicateRank, suspended: null })).toBe("duplicate_undecided");
  });
});

describe("how close the first day is", () => {
  const today = "2027-03-01";
  const cases: [string | null, number | null, string][] = [
    [null, null, "unknown"],
    ["2027-02-28", -1, "past"],
    ["2027-03-01", 0, "urgent"],
    ["2027-03-08", 7, "urgent"],
    ["2027-03-09", 8, "soon"],
    ["2027-03-15", 14, "soon"],
    ["2027-03-16", 15, "later"],
  ];
  it.each(cases)("%s is %s days away: %s", (startDate, days, level) => {
    expect(startUrgency(startDate, today)).toEqual({ days, level });
  });

  it("is counted in whole days across a change of the clocks", () => {
    expect(startUrgency("2027-03-29", "2027-03-27").days).toBe(2);
    expect(startUrgency("2027-11-01", "2027-10-30").days).toBe(2);
  });
});

describe("somebody who starts soon and is still pending", () => {
  const today = { ...policy, today: "2027-02-26" };
  it.each([
    ["2027-03-01", ["starts_soon"]],
    ["2027-02-26", ["starts_soon"]],
    ["2027-03-02", []],
    ["2027-02-25", []],
  ])("starting on %s on the 26th of February is marked %j", (startDate, attention) => {
    expect(decideStatus(stateOf({}, { startDate, jobTitle: null }), today, "automatic").attention).toEqual(attention);
  });
});
