import { describe, expect, it } from "vitest";
import { type HireField, hireFields, requiredByDefault } from "@/lib/hire-fields/schema";
import { applyEdit, exclude, include, reconcile, withdraw } from "@/lib/hires/decisions";
import { type AttentionCode, attentionCodes, type FieldView, type HireStatus, hireStatuses } from "@/lib/hires/schema";
import { searchForm, searchText } from "@/lib/hires/search";
import {
  canBecome,
  decideStatus,
  differsFromGreenhouse,
  type FieldValues,
  type HireDraft,
  type HireState,
  holdReason,
  type InvitationPolicy,
  invitationObstacle,
  missingFields,
  saveEffect,
  startUrgency,
  statusTransitions,
} from "@/lib/hires/status";
import { fieldList, missingFieldReason, pendingReason, shownName } from "@/lib/hires/words";
import { timingModes } from "@/lib/settings/schema";

const everything: FieldValues = {
  firstName: "Ada",
  lastName: "Lovelace",
  preferredName: null,
  personalEmail: "ada@mail.test",
  phone: null,
  address: null,
  jobTitle: "Analyst",
  department: null,
  location: null,
  employmentType: "Full-time",
  managerName: null,
  startDate: "2027-03-01",
};

const policy: InvitationPolicy = {
  required: requiredByDefault,
  importRules: [],
  inviteFrom: "2027-01-01",
  invitedBefore: false,
  timing: { mode: "at_once", days: 7 },
  today: "2027-01-05",
  duplicateRank: "none",
};
const editor = { name: "Grace", at: "2027-01-05T09:00:00.000Z" };
const nothing = { changes: {}, take: [], keep: [] };

function draftOf(values: Partial<FieldValues> = {}, rest: Partial<HireDraft> = {}): HireDraft {
  const given = { ...everything, ...values };
  return {
    applicationId: 11,
    candidateId: 22,
    offerId: 33,
    hiredOn: "2027-01-02",
    values: given,
    greenhouseValues: given,
    problems: {},
    unknownFields: [],
    ...rest,
  };
}

function stateOf(rest: Partial<HireState> = {}, values: Partial<FieldValues> = {}): HireState {
  const { unknownFields: _, ...held } = draftOf(values);
  const untouched = { plan: null, sendOn: null, duplicateDecision: null, includedByHr: false };
  return { ...held, status: "pending", attention: [], missingFields: [], edits: {}, ...untouched, ...rest };
}

/** The state after Greenhouse said `draft`, whether or not that changed anything. */
function heard(existing: HireState | null, draft: HireDraft, under: InvitationPolicy = policy): HireState {
  const outcome = reconcile(existing, draft, under);
  if (outcome.kind !== "unchanged") return outcome.next;
  if (!existing) throw new Error("a first draft cannot change nothing");
  return existing;
}

/** A thousand hires in every status, with and without values, edits, problems and marks; the same ones at every run. */
function manyHires(): { state: HireState; draft: HireDraft; policy: InvitationPolicy }[] {
  let seed = 20270301;
  const chance = (of: number) => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    // The low bits of this generator repeat; the high ones do not.
    return Math.floor(seed / 65536) % of;
  };
  const someValues = () =>
    Object.fromEntries(
      hireFields.map((field) => [
        field,
        chance(4) === 0 ? null : field === "startDate" ? `2027-0${1 + chance(9)}-01` : `${field} ${chance(3)}`,
      ]),
    ) as FieldValues;
  return Array.from({ length: 1000 }, () => {
    const values = someValues();
    const edits = Object.fromEntries(
      hireFields.filter(() => chance(5) === 0).map((field) => [field, { by: "Grace", at: editor.at, seen: someValues()[field] }]),
    );
    const status = hireStatuses[chance(hireStatuses.length)] ?? "pending";
    const attention = attentionCodes.filter(() => chance(6) === 0);
    const draftValues = someValues();
    const greenhouseValues = someValues();
    return {
      state: stateOf({ status, attention: [...attention], values, greenhouseValues: someValues(), edits }),
      draft: draftOf({}, { values: draftValues, greenhouseValues, problems: chance(3) === 0 ? { phone: "invalid" } : {} }),
      policy: {
        required: chance(2) === 0 ? requiredByDefault : (["personalEmail"] as const),
        importRules: chance(4) === 0 ? [{ field: "jobTitle", is: "none_of", values: ["jobTitle 1"] }] : [],
        inviteFrom: `2027-0${1 + chance(9)}-15`,
        invitedBefore: chance(2) === 0,
        timing: { mode: chance(3) === 0 ? (timingModes[chance(timingModes.length)] ?? "at_once") : "at_once", days: chance(90) },
        today: `2027-0${1 + chance(9)}-20`,
        duplicateRank: (["none", "none", "none", "none", "first", "second"] as const)[chance(6)] ?? "none",
      },
    };
  });
}

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
    expect(holdReason(hire, { ...policy, invitedBefore })?.reason ?? null).toBe(expected);
  });
});

