import { type FieldName, type FieldValues, isOwnFieldName } from "@/lib/hire-fields/fields";
import { parseValue, valueIn } from "@/lib/hire-fields/own/rules";
import {
  type Decision,
  type DecisionContext,
  fieldChanges,
  type HireAudit,
  type HireChange,
  planText,
  sameState,
} from "@/lib/hires/change";
import { exclude, plan, withFields } from "@/lib/hires/decisions";
import { decideStatus, type HireState, type InvitationPolicy, unread } from "@/lib/hires/status";
import { type Aspect, type Change, type ChangedField, ownerBefore, type Standing } from "@/lib/hires/undo/rules";

/** Why a change cannot be taken back; `by` is null where Greenhouse has another value now. */
export type UndoRefusal =
  | { code: "not_found" | "cannot_undo" | "withdrawn" | "already_invited" | "duplicate_undecided" | "unchanged" }
  | { code: "changed_since"; changed: { aspect: Aspect; by: string | null }[] };

export interface Undo {
  change: Change;
  /** Only these fields of it; null: all that it changed. */
  only: readonly FieldName[] | null;
  standing: ReadonlyMap<Aspect, Standing>;
}

/**
 * Takes a change back: each field becomes what it was and whose it was, as a change of its own. All of it or nothing: refused where a later
 * change, by someone or in Greenhouse, would be lost. What was taken back already stays so, and nothing is written. Emails are not taken back:
 * a hire who was invited stays invited.
 */
export function undo(current: HireState, { change, only, standing }: Undo, policy: DecisionContext): Decision<UndoRefusal> {
  if (!change.isUndoable) return { refused: { code: "cannot_undo" } };
  if (current.status === "withdrawn") return { refused: { code: "withdrawn" } };
  const fields = change.fields.filter(({ field }) => only === null || only.includes(field));
  // The value of a field that the organization removed is gone for good, also where another field has its key by now.
  const isTaken = ({ field, values }: ChangedField) =>
    !isOwnFieldName(field) || parseValue(field, values?.[0] ?? null, policy.ownFields).ok;
  if (!fields.every(isTaken)) return { refused: { code: "cannot_undo" } };
  const aspects: Aspect[] = [...fields.map(({ field }) => field), ...(only ? [] : wholeAspects(change))];
  const open = aspects.filter((aspect) => standing.get(aspect)?.is !== "undone");
  if (open.length === 0) return { refused: { code: "unchanged" } };
  const changed = open.flatMap((aspect) => {
    const stands = standing.get(aspect);
    return stands?.is === "changed_since" ? [{ aspect, by: stands.by }] : [];
  });
  if (changed.length > 0) return { refused: { code: "changed_since", changed } };
  if (open.includes("excluded")) return undoExclusion(current, change, policy);
  if (open.includes("plan")) return undoPlan(current, change, policy);
  return undoFields(current, { ...change, fields: fields.filter(({ field }) => open.includes(field)) }, policy);
}

function wholeAspects({ plan: planned, excluded }: Change): Aspect[] {
  return [...(planned ? ["plan" as const] : []), ...(excluded ? ["excluded" as const] : [])];
}

function undoFields(current: HireState, { id, fields }: Change, policy: InvitationPolicy): Decision<UndoRefusal> {
  const values: FieldValues = { ...current.values };
  const edits = { ...current.edits };
  const changed: { aspect: Aspect; by: null }[] = [];
  for (const one of fields) {
    const { field } = one;
    const mine = ownerBefore(one);
    const theirs = current.problems[field] ? null : valueIn(current.greenhouseValues, field);
    const before = one.values ? one.values[0] : valueIn(current.values, field);
    const isAsLeft = one.values === null || valueIn(current.values, field) === one.values[1];
    // A field that followed Greenhouse follows it again: with another value there, that would be another change than the one meant.
    if (!isAsLeft || (mine === null && theirs !== before)) changed.push({ aspect: field, by: null });
    values[field] = before;
    if (mine) edits[field] = mine;
    else delete edits[field];
  }
  if (changed.length > 0) return { refused: { code: "changed_since", changed } };
  const next = withFields(current, { values, edits }, policy);
  if (sameState(current, next)) return { refused: { code: "unchanged" } };
  return { next, by: "hr", audit: undoneAudit(id, fieldChanges(current, next)) };
}

function undoPlan(current: HireState, { id, plan: planned }: Change, policy: InvitationPolicy): Decision<UndoRefusal> {
  const [before = null, after = null] = planned ?? [];
  if (planText(current.plan) !== planText(after)) return { refused: { code: "changed_since", changed: [{ aspect: "plan", by: null }] } };
  const decision = plan(current, before, policy);
  if ("refused" in decision) return { refused: { code: decision.refused } };
  return { ...decision, audit: undoneAudit(id, { plan: [planText(after), planText(before)] }) };
}

function undoExclusion(current: HireState, { id, excluded }: Change, policy: InvitationPolicy): Decision<UndoRefusal> {
  const isToBeOut = excluded?.[0] === true;
  const decision = isToBeOut ? exclude(current) : readmit(current, policy);
  if ("refused" in decision) return { refused: { code: decision.refused } };
  return { ...decision, audit: undoneAudit(id, { excluded: [!isToBeOut, isToBeOut] }) };
}

/** Decides a hire whom HR excluded as if they had not; what the import rules say holds again. */
function readmit(current: HireState, policy: InvitationPolicy): HireChange | { refused: "unchanged" } {
  if (current.status !== "excluded" || !current.attention.includes("excluded_by_hr")) return { refused: "unchanged" };
  return { next: decideStatus({ ...current, status: "pending", attention: unread(current.attention) }, policy, "hr") };
}

type UndoneChanges = Extract<HireAudit, { action: "new_hire.undone" }>["changes"];

function undoneAudit(undone: string, changes: UndoneChanges): HireAudit {
  return { action: "new_hire.undone", changes: { ...changes, undone } };
}
