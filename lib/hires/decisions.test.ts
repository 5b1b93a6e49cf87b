import { describe, expect, it } from "vitest";
import { afterOf, draftOf, edited, editor, everything, heard, manyHires, nothing, policy, stateOf } from "@/e2e/fixtures/hire-states";
import { hireFields } from "@/lib/hire-fields/fields";
import { failInvitation, markSeen, note } from "@/lib/hires/attention/decisions";
import type { DecisionContext } from "@/lib/hires/change";
import { hireStatuses } from "@/lib/hires/codes";
import { edit, exclude, include, reconcile, remind, send, setField, start } from "@/lib/hires/decisions";
import { decideDuplicate, followDuplicate, settleDuplicate } from "@/lib/hires/duplicates/decisions";
import { plan } from "@/lib/hires/plan/decisions";
import { canBecome, decideStatus, type HireState, statusTransitions } from "@/lib/hires/status";
import { giveUp, lose } from "@/lib/hires/suspension/decisions";

describe("the table of statuses", () => {
  it("has every change that the deciders make", () => {
    const seen = new Set<string>();
    for (const { state, draft, policy: under } of manyHires()) {
      const steps = [
        decideStatus(state, under, "automatic"),
        heard(state, draft, under),
        lose(state, under).next,
        giveUp(state, under.now).next,
        afterOf(exclude(state)),
        afterOf(include(state, under)),
        afterOf(start(state)),
        afterOf(send(state, under)),
        afterOf(plan(state, { mode: "at_once", date: null }, under)),
        ...(["send_anyway", "keep_separate", "exclude"] as const).map((decision) => afterOf(decideDuplicate(state, decision, under))),
        edited(state, nothing, editor, under).next,
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

  it("lets nobody start but one who was invited, or had started and is hired again", () => {
    const before = hireStatuses.filter((from) => from !== "started" && canBecome(from, "started"));
    expect(before).toEqual(["invited", "withdrawn"]);
  });

  it("allows staying", () => {
    for (const status of hireStatuses) expect(canBecome(status, status)).toBe(true);
  });
});

describe("hearing of a hire again from Greenhouse", () => {
  it("creates an unknown one and invites it at once when it is complete", () => {
    expect(reconcile(null, draftOf(), policy)).toMatchObject({ next: { status: "invited", edits: {} }, by: "greenhouse" });
  });

  it("creates an incomplete one as pending", () => {
    expect(reconcile(null, draftOf({ startDate: null }), policy)).toMatchObject({
      next: { status: "pending", missingFields: ["startDate"] },
    });
  });

  it("changes nothing the second time it hears the same, in whatever state the hire was", () => {
    for (const { state, draft, policy: under } of manyHires()) {
      const once = heard(state, draft, under);
      expect(reconcile(once, draft, under)).toEqual({ next: once });
    }
  });

  it("changes nothing the second time for a hire it has just created", () => {
    for (const { draft, policy: under } of manyHires()) {
      const once = heard(null, draft, under);
      expect(reconcile(once, draft, under).next).toBe(once);
    }
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
    expect(reconcile(pending, draftOf(), policy)).toMatchObject({ next: { status: "invited", missingFields: [] } });
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

  it("brings a withdrawn one back as what it would be today", () => {
    const out = stateOf({ status: "withdrawn" });
    expect(heard(out, draftOf()).status).toBe("invited");
    expect(heard(out, draftOf({ lastName: null })).status).toBe("pending");
  });
});

describe("a field that the connection cannot know", () => {
  it("keeps the value that is held, and Greenhouse's last word on it", () => {
    const held = heard(null, draftOf({ department: "Care", managerName: "Kate Austen" }));
    const draft = draftOf({ department: null, managerName: null }, { unknownFields: ["department", "managerName"] });
    expect(reconcile(held, draft, { ...policy, invitedBefore: true }).next).toBe(held);
  });

  it("does not empty a required field, so that nobody becomes pending by a permission that was taken away", () => {
    const held = heard(null, draftOf());
    const next = reconcile(held, draftOf({ jobTitle: null, phone: "1" }, { unknownFields: ["jobTitle"] }), {
      ...policy,
      invitedBefore: true,
    });
    expect(next).toMatchObject({ next: { status: "invited", missingFields: [], values: { jobTitle: "Analyst" } } });
  });

  it("is empty for someone who is new", () => {
    expect(heard(null, draftOf({ location: null }, { unknownFields: ["location"] })).values.location).toBeNull();
  });
});

describe("a value that waits for a translation", () => {
  const untranslated = draftOf(
    { department: null },
    { greenhouseValues: { ...everything, department: "ENG-2" }, problems: { department: "untranslated" } },
  );

  it("makes the hire pending although the field is not required, until HR fills it in", () => {
    const { next } = reconcile(null, untranslated, policy);
    expect(next).toMatchObject({ status: "pending", missingFields: ["department"] });
    const filled = edit(next, { ...nothing, changes: { department: "Engineering" } }, editor, policy);
    expect(filled).toMatchObject({ next: { status: "invited", missingFields: [] } });
  });

  it("or until a translation names it", () => {
    const { next } = reconcile(null, untranslated, policy);
    expect(reconcile(next, draftOf({ department: "Engineering" }), policy)).toMatchObject({ next: { status: "invited" } });
  });

  it("and does not, where the organization leaves such values empty", () => {
    const empty = { ...untranslated, problems: { department: "left_empty" as const } };
    expect(reconcile(null, empty, policy)).toMatchObject({ next: { status: "invited", values: { department: null } } });
  });
});

describe("HR's edit", () => {
  it("makes a changed field HR's, and notes what Greenhouse said then", () => {
    const { next, changed } = edited(stateOf(), { ...nothing, changes: { jobTitle: "Countess" } }, editor, policy);
    expect(next.values.jobTitle).toBe("Countess");
    expect(next.edits).toEqual({ jobTitle: { by: "Grace", at: editor.at, seen: "Analyst" } });
    expect(changed).toEqual({ jobTitle: ["Analyst", "Countess"] });
  });

  it("leaves a field that is set to what it already is Greenhouse's", () => {
    const { next, changed } = edited(stateOf(), { ...nothing, changes: { jobTitle: "Analyst" } }, editor, policy);
    expect(next.edits).toEqual({});
    expect(changed).toEqual({});
  });

  it("survives every later sync", () => {
    const { next } = edited(stateOf(), { ...nothing, changes: { startDate: "2027-05-01" } }, editor, policy);
    expect(heard(next, draftOf({ startDate: "2027-06-01" }))).toMatchObject({
      values: { startDate: "2027-05-01" },
      attention: ["greenhouse_differs"],
    });
  });

  it("completes the record with the last missing field, and the record is invited", () => {
    const pending = stateOf({ missingFields: ["startDate"] }, { startDate: null });
    expect(edited(pending, { ...nothing, changes: { startDate: "2027-03-01" } }, editor, policy).next.status).toBe("invited");
  });

  it("can take a value away, and the record is pending again", () => {
    const held = stateOf({ status: "on_hold", attention: ["by_hand"] });
    expect(edited(held, { ...nothing, changes: { lastName: null } }, editor, policy).next).toMatchObject({
      status: "pending",
      missingFields: ["lastName"],
    });
  });

  it("answers a changed start date: the mark is gone once HR set one", () => {
    const marked = stateOf({ status: "invited", attention: ["start_date_changed", "invitation_failed"] });
    expect(edited(marked, { ...nothing, changes: { startDate: "2027-09-01" } }, editor, policy).next.attention).toEqual([
      "invitation_failed",
    ]);
    expect(edited(marked, { ...nothing, changes: { phone: "+1 555" } }, editor, policy).next.attention).toContain("start_date_changed");
  });

  describe("on a difference", () => {
    const mine = () => {
      const state = stateOf(
        { status: "invited", edits: { jobTitle: { by: "Grace", at: editor.at, seen: "Analyst" } } },
        { jobTitle: "Countess" },
      );
      return decideStatus({ ...state, greenhouseValues: { ...everything, jobTitle: "Engineer" } }, policy, "automatic");
    };

    it("takes Greenhouse's value and follows it from then on", () => {
      const { next, changed } = edited(mine(), { ...nothing, take: ["jobTitle"] }, editor, policy);
      expect(next).toMatchObject({ values: { jobTitle: "Engineer" }, edits: {}, attention: [] });
      expect(changed).toEqual({ jobTitle: ["Countess", "Engineer"] });
      expect(heard(next, draftOf({ jobTitle: "Director" })).values.jobTitle).toBe("Director");
    });

    it("keeps ours, and asks again only when Greenhouse changes once more", () => {
      const { next, changed } = edited(mine(), { ...nothing, keep: ["jobTitle"] }, editor, policy);
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
      const { next } = edited(state, { ...nothing, take: ["personalEmail"] }, editor, policy);
      expect(next).toMatchObject({ values: { personalEmail: null }, status: "pending", missingFields: ["personalEmail"] });
    });

    it("keeps what is not HR's as it is", () => {
      const { next, changed } = edited(stateOf(), { ...nothing, keep: ["phone"] }, editor, policy);
      expect(next.edits).toEqual({});
      expect(changed).toEqual({});
    });
  });

  it("changes neither the record it was given nor the values of fields it does not name", () => {
    for (const { state, policy: under } of manyHires().slice(0, 200)) {
      const before = structuredClone(state);
      const { next } = edited(state, { ...nothing, changes: { jobTitle: "Countess" } }, editor, under);
      expect(state).toEqual(before);
      for (const field of hireFields) if (field !== "jobTitle") expect(next.values[field]).toBe(state.values[field]);
    }
  });
});

describe("a hire whom an import rule excludes", () => {
  const rules: DecisionContext = { ...policy, importRules: [{ field: "jobTitle", is: "none_of", values: ["analyst"] }] };

  it("is not taken, complete or not, and is told why", () => {
    for (const draft of [draftOf(), draftOf({ startDate: null })]) {
      expect(heard(null, draft, rules)).toMatchObject({ status: "excluded", attention: ["import_rule"] });
    }
  });

  it("is kept up to date, and taken as soon as no rule leaves them out", () => {
    const left = heard(null, draftOf(), rules);
    expect(heard(left, draftOf({ location: "Berlin" }), rules)).toMatchObject({ status: "excluded", values: { location: "Berlin" } });
    expect(heard(left, draftOf({ jobTitle: "Engineer" }), rules)).toMatchObject({ status: "invited", attention: [] });
    expect(decideStatus(left, policy, "automatic")).toMatchObject({ status: "invited", attention: [] });
  });

  it("can be taken by hand, and stays taken", () => {
    const taken = afterOf(include(heard(null, draftOf({ startDate: null }), rules), rules));
    expect(taken).toMatchObject({ status: "pending", includedByHr: true });
    if (taken) expect(decideStatus(taken, rules, "automatic").status).toBe("pending");
  });

  it("is still invited when the invitation went out before the rule was made", () => {
    expect(decideStatus(stateOf({ status: "invited" }), rules, "automatic").status).toBe("invited");
  });
});

describe("a hire whom HR excluded", () => {
  it("stays excluded whatever Greenhouse says, until HR takes them back", () => {
    const excluded = afterOf(exclude(stateOf()));
    if (!excluded) throw new Error("a pending hire can be excluded");
    expect(heard(excluded, draftOf({ location: "Berlin" }))).toMatchObject({ status: "excluded", attention: ["excluded_by_hr"] });
    expect(include(excluded, policy)).toMatchObject({ next: { status: "invited" } });
  });

  it("is never somebody whose invitation has gone out", () => {
    expect(exclude(stateOf({ status: "invited" }))).toEqual({ refused: "already_invited" });
    expect(include(stateOf({ status: "invited" }), policy)).toEqual({ refused: "not_excluded" });
  });
});

describe("a person's verbs", () => {
  const context = { ...policy, invitations: [], now: new Date(editor.at) };
  const undecided = { ...context, duplicateRank: "first" as const };
  const held = (rest: Partial<HireState> = {}) => stateOf({ status: "on_hold", attention: ["by_hand"], ...rest });

  it("send one who is ready, and answer every mark that a new invitation answers", () => {
    const failed = stateOf({ status: "invited", attention: ["invitation_failed", "address_changed", "note_from_new_hire"] });
    expect(send(failed, context)).toMatchObject({ next: { status: "invited", attention: ["note_from_new_hire"] }, invitations: "resend" });
    expect(send(held(), context)).toMatchObject({ next: { status: "invited", attention: [] }, invitations: "resend" });
  });

  it("say why nothing is sent", () => {
    const earlier = {
      trigger: "resend" as const,
      sentTo: "ada@mail.test",
      createdAt: new Date(Date.parse(editor.at) - 10_000),
      hasFailed: false,
    };
    expect(send(stateOf({ status: "started" }), context)).toEqual({ refused: { code: "already_started" } });
    expect(send(stateOf({}, { jobTitle: null }), undecided)).toEqual({ refused: { code: "fields_missing", fields: ["jobTitle"] } });
    expect(send(held(), undecided)).toEqual({ refused: { code: "duplicate_undecided" } });
    expect(send(held(), { ...context, invitations: [earlier] })).toEqual({ refused: { code: "resend_too_soon", waitSeconds: 50 } });
  });

  it("plan an invitation that was not sent, unless it is open whether the hire is a duplicate", () => {
    const onDate = { mode: "on_date" as const, date: "2027-02-01" };
    expect(plan(held(), onDate, policy)).toMatchObject({ next: { plan: onDate, sendOn: "2027-02-01" } });
    expect(plan(held(), onDate, undecided)).toEqual({ refused: "duplicate_undecided" });
    expect(plan(stateOf({ status: "invited" }), onDate, policy)).toEqual({ refused: "already_invited" });
  });

  it("set one field of many, and nothing where it would change nothing", () => {
    const set = { field: "jobTitle" as const, value: "Countess" };
    expect(setField(stateOf(), set, editor, policy)).toMatchObject({ next: { values: { jobTitle: "Countess" } }, by: "hr" });
    expect(setField(stateOf(), { ...set, value: "Analyst" }, editor, policy)).toEqual({ refused: "unchanged" });
    expect(setField(stateOf({ status: "excluded" }), set, editor, policy)).toEqual({ refused: "excluded" });
  });

  it("mark what they have read, once", () => {
    const noted = stateOf({ status: "started", attention: ["note_from_new_hire"] });
    expect(markSeen(noted, "note_from_new_hire")).toMatchObject({ next: { attention: [] }, audit: { action: "new_hire.seen" } });
    expect(markSeen(noted, "address_changed")).toEqual({ next: noted });
  });
});

describe("what happens after the invitation", () => {
  const invited = stateOf({ status: "invited" });
  const context = { ...policy, invitations: [], now: new Date(editor.at) };

  it("starts who accepts, and keeps an unread note and a difference to decide", () => {
    const marked = stateOf({ status: "invited", attention: ["greenhouse_differs", "invitation_failed", "note_from_new_hire"] });
    expect(start(marked)).toMatchObject({ next: { status: "started", attention: ["greenhouse_differs", "note_from_new_hire"] } });
    expect(start(stateOf())).toEqual({ refused: "not_invited" });
  });

  it("flags a failed delivery and a note once, and keeps what was written each time", () => {
    const failed = failInvitation(invited).next;
    expect(failed.attention).toEqual(["invitation_failed"]);
    expect(failInvitation(failed)).toEqual({ next: failed });
    const noted = note(invited, { text: "Wrong team", invitationId: "1" }).next;
    expect(note(noted, { text: "Again", invitationId: "1" })).toEqual({
      next: noted,
      event: { kind: "note", detail: "Again", invitationId: "1" },
    });
  });

  it("reminds who is still invited, and no one who was sent another one since", () => {
    const lastSentAt = new Date("2027-01-03T00:00:00Z");
    const later = { trigger: "resend" as const, sentTo: "ada@mail.test", createdAt: new Date("2027-01-04T00:00:00Z"), hasFailed: false };
    expect(remind(invited, lastSentAt, context).invitations).toBe("reminder");
    expect(remind(invited, lastSentAt, { ...context, invitations: [later] })).toEqual({ next: invited });
    expect(remind(stateOf({ status: "started" }), lastSentAt, context).invitations).toBeUndefined();
  });
});

describe("another hire who may be the same person", () => {
  it("is flagged when it became one, released when it is none any more, and otherwise left as it is", () => {
    const second = { ...policy, duplicateRank: "second" as const };
    const held = stateOf({ status: "on_hold", attention: ["possible_duplicate"] });
    expect(followDuplicate(stateOf({ status: "invited" }), second).next.attention).toEqual(["possible_duplicate"]);
    expect(followDuplicate(held, second)).toEqual({ next: held });
    expect(followDuplicate(held, policy).next).toMatchObject({ status: "invited", attention: [] });
  });

  it("is decided with the one that HR says is a different person, and stays undecided otherwise", () => {
    const first = { ...policy, duplicateRank: "first" as const };
    const held = stateOf({ status: "on_hold", attention: ["possible_duplicate"] });
    expect(settleDuplicate(held, "keep_separate", first).next).toMatchObject({ status: "invited", duplicateDecision: "keep_separate" });
    expect(settleDuplicate(held, "send_anyway", first).next).toMatchObject({ status: "on_hold", attention: ["possible_duplicate"] });
  });
});