describe("when an invitation goes out", () => {
  const start = "2027-03-01";
  const days = (mode: InvitationPolicy["timing"]["mode"], count = 7) => ({ ...policy, timing: { mode, days: count } });

  it("is so many days before the start, in the organization's calendar", () => {
    expect(decideStatus(stateOf({}, { startDate: start }), days("days_before_start"))).toMatchObject({
      status: "on_hold",
      attention: ["scheduled"],
      sendOn: "2027-02-22",
    });
    expect(decideStatus(stateOf({}, { startDate: start }), { ...days("days_before_start"), today: "2027-02-22" })).toMatchObject({
      status: "invited",
      sendOn: null,
    });
  });

  it("is at once for somebody who starts sooner than that, or whose day is not known", () => {
    expect(decideStatus(stateOf({}, { startDate: "2027-01-08" }), days("days_before_start")).status).toBe("invited");
    const anyDay = { ...days("days_before_start"), required: ["firstName" as const] };
    expect(decideStatus(stateOf({}, { startDate: null }), anyDay).status).toBe("invited");
  });

  it("is never by itself where the organization sends by hand", () => {
    expect(decideStatus(stateOf(), days("by_hand"))).toMatchObject({ status: "on_hold", attention: ["by_hand"], sendOn: null });
  });

  it("is what HR decided for the one hire, whatever the organization decided", () => {
    const onDate = stateOf({ plan: { mode: "on_date", date: "2027-02-01" } });
    expect(decideStatus(onDate, days("by_hand"))).toMatchObject({ status: "on_hold", attention: ["scheduled"], sendOn: "2027-02-01" });
    expect(decideStatus(stateOf({ plan: { mode: "at_once", date: null } }), days("by_hand")).status).toBe("invited");
    expect(decideStatus(stateOf({ plan: { mode: "by_hand", date: null } }), policy)).toMatchObject({
      status: "on_hold",
      attention: ["by_hand"],
    });
  });

  it("moves with the start date", () => {
    const held = decideStatus(stateOf({}, { startDate: start }), days("days_before_start"));
    const moved = decideStatus({ ...held, values: { ...held.values, startDate: "2027-04-01" } }, days("days_before_start"));
    expect(moved.sendOn).toBe("2027-03-25");
  });
});

describe("somebody who looks like another hire", () => {
  it("waits for HR's word when the other was here first", () => {
    expect(decideStatus(stateOf(), { ...policy, duplicateRank: "second" })).toMatchObject({
      status: "on_hold",
      attention: ["possible_duplicate"],
    });
  });

  it("is marked and waits for nobody when they were here first", () => {
    expect(decideStatus(stateOf(), { ...policy, duplicateRank: "first" })).toMatchObject({
      status: "invited",
      attention: ["possible_duplicate"],
    });
  });

  it.each(["send_anyway", "keep_separate"] as const)("is neither marked nor held once HR said %s", (duplicateDecision) => {
    const decided = stateOf({ duplicateDecision, attention: ["possible_duplicate"] });
    expect(decideStatus(decided, { ...policy, duplicateRank: "second" })).toMatchObject({ status: "invited", attention: [] });
  });
});

