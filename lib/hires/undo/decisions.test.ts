import { describe, expect, it } from "vitest";
import { afterOf, editor, policy, stateOf } from "@/e2e/fixtures/hire-states";
import { type Decision, type DecisionContext, sameState } from "@/lib/hires/change";
import { edit, exclude } from "@/lib/hires/decisions";
import { plan } from "@/lib/hires/plan/decisions";
import { decideStatus, type HireState } from "@/lib/hires/status";
import { undo } from "@/lib/hires/undo/decisions";
import { changeOf, standingsOf } from "@/lib/hires/undo/rules";

type Verb = (hire: HireState, under: DecisionContext) => Decision<unknown>;

const excluding: Verb = (hire) => exclude(hire);
const clearing: Verb = (hire, under) => edit(hire, { changes: { jobTitle: null }, take: [], keep: [] }, editor, under);
const planning: Verb = (hire, under) => plan(hire, { mode: "on_date", date: "2027-02-01" }, under);

/** The state after HR's change was made and taken back; `between` is what happened to the hire before that. */
function takenBack(before: HireState, verb: Verb, under: DecisionContext, between: Partial<HireState> = {}): HireState | null {
  const decision = verb(before, under);
  if ("refused" in decision || !decision.audit) throw new Error("the change was not made");
  const change = changeOf({ id: "1", actor: editor.name, ...decision.audit });
  const standing = standingsOf([change]).get(change.id) ?? new Map();
  return afterOf(undo({ ...decision.next, ...between }, { change, only: null, standing }, under));
}

const anyDay: DecisionContext = { ...policy, required: ["lastName", "personalEmail", "jobTitle"] };
const undecided: DecisionContext = { ...policy, duplicateRank: "first" };
const onHold: Record<string, { hire: HireState; under: DecisionContext }> = {
  "was anonymized in Greenhouse": {
    hire: decideStatus(stateOf({ attention: ["anonymized_in_greenhouse"] }), policy, "automatic"),
    under: policy,
  },
  "has neither an offer nor a start day": {
    hire: decideStatus(stateOf({ offerId: null, hiredOn: null }, { startDate: null }), anyDay, "automatic"),
    under: anyDay,
  },
  "may be the same person as another one": {
    hire: decideStatus(stateOf(), { ...undecided, duplicateInvited: true }, "automatic"),
    under: undecided,
  },
};

describe.each(Object.entries(onHold))("the undo of a change of a hire on hold who %s", (_who, { hire, under }) => {
  // While it is open whether they are a duplicate, nothing is planned.
  const verbs = { exclusion: excluding, edit: clearing, ...(under === undecided ? {} : { plan: planning }) };

  it.each(Object.entries(verbs))("brings back what was before the %s, and sends nothing", (_what, verb) => {
    expect(hire.status).toBe("on_hold");
    const after = takenBack(hire, verb, under);
    expect(after && sameState(hire, after), JSON.stringify(after)).toBe(true);
  });
});

describe("the undo of an exclusion", () => {
  it("invites a hire who became complete since, as if they had not been excluded", () => {
    const pending = decideStatus(stateOf({}, { jobTitle: null }), policy, "automatic");
    expect(pending.status).toBe("pending");
    expect(takenBack(pending, excluding, policy, { values: stateOf().values })?.status).toBe("invited");
  });
});
