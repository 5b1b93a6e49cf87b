import { type BySomeFields, eachField, type FieldEdit, type FieldValues } from "@/lib/hire-fields/fields";
import { fieldsOf, inOrder, valueIn } from "@/lib/hire-fields/own/rules";
import { fieldChanges, type HireChange } from "@/lib/hires/change";
import type { AttentionCode } from "@/lib/hires/codes";
import { startingPoint } from "@/lib/hires/decisions";
import { decideStatus, type HireDraft, type HireState, type InvitationPolicy } from "@/lib/hires/status";
import type { ApplicationId, CandidateId, HireId } from "@/lib/platform/ids";

/** Returns a hire that Greenhouse does not know, in the form of one that it does. */
export function unknownToGreenhouse(
  ids: { applicationId: ApplicationId; candidateId: CandidateId },
  fields: BySomeFields<string | null>,
): HireDraft {
  return {
    ...ids,
    offerId: null,
    hiredOn: null,
    values: { ...eachField(() => null), ...fields },
    greenhouseValues: eachField(() => null),
    problems: {},
    unknownFields: [],
  };
}

/** Adds a hire because HR says so: every value is HR's, no import rule leaves it out, and it is invited once it is complete. */
export function add({ unknownFields: _, ...draft }: HireDraft, editor: { name: string; at: string }, policy: InvitationPolicy): HireChange {
  const edits: HireState["edits"] = {};
  for (const field of fieldsOf(draft.values)) {
    if (valueIn(draft.values, field) !== null) edits[field] = { by: editor.name, at: editor.at, seen: null } satisfies FieldEdit;
  }
  const empty: HireState = {
    ...startingPoint,
    ...draft,
    values: draft.greenhouseValues,
    attention: [],
    missingFields: [],
    includedByHr: true,
  };
  const next = decideStatus({ ...empty, values: draft.values, edits }, policy, "hr");
  return { next, by: "hr", audit: { action: "new_hire.added", changes: fieldChanges(empty, next) } };
}

/** A hire that HR added by hand, the one from Greenhouse that is the same person, and which of the two records stays. */
export interface Pair {
  byHand: HireState;
  fromGreenhouse: HireState;
  kept: HireState;
  /** The record that goes. */
  goneId: HireId;
}

/**
 * Makes one of two records of the same person: HR's values stay HR's, the others are Greenhouse's, which it follows from now on, and the
 * invitations are those of the record that stays.
 */
export function join({ byHand, fromGreenhouse, kept, goneId }: Pair, policy: InvitationPolicy): HireChange {
  const { values: _, edits: __, ...state } = kept;
  const { applicationId, candidateId, offerId, hiredOn, greenhouseValues, problems } = fromGreenhouse;
  const { suspendedAt, suspendedUntil, keptByHr, erasedThereAt, eraseAt } = fromGreenhouse;
  const edits = { ...fromGreenhouse.edits, ...byHand.edits };
  const values: FieldValues = { ...fromGreenhouse.values };
  for (const field of inOrder(fieldsOf(byHand.edits))) values[field] = valueIn(byHand.values, field);
  const stays: readonly AttentionCode[] = ["note_from_new_hire", "anonymized_in_greenhouse", "invitation_failed"];
  const attention = new Set([...kept.attention, ...fromGreenhouse.attention.filter((code) => stays.includes(code))]);
  const next = decideStatus(
    {
      ...state,
      ...{ applicationId, candidateId, offerId, hiredOn, greenhouseValues, problems },
      ...{ suspendedAt, suspendedUntil, keptByHr, erasedThereAt, eraseAt },
      values,
      edits,
      attention: [...attention],
      plan: kept.plan ?? (kept === byHand ? fromGreenhouse : byHand).plan,
      includedByHr: true,
    },
    policy,
    "hr",
  );
  return { next, by: "hr", audit: { action: "duplicate.join", changes: { ...fieldChanges(kept, next), joined: goneId } } };
}