describe("where a hire stands after its values changed", () => {
  it("invites a complete one", () => {
    expect(decideStatus(stateOf(), policy)).toMatchObject({ status: "invited", missingFields: [], attention: [] });
  });

  it("keeps an incomplete one pending and names what is missing", () => {
    expect(decideStatus(stateOf({}, { jobTitle: null }), policy)).toMatchObject({ status: "pending", missingFields: ["jobTitle"] });
  });

  it("never invites an incomplete one, not even where a hold would say something else", () => {
    const held = decideStatus(stateOf({}, { jobTitle: null, startDate: "2020-01-01" }), policy);
    expect(held).toMatchObject({ status: "pending", attention: [] });
  });

  it("holds who starts before go-live, and releases them when the date moves", () => {
    const held = decideStatus(stateOf({}, { startDate: "2026-12-01" }), policy);
    expect(held).toMatchObject({ status: "on_hold", attention: ["before_go_live"] });
    expect(decideStatus(held, { ...policy, inviteFrom: "2026-01-01" })).toMatchObject({ status: "invited", attention: [] });
  });

  it("takes a held one back to pending when a value is lost", () => {
    const held = stateOf({ status: "on_hold", attention: ["by_hand"] }, { personalEmail: null });
    expect(decideStatus(held, { ...policy, invitedBefore: true })).toMatchObject({ status: "pending", attention: [] });
  });

  it.each(["invited", "started"] as const)("leaves one that is %s what it is, complete or not", (status) => {
    expect(decideStatus(stateOf({ status }), policy).status).toBe(status);
    const incomplete = decideStatus(stateOf({ status }, { jobTitle: null }), policy);
    expect(incomplete).toMatchObject({ status, missingFields: ["jobTitle"] });
  });

  it("keeps marks that are not its own", () => {
    const marked: AttentionCode[] = ["invitation_failed", "start_date_changed"];
    expect(decideStatus(stateOf({ status: "invited", attention: marked }), policy).attention).toEqual(marked);
  });
});

