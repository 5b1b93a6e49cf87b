import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { draft, policy, someFields, state, values } from "@/e2e/fixtures/arbitraries";
import { editor } from "@/e2e/fixtures/hire-states";
import { hireFields } from "@/lib/hire-fields/fields";
import * as attention from "@/lib/hires/attention/decisions";
import type { Decision, DecisionContext } from "@/lib/hires/change";
import * as decisions from "@/lib/hires/decisions";
import * as duplicates from "@/lib/hires/duplicates/decisions";
import { plan } from "@/lib/hires/plan/decisions";
import { canBecome, differsFromGreenhouse, type HireState, heldBack, missingFields, neededFields } from "@/lib/hires/status";
import * as suspension from "@/lib/hires/suspension/decisions";

const now = new Date("2027-01-05T09:00:00Z");
const change = fc.record({
  changes: values.chain((all) => fc.subarray([...hireFields]).map((some) => pick(all, some))),
  take: someFields,
  keep: someFields,
});

function pick<Key extends string>(all: Record<Key, string | null>, keys: readonly Key[]) {
  return Object.fromEntries(keys.map((key) => [key, all[key]])) as Partial<Record<Key, string | null>>;
}

/** Every verb, with a hire, the organization's policy, and what the verb needs. */
const verbs: Record<string, (hire: HireState, under: DecisionContext, more: More) => Decision<unknown>> = {
  reconcile: (hire, under, { heard }) => decisions.reconcile(hire, heard, under),
  "lose a hire": (hire, under) => suspension.lose(hire, under),
  "keep a suspended hire": (hire, under) => suspension.endSuspension(hire, "keep", under),
  "withdraw a suspended hire": (hire, under) => suspension.endSuspension(hire, "withdraw", under),
  reevaluate: (hire, under) => decisions.reevaluate(hire, under),
  edit: (hire, under, { edited }) => decisions.edit(hire, edited, editor, under),
  plan: (hire, under) => plan(hire, { mode: "by_hand", date: null }, under),
  send: (hire, under) => decisions.send(hire, under),
  remind: (hire, under) => decisions.remind(hire, now, under),
  exclude: (hire) => decisions.exclude(hire),
  include: (hire, under) => decisions.include(hire, under),
  "decide that it is another person": (hire, under) => duplicates.decideDuplicate(hire, "keep_separate", under),
  "decide that it is excluded": (hire, under) => duplicates.decideDuplicate(hire, "exclude", under),
  "settle a duplicate": (hire, under) => duplicates.settleDuplicate(hire, "keep_separate", under),
  "follow a duplicate": (hire, under) => duplicates.followDuplicate(hire, under),
  start: (hire) => decisions.start(hire),
  "fail an invitation": (hire) => attention.failInvitation(hire),
  note: (hire) => attention.note(hire, { text: "Hello", invitationId: "1" }),
  "mark as seen": (hire) => attention.markSeen(hire, "note_from_new_hire"),
};
interface More {
  heard: typeof draft extends fc.Arbitrary<infer Value> ? Value : never;
  edited: typeof change extends fc.Arbitrary<infer Value> ? Value : never;
}

describe.each(Object.entries(verbs))("whatever the hire and the policy, to %s", (_name, verb) => {
  const property = (check: (before: HireState, after: HireState, decision: Decision<unknown>, under: DecisionContext) => void) =>
    fc.assert(
      fc.property(state, policy, draft, change, (hire, under, heard, edited) => {
        const decision = verb(hire, under, { heard, edited });
        if (!("refused" in decision)) check(hire, decision.next, decision, under);
      }),
    );

  it("moves the status along its table only, and brings nobody back who has started", () => {
    property((before, after) => {
      expect(canBecome(before.status, after.status)).toBe(true);
      if (before.status === "started") expect(["started", "withdrawn"]).toContain(after.status);
    });
  });

  it("keeps what HR entered unless HR gives it up, and whose it is", () => {
    property((before, after, decision) => {
      for (const field of hireFields) {
        if (!before.edits[field] || ("by" in decision && decision.by === "hr")) continue;
        expect(after.values[field]).toBe(before.values[field]);
        expect(after.edits[field]).toBeDefined();
      }
    });
  });

  it("never loses an application, a candidate, or a note that HR has not read", () => {
    property((before, after, decision) => {
      expect(after.applicationId).toBe(before.applicationId);
      const isRead = "audit" in decision && decision.audit?.action === "new_hire.seen";
      if (before.attention.includes("note_from_new_hire") && !isRead) expect(after.attention).toContain("note_from_new_hire");
    });
  });

  it("names no reason twice", () => {
    property((_before, after) => expect(new Set(after.attention).size).toBe(after.attention.length));
  });
});

describe("what Greenhouse says", () => {
  it("has, said twice, no second effect, for new hires and known ones", () => {
    fc.assert(
      fc.property(fc.option(state), draft, policy, (hire, heard, under) => {
        const once = decisions.reconcile(hire, heard, under).next;
        expect(decisions.reconcile(once, heard, under)).toEqual({ next: once });
      }),
    );
  });

  it("leaves a complete hire nowhere without a reason", () => {
    fc.assert(
      fc.property(fc.option(state), draft, policy, (hire, heard, under) => {
        const { next } = decisions.reconcile(hire, heard, under);
        const missing = missingFields(next.values, neededFields(next, under.required));
        expect(next.missingFields).toEqual(missing);
        if (next.status === "pending") expect(missing).not.toEqual([]);
        if (next.status === "on_hold") expect(next.attention.filter((code) => heldBack.includes(code))).not.toEqual([]);
        if (next.status === "excluded")
          expect(["import_rule", "excluded_by_hr"].some((code) => next.attention.includes(code as "import_rule"))).toBe(true);
        // Who was invited, withdrawn and is hired again is invited as the organization decided.
        const returns = hire?.statusBefore === "invited" || hire?.statusBefore === "started";
        if (next.status === "invited" && hire?.status !== "invited" && !returns) {
          expect(missing).toEqual([]);
          expect(under.invitedBefore).toBe(false);
        }
      }),
    );
  });

  it("is taken over for every field that is not HR's, and shown as a difference for one that is", () => {
    fc.assert(
      fc.property(state, draft, policy, (hire, heard, under) => {
        const { next } = decisions.reconcile(hire, heard, under);
        for (const field of hireFields) {
          const isKnown = !heard.unknownFields.includes(field);
          if (!hire.edits[field] && isKnown) expect(next.values[field]).toBe(heard.values[field]);
          if (!isKnown) expect(next.values[field]).toBe(hire.values[field]);
        }
        const differs = hireFields.some((field) => differsFromGreenhouse(next, field));
        const isShown = next.status !== "excluded" || hire.attention.includes("excluded_by_hr");
        if (isShown) expect(next.attention.includes("greenhouse_differs")).toBe(differs);
      }),
    );
  });
});

describe("HR's edit", () => {
  it("gives exactly the values that were entered, and saved twice it changes nothing more", () => {
    fc.assert(
      fc.property(state, change, policy, (hire, { changes }, under) => {
        const given = { changes, take: [], keep: [] };
        const { next } = decisions.edit(hire, given, editor, under);
        for (const field of hireFields) expect(next.values[field]).toBe(changes[field] === undefined ? hire.values[field] : changes[field]);
        expect(decisions.edit(next, given, editor, under).next.values).toEqual(next.values);
      }),
    );
  });
});
