import { type FieldName, type FieldValues, isOwnFieldName } from "@/lib/hire-fields/fields";
import type { OwnField } from "@/lib/hire-fields/own/fields";
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
import { exclude, isUndecided, withFields } from "@/lib/hires/decisions";
import { type PlanFacts, planRefusal } from "@/lib/hires/plan/decisions";
import { decideStatus, type HireState, type InvitationPolicy, isExcludedByHr, unread } from "@/lib/hires/status";
import { type Aspect, aspectsOf, type Change, type ChangedField, ownerBefore, type Standing } from "@/lib/hires/undo/rules";

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

/** What beside the hire itself decides whether a change can be taken back. */
export interface UndoFacts extends PlanFacts {
  ownFields: readonly OwnField[];
}

/**
 * Returns why a change can't be taken back; null when it can. All of it or nothing: refused where a later change, by someone or in Greenhouse,
 * would be lost. Whoever offers to take a change back asks this, and so does `undo`.
 */
export function undoRefusal(current: HireState, order: Undo, facts: UndoFacts): UndoRefusal | null {
  const { change, only, standing } = order;
  if (!change.isUndoable) return { code: "cannot_undo" };
  if (current.status === "withdrawn") return { code: "withdrawn" };
  const fields = change.fields.filter(({ field }) => only === null || only.includes(field));
  // The value of a field that the organization removed is gone for good, also where another field has its key by now.
  const isTaken = ({ field, values }: ChangedField) => !isOwnFieldName(field) || parseValue(field, values?.[0] ?? null, facts.ownFields).ok;
  if (!fields.every(isTaken)) return { code: "cannot_undo" };
  const open = openAspects(order);
  if (open.length === 0) return { code: "unchanged" };
  const changed = open.flatMap((aspect) => {
    const stands = standing.get(aspect);
    return stands?.is === "changed_since" ? [{ aspect, by: stands.by }] : [];
  });
  if (changed.length > 0) return { code: "changed_since", changed };
  if (open.includes("excluded")) return exclusionRefusal(current, change);
  if (open.includes("plan")) return undonePlanRefusal(current, change, facts);
  const other = fields.filter((one) => open.includes(one.field) && !isAsLeft(current, one));
  return other.length === 0 ? null : { code: "changed_since", changed: other.map(({ field }) => ({ aspect: field, by: null })) };
}

/**
 * Takes a change back: each field becomes what it was and whose it was, as a change of its own. What was taken back already stays so, and
 * nothing is written. Emails are not taken back: a hire who was invited stays invited.
 */
export function undo(current: HireState, order: Undo, policy: DecisionContext): Decision<UndoRefusal> {
  const { invitedBefore, ownFields } = policy;
  const refused = undoRefusal(current, order, { invitedBefore, isUndecided: isUndecided(current, policy), ownFields });
  if (refused) return { refused };
  const { change } = order;
  const open = openAspects(order);
  if (open.includes("excluded")) return undoExclusion(current, change, policy);
  if (open.includes("plan")) return undoPlan(current, change, policy);
  return undoFields(current, { ...change, fields: change.fields.filter(({ field }) => open.includes(field)) }, policy);
}

/** Returns what of a change is to be taken back and was not yet. */
function openAspects({ change, only, standing }: Undo): Aspect[] {
  const aspects = aspectsOf(change).filter((aspect) => only === null || only.some((field) => field === aspect));
  return aspects.filter((aspect) => standing.get(aspect)?.is !== "undone");
}

/** Whether a field is as a change left it. One that followed Greenhouse follows it again: with another value there, it would not become what it was. */
function isAsLeft(current: HireState, one: ChangedField): boolean {
  const { field, values } = one;
  const theirs = current.problems[field] ? null : valueIn(current.greenhouseValues, field);
  const now = valueIn(current.values, field);
  return (values === null || now === values[1]) && (ownerBefore(one) !== null || theirs === (values === null ? now : values[0]));
}

function undoFields(current: HireState, { id, fields }: Change, policy: InvitationPolicy): Decision<UndoRefusal> {
  const values: FieldValues = { ...current.values };
  const edits = { ...current.edits };
  for (const one of fields) {
    const mine = ownerBefore(one);
    if (one.values) values[one.field] = one.values[0];
    if (mine) edits[one.field] = mine;
    else delete edits[one.field];
  }
  const next = withFields(current, { values, edits }, policy, "undo");
  if (sameState(current, next)) return { refused: { code: "unchanged" } };
  return { next, by: "hr", audit: undoneAudit(id, fieldChanges(current, next)) };
}

function undonePlanRefusal(current: HireState, { plan }: Change, facts: UndoFacts): UndoRefusal | null {
  if (planText(current.plan) !== planText(plan?.[1] ?? null)) return { code: "changed_since", changed: [{ aspect: "plan", by: null }] };
  const code = planRefusal(current, facts);
  return code && { code };
}

function undoPlan(current: HireState, { id, plan }: Change, policy: InvitationPolicy): HireChange {
  const [before = null, after = null] = plan ?? [];
  const next = decideStatus({ ...current, plan: before }, policy, "undo");
  return { next, audit: undoneAudit(id, { plan: [planText(after), planText(before)] }) };
}

function exclusionRefusal(current: HireState, change: Change): UndoRefusal | null {
  if (!wasExcluded(change)) return isExcludedByHr(current) ? null : { code: "unchanged" };
  const decision = exclude(current);
  return "refused" in decision ? { code: decision.refused } : null;
}

/** Decides a hire whom HR excluded as if they had not, so that what the import rules say holds again; or excludes one again. */
function undoExclusion(current: HireState, change: Change, policy: InvitationPolicy): Decision<UndoRefusal> {
  const isToBeOut = wasExcluded(change);
  const readmitted: HireState = { ...current, status: "pending", attention: unread(current.attention) };
  const decision = isToBeOut ? exclude(current) : { next: decideStatus(readmitted, policy, "undo") };
  if ("refused" in decision) return { refused: { code: decision.refused } };
  return { ...decision, audit: undoneAudit(change.id, { excluded: [!isToBeOut, isToBeOut] }) };
}

/** Whether the hire was excluded before the change. */
function wasExcluded({ excluded }: Change): boolean {
  return excluded?.[0] === true;
}

type UndoneChanges = Extract<HireAudit, { action: "new_hire.undone" }>["changes"];

function undoneAudit(undone: string, changes: UndoneChanges): HireAudit {
  return { action: "new_hire.undone", changes: { ...changes, undone } };
}