describe("hearing of a hire again from Greenhouse", () => {
  it("creates an unknown one and invites it at once when it is complete", () => {
    expect(reconcile(null, draftOf(), policy)).toMatchObject({ kind: "create", next: { status: "invited", edits: {} } });
  });

  it("creates an incomplete one as pending", () => {
    expect(reconcile(null, draftOf({ startDate: null }), policy)).toMatchObject({
      kind: "create",
      next: { status: "pending", missingFields: ["startDate"] },
    });
  });

  it("changes nothing the second time it hears the same, in whatever state the hire was", () => {
    for (const { state, draft, policy: under } of manyHires()) {
      const once = heard(state, draft, under);
      expect(reconcile(once, draft, under)).toEqual({ kind: "unchanged" });
    }
  });

  it("changes nothing the second time for a hire it has just created", () => {
    for (const { draft, policy: under } of manyHires())
      expect(reconcile(heard(null, draft, under), draft, under)).toEqual({ kind: "unchanged" });
  });

  it("leaves HR's fields HR's, and follows Greenhouse in all others", () => {
    for (const { state, draft, policy: under } of manyHires()) {
      const next = heard(state, draft, under);
      for (const field of hireFields) {
        expect(next.values[field]).toBe((state.edits[field] ? state : draft).values[field]);
        expect(next.edits[field]).toEqual(state.edits[field]);
      }
    }
  });

  it("keeps HR's value when Greenhouse loses its own, so that nobody falls back to pending", () => {
    const mine = stateOf(
      { status: "on_hold", attention: ["by_hand"], edits: { jobTitle: { by: "Grace", at: editor.at, seen: "Analyst" } } },
      { jobTitle: "Countess" },
    );
    const next = heard(mine, draftOf({ jobTitle: null }), { ...policy, invitedBefore: true });
    expect(next.values.jobTitle).toBe("Countess");
    expect(next.status).toBe("on_hold");
  });

  it("invites a pending one whose last missing value arrives", () => {
    const pending = heard(null, draftOf({ personalEmail: null }));
    expect(reconcile(pending, draftOf(), policy)).toMatchObject({ kind: "update", next: { status: "invited", missingFields: [] } });
  });

  it.each([
    ["address_changed", { personalEmail: "ada@new.test" }],
    ["start_date_changed", { startDate: "2027-04-01" }],
  ] as const)("marks an invited one with %s when that changes after the mail went out", (code, values) => {
    const invited = stateOf({ status: "invited" });
    expect(heard(invited, draftOf(values)).attention).toEqual([code]);
  });

  it("marks neither while the hire is not invited yet, nor for a value that only went away", () => {
    expect(
      heard(stateOf({ status: "pending" }, { jobTitle: null }), draftOf({ jobTitle: null, startDate: "2027-04-01" })).attention,
    ).toEqual([]);
    expect(heard(stateOf({ status: "invited" }), draftOf({ personalEmail: null, startDate: null })).attention).toEqual([]);
  });

  it("never sends a person who was invited and is hired again a second invitation by itself", () => {
    const out = withdraw(stateOf({ status: "invited" }));
    if (!out) throw new Error("an invited hire can be withdrawn");
    expect(heard(out, draftOf(), { ...policy, invitedBefore: true })).toMatchObject({ status: "on_hold", attention: ["by_hand"] });
  });

  it("brings a withdrawn one back as what it would be today", () => {
    const out = stateOf({ status: "withdrawn" });
    expect(heard(out, draftOf()).status).toBe("invited");
    expect(heard(out, draftOf({ lastName: null })).status).toBe("pending");
  });
});

describe("Greenhouse is no longer of the opinion that a person is hired", () => {
  it.each(hireStatuses.filter((status) => status !== "withdrawn"))("takes one that is %s out, with its marks", (status) => {
    expect(withdraw(stateOf({ status, attention: ["starts_soon"] }))).toMatchObject({ status: "withdrawn", attention: [] });
  });

  it("does nothing to one that is out already", () => {
    expect(withdraw(stateOf({ status: "withdrawn" }))).toBeNull();
  });

  it("keeps values and HR's edits for the day they return", () => {
    const mine = stateOf({ edits: { phone: { by: "Grace", at: editor.at, seen: null } } }, { phone: "+1 555" });
    expect(withdraw(mine)).toMatchObject({ values: mine.values, edits: mine.edits });
  });
});

describe("the table of statuses", () => {
  it("has every change that settling, hearing again and withdrawing make", () => {
    const seen = new Set<string>();
    for (const { state, draft, policy: under } of manyHires()) {
      const steps = [
        decideStatus(state, under),
        heard(state, draft, under),
        withdraw(state),
        applyEdit(state, nothing, editor, under).next,
      ];
      for (const next of steps) {
        if (!next) continue;
        expect(canBecome(state.status, next.status), `${state.status} → ${next.status}`).toBe(true);
        if (state.status !== next.status) seen.add(`${state.status} → ${next.status}`);
      }
    }
    // Otherwise the loop above would prove nothing.
    expect(seen.size).toBeGreaterThan(10);
  });

  it("lets nobody who has started go back, except out", () => {
    expect(statusTransitions.started).toEqual(["withdrawn"]);
  });

  it("lets nobody but an invited one start", () => {
    const before = hireStatuses.filter((from) => from !== "started" && canBecome(from, "started"));
    expect(before).toEqual(["invited"]);
  });

  it("allows staying", () => {
    for (const status of hireStatuses) expect(canBecome(status, status)).toBe(true);
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
    expect(decideStatus({ ...asked, status: "invited" }, policy).attention.includes("greenhouse_differs")).toBe(expected);
  });
});

