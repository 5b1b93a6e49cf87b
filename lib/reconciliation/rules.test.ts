import { describe, expect, it } from "vitest";
import { draftOf, stateOf } from "@/e2e/fixtures/hire-states";
import { reconcileOne, type SeenThere } from "@/lib/reconciliation/rules";

const hired: SeenThere = { kind: "hired", draft: draftOf() };
const here = { hire: stateOf({ status: "invited" }), isErased: false };
const nothing = { hire: null, isErased: false };

describe("one person here and in Greenhouse", () => {
  it("is the same where every known field has the same value, a hire on hold or suspended too", () => {
    expect(reconcileOne(here, hired)).toEqual({ kind: "same" });
    const suspended = stateOf({ status: "started", suspendedAt: new Date(0), suspendedUntil: new Date(1) });
    expect(reconcileOne({ ...here, hire: suspended }, hired)).toEqual({ kind: "same" });
  });

  it("differs by field, with both values and whose the value here is", () => {
    const hire = stateOf({ status: "pending", values: { ...draftOf().values, lastName: "Own" } });
    hire.edits = { lastName: { by: "Grace", at: "2027-01-04T09:00:00.000Z", seen: null } };
    expect(reconcileOne({ ...here, hire }, hired)).toEqual({
      kind: "different",
      values: [{ field: "lastName", here: "Own", there: draftOf().values.lastName, byHr: true }],
    });
  });

  it("does not differ in what this connection cannot know, nor where Greenhouse's value is not valid", () => {
    const hire = stateOf({ status: "pending", values: { ...draftOf().values, department: "Ward 3", startDate: "2027-02-01" } });
    const draft = { ...draftOf({ startDate: null }), unknownFields: ["department" as const], problems: { startDate: "invalid" as const } };
    expect(reconcileOne({ ...here, hire }, { kind: "hired", draft })).toEqual({ kind: "same" });
  });

  it.each([
    ["not_synced", nothing, hired],
    ["not_synced", { hire: stateOf({ status: "withdrawn" }), isErased: false }, hired],
    ["import_rule", { hire: stateOf({ status: "excluded", attention: ["import_rule"] }), isErased: false }, hired],
    ["excluded_by_hr", { hire: stateOf({ status: "excluded", attention: ["excluded_by_hr"] }), isErased: false }, hired],
    ["erased", { hire: null, isErased: true }, hired],
    ["skipped", nothing, { kind: "unreadable" } as const],
    ["private", nothing, { kind: "not_shown" } as const],
  ])("is missing here with the reason: %s", (reason, seen, there) => {
    expect(reconcileOne(seen, there)).toEqual({ kind: "missing_here", reason });
  });

  it("is missing in Greenhouse only where Greenhouse shows that it is not hired; else it is not seen, and not called deleted", () => {
    expect(reconcileOne(here, { kind: "not_hired" })).toEqual({ kind: "missing_there" });
    expect(reconcileOne(here, { kind: "not_shown" })).toEqual({ kind: "unseen" });
    expect(reconcileOne(here, { kind: "unreadable" })).toEqual({ kind: "unseen" });
    expect(reconcileOne(nothing, { kind: "not_hired" })).toEqual({ kind: "nowhere" });
  });
});