describe("HR's edit", () => {
  it("makes a changed field HR's, and notes what Greenhouse said then", () => {
    const { next, changed } = applyEdit(stateOf(), { ...nothing, changes: { jobTitle: "Countess" } }, editor, policy);
    expect(next.values.jobTitle).toBe("Countess");
    expect(next.edits).toEqual({ jobTitle: { by: "Grace", at: editor.at, seen: "Analyst" } });
    expect(changed).toEqual({ jobTitle: ["Analyst", "Countess"] });
  });

  it("leaves a field that is set to what it already is Greenhouse's", () => {
    const { next, changed } = applyEdit(stateOf(), { ...nothing, changes: { jobTitle: "Analyst" } }, editor, policy);
    expect(next.edits).toEqual({});
    expect(changed).toEqual({});
  });

  it("survives every later sync", () => {
    const { next } = applyEdit(stateOf(), { ...nothing, changes: { startDate: "2027-05-01" } }, editor, policy);
    expect(heard(next, draftOf({ startDate: "2027-06-01" }))).toMatchObject({
      values: { startDate: "2027-05-01" },
      attention: ["greenhouse_differs"],
    });
  });

  it("completes the record with the last missing field, and the record is invited", () => {
    const pending = stateOf({ missingFields: ["startDate"] }, { startDate: null });
    expect(applyEdit(pending, { ...nothing, changes: { startDate: "2027-03-01" } }, editor, policy).next.status).toBe("invited");
  });

  it("can take a value away, and the record is pending again", () => {
    const held = stateOf({ status: "on_hold", attention: ["by_hand"] });
    expect(applyEdit(held, { ...nothing, changes: { lastName: null } }, editor, policy).next).toMatchObject({
      status: "pending",
      missingFields: ["lastName"],
    });
  });

  it("answers a changed start date: the mark is gone once HR set one", () => {
    const marked = stateOf({ status: "invited", attention: ["start_date_changed", "invitation_failed"] });
    expect(applyEdit(marked, { ...nothing, changes: { startDate: "2027-09-01" } }, editor, policy).next.attention).toEqual([
      "invitation_failed",
    ]);
    expect(applyEdit(marked, { ...nothing, changes: { phone: "+1 555" } }, editor, policy).next.attention).toContain("start_date_changed");
  });

  describe("on a difference", () => {
    const mine = () => {
      const state = stateOf(
        { status: "invited", edits: { jobTitle: { by: "Grace", at: editor.at, seen: "Analyst" } } },
        { jobTitle: "Countess" },
      );
      return decideStatus({ ...state, greenhouseValues: { ...everything, jobTitle: "Engineer" } }, policy);
    };

    it("takes Greenhouse's value and follows it from then on", () => {
      const { next, changed } = applyEdit(mine(), { ...nothing, take: ["jobTitle"] }, editor, policy);
      expect(next).toMatchObject({ values: { jobTitle: "Engineer" }, edits: {}, attention: [] });
      expect(changed).toEqual({ jobTitle: ["Countess", "Engineer"] });
      expect(heard(next, draftOf({ jobTitle: "Director" })).values.jobTitle).toBe("Director");
    });

    it("keeps ours, and asks again only when Greenhouse changes once more", () => {
      const { next, changed } = applyEdit(mine(), { ...nothing, keep: ["jobTitle"] }, editor, policy);
      expect(changed).toEqual({});
      expect(next.values.jobTitle).toBe("Countess");
      expect(next.attention).toEqual([]);
      expect(heard(next, draftOf({ jobTitle: "Engineer" })).attention).toEqual([]);
      expect(heard(next, draftOf({ jobTitle: "Director" })).attention).toEqual(["greenhouse_differs"]);
    });

    it("never takes a value that is not valid", () => {
      const state = stateOf({
        problems: { personalEmail: "only_work_address" },
        edits: { personalEmail: { by: "Grace", at: editor.at, seen: null } },
      });
      const { next } = applyEdit(state, { ...nothing, take: ["personalEmail"] }, editor, policy);
      expect(next).toMatchObject({ values: { personalEmail: null }, status: "pending", missingFields: ["personalEmail"] });
    });

    it("keeps what is not HR's as it is", () => {
      const { next, changed } = applyEdit(stateOf(), { ...nothing, keep: ["phone"] }, editor, policy);
      expect(next.edits).toEqual({});
      expect(changed).toEqual({});
    });
  });

  it("changes neither the record it was given nor the values of fields it does not name", () => {
    for (const { state, policy: under } of manyHires().slice(0, 200)) {
      const before = structuredClone(state);
      const { next } = applyEdit(state, { ...nothing, changes: { jobTitle: "Countess" } }, editor, under);
      expect(state).toEqual(before);
      for (const field of hireFields) if (field !== "jobTitle") expect(next.values[field]).toBe(state.values[field]);
    }
  });
});

describe("searching", () => {
  it.each([
    ["lukasz", "Łukasz Żółć"],
    ["zolc", "Łukasz Żółć"],
    ["SOREN", "Søren"],
    ["strasse", "Straße"],
    ["o'neill", "O'Neill"],
    ["nguyen", "Nguyễn"],
    ["aegir", "Ægir"],
    ["istanbul", "İstanbul"],
  ])("for “%s” finds “%s”", (typed, name) => {
    expect(searchForm(name)).toContain(searchForm(typed));
  });

  it("finds a hire by name, called name, e-mail and job, and not by phone", () => {
    const text = searchText({ ...everything, preferredName: "Countess", phone: "555" });
    for (const typed of ["ada lovelace", "countess", "ada@mail.test", "analyst"]) expect(text).toContain(searchForm(typed));
    expect(text).not.toContain("555");
  });

  it("keeps scripts without accents as they are", () => {
    expect(searchForm("李小龍")).toBe("李小龍");
  });

  it("reads the same twice", () => {
    for (const name of ["Łukasz", "İstanbul", "Straße", "  a   b "]) expect(searchForm(searchForm(name))).toBe(searchForm(name));
  });
});

describe("the sentence on a pending hire", () => {
  const cases: [HireField[], string | null][] = [
    [[], null],
    [["startDate"], "The start date is missing."],
    [["personalEmail", "startDate"], "The personal email and start date are missing."],
    [["firstName", "jobTitle", "startDate"], "The first name, job title and start date are missing."],
  ];
  it.each(cases)("for %j is %s", (missing, sentence) => {
    expect(pendingReason(missing)).toBe(sentence);
  });

  it("tells a work address, an invalid value and an absent one apart", () => {
    expect(missingFieldReason("personalEmail", { greenhouseValue: "ada@work.test", problem: "only_work_address" })).toContain(
      "only has a work email",
    );
    expect(missingFieldReason("startDate", { greenhouseValue: "soon", problem: "invalid" })).toContain(
      "“soon” from Greenhouse isn’t valid",
    );
    expect(missingFieldReason("startDate", { greenhouseValue: null, problem: null })).toContain(
      "No start date on the accepted offer in Greenhouse",
    );
  });

  it("lists nothing as nothing", () => {
    expect(fieldList([])).toBe("");
  });
});

describe("what saving would do", () => {
  const hire = {
    status: "pending" as HireStatus,
    requiredFields: [...requiredByDefault],
    hiredOn: null,
    invitations: [],
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
        invitationPlan: state.plan,
        duplicateRank: under.duplicateRank,
      };
      const effect = saveEffect(seen, state.values, under);
      const { next } = applyEdit(state, nothing, editor, under);
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
    expect(invitationObstacle({ status, missingFields: missing })).toBe(obstacle);
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

describe("names and dates in words", () => {
  const view = (value: string | null): FieldView => ({
    value,
    source: null,
    greenhouseValue: null,
    problem: null,
    differs: false,
    editedBy: null,
    editedAt: null,
  });
  const named = (firstName: string | null, lastName: string | null) => ({
    fields: {
      ...(Object.fromEntries(hireFields.map((field) => [field, view(null)])) as Record<HireField, FieldView>),
      firstName: view(firstName),
      lastName: view(lastName),
    },
    greenhouse: { candidateId: 22, applicationId: 11, offerId: 33 },
  });

  it("lists a hire without a name by Greenhouse's number, so that no row is blank", () => {
    expect(shownName(named("Ada", "Lovelace"))).toBe("Ada Lovelace");
    expect(shownName(named(null, "Lovelace"))).toBe("Lovelace");
    expect(shownName(named(null, null))).toBe("Candidate 22");
  });
});

describe("a field that the connection cannot know", () => {
  it("keeps the value that is held, and Greenhouse's last word on it", () => {
    const held = heard(null, draftOf({ department: "Care", managerName: "Kate Austen" }));
    const draft = draftOf({ department: null, managerName: null }, { unknownFields: ["department", "managerName"] });
    expect(reconcile(held, draft, { ...policy, invitedBefore: true })).toEqual({ kind: "unchanged" });
  });

  it("does not empty a required field, so that nobody becomes pending by a permission that was taken away", () => {
    const held = heard(null, draftOf());
    const next = reconcile(held, draftOf({ jobTitle: null, phone: "1" }, { unknownFields: ["jobTitle"] }), {
      ...policy,
      invitedBefore: true,
    });
    expect(next).toMatchObject({ kind: "update", next: { status: "invited", missingFields: [], values: { jobTitle: "Analyst" } } });
  });

  it("is empty for somebody who is new", () => {
    expect(heard(null, draftOf({ location: null }, { unknownFields: ["location"] })).values.location).toBeNull();
  });
});

describe("whom an import rule leaves out", () => {
  const rules: InvitationPolicy = { ...policy, importRules: [{ field: "jobTitle", is: "none_of", values: ["analyst"] }] };

  it("is not taken, complete or not, and is told why", () => {
    for (const draft of [draftOf(), draftOf({ startDate: null })]) {
      expect(heard(null, draft, rules)).toMatchObject({ status: "excluded", attention: ["import_rule"] });
    }
  });

  it("is kept up to date, and taken as soon as no rule leaves them out", () => {
    const left = heard(null, draftOf(), rules);
    expect(heard(left, draftOf({ location: "Berlin" }), rules)).toMatchObject({ status: "excluded", values: { location: "Berlin" } });
    expect(heard(left, draftOf({ jobTitle: "Engineer" }), rules)).toMatchObject({ status: "invited", attention: [] });
    expect(decideStatus(left, policy)).toMatchObject({ status: "invited", attention: [] });
  });

  it("can be taken by hand, and stays taken", () => {
    const taken = include(heard(null, draftOf({ startDate: null }), rules), rules);
    expect(taken).toMatchObject({ status: "pending", includedByHr: true });
    if (taken) expect(decideStatus(taken, rules).status).toBe("pending");
  });

  it("is still invited when the invitation went out before the rule was made", () => {
    expect(decideStatus(stateOf({ status: "invited" }), rules).status).toBe("invited");
  });
});

describe("whom HR excluded", () => {
  it("stays excluded whatever Greenhouse says, until HR takes them back", () => {
    const excluded = exclude(stateOf());
    if (!excluded) throw new Error("a pending hire can be excluded");
    expect(heard(excluded, draftOf({ location: "Berlin" }))).toMatchObject({ status: "excluded", attention: ["excluded_by_hr"] });
    expect(include(excluded, policy)).toMatchObject({ status: "invited" });
  });

  it("is never somebody whose invitation has gone out", () => {
    expect(exclude(stateOf({ status: "invited" }))).toBeNull();
    expect(include(stateOf({ status: "invited" }), policy)).toBeNull();
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
    expect(decideStatus(stateOf({}, { startDate, jobTitle: null }), today).attention).toEqual(attention);
  });
});
