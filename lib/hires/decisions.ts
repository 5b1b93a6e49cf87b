import type { BySomeFields, FieldName, FieldValues, HireField } from "@/lib/hire-fields/fields";
import { fieldsOf, parseValue, valueIn } from "@/lib/hire-fields/own/rules";
import { fieldLabel } from "@/lib/hire-fields/own/words";
import {
  changedFields,
  type Decision,
  type DecisionContext,
  fieldChanges,
  type HireChange,
  sameState,
  unlessDecidedAlike,
} from "@/lib/hires/change";
import type { AttentionCode } from "@/lib/hires/codes";
import {
  decideStatus,
  type HireDraft,
  type HireState,
  heldBack,
  type InvitationPolicy,
  missingFields,
  neededFields,
  type Occasion,
  unread,
} from "@/lib/hires/status";
import { notErasedThere, notSuspended, returnToOnboarding } from "@/lib/hires/suspension/decisions";
import { resendWait } from "@/lib/invitations/rules";

/** Where a hire begins, before anything is decided of it. */
export const startingPoint = {
  status: "pending",
  missingFields: [],
  edits: {},
  plan: null,
  sendOn: null,
  duplicateDecision: null,
  includedByHr: false,
  statusBefore: null,
  ...notSuspended,
  ...notErasedThere,
} as const;

/**
 * Returns what becomes of a hire when Greenhouse says `draft`: HR's fields stay HR's, the rest follows Greenhouse, a suspended or withdrawn
 * hire who is hired again returns. Applying the same draft twice changes nothing the second time.
 */
export function reconcile(current: HireState | null, draft: HireDraft, policy: DecisionContext): HireChange {
  const { unknownFields, ...knownFields } = draft;
  if (!current) {
    const next = decideStatus({ ...knownFields, ...startingPoint, attention: [], missingFields: [] }, policy, "automatic");
    return { next, by: "greenhouse" };
  }
  const values = { ...knownFields.values };
  const greenhouseValues = { ...knownFields.greenhouseValues };
  const problems = { ...knownFields.problems };
  for (const field of unknownFields) {
    values[field] = valueIn(current.values, field);
    greenhouseValues[field] = valueIn(current.greenhouseValues, field);
    if (current.problems[field]) problems[field] = current.problems[field];
  }
  for (const field of fieldsOf(current.edits)) if (current.edits[field]) values[field] = valueIn(current.values, field);
  const attention = new Set(current.attention.filter((code) => code !== "anonymized_in_greenhouse"));
  const isWithdrawn = current.status === "withdrawn";
  const resumes = isWithdrawn && policy.greenhouse.rehire === "resume" ? current.statusBefore : current.status;
  if (resumes === "invited") {
    for (const code of changedSinceInvited(current.values, values)) attention.add(code);
  }
  const heard = {
    ...current,
    ...knownFields,
    ...notSuspended,
    ...notErasedThere,
    values,
    greenhouseValues,
    problems,
    attention: [...attention],
  };
  const change = isWithdrawn ? returnToOnboarding(heard, policy) : { next: decideStatus(heard, policy, "automatic") };
  const { next } = change;
  if (sameState(current, next)) return { next: current };
  const fields = changedFields(current, next);
  const detail = fields.length === 0 ? null : fields.map((field) => fieldLabel(field, policy.ownFields)).join(", ");
  const by = detail === null ? {} : ({ by: "greenhouse" } as const);
  if (current.suspendedAt || change.event) return { ...change, ...by, event: { kind: "resumed", detail } };
  return { ...change, ...by, ...(detail === null ? {} : { event: { kind: "synced", detail } }) };
}

/** Returns what HR looks at when values of someone who was invited become others. */
function changedSinceInvited(before: FieldValues, after: FieldValues): ("address_changed" | "start_date_changed")[] {
  const isNew = (field: HireField) => after[field] !== null && after[field] !== before[field];
  return [...(isNew("personalEmail") ? ["address_changed" as const] : []), ...(isNew("startDate") ? ["start_date_changed" as const] : [])];
}

/** Decides a hire again because a day came, the organization decided otherwise, or another hire is a possible duplicate, or no longer. */
export function reevaluate(current: HireState, policy: InvitationPolicy): HireChange {
  return { next: unlessDecidedAlike(current, decideStatus(current, policy, "automatic")) };
}

/**
 * Applies HR's work on one record: changed values become HR's, `take` follows Greenhouse again, `keep` settles a
 * difference. A value set to what it already is changes nothing and stays whose it was.
 */
export function edit(
  current: HireState,
  { changes, take, keep }: { changes: BySomeFields<string | null>; take: readonly FieldName[]; keep: readonly FieldName[] },
  editor: { name: string; at: string },
  policy: InvitationPolicy,
): HireChange {
  const values = { ...current.values };
  const edits = { ...current.edits };
  for (const field of take) {
    delete edits[field];
    values[field] = current.problems[field] ? null : valueIn(current.greenhouseValues, field);
  }
  for (const field of keep) {
    const mine = edits[field];
    if (mine) edits[field] = { ...mine, seen: valueIn(current.greenhouseValues, field) };
  }
  for (const field of fieldsOf(changes)) {
    const value = changes[field];
    if (value === undefined || value === valueIn(values, field)) continue;
    values[field] = value;
    edits[field] = { by: editor.name, at: editor.at, seen: valueIn(current.greenhouseValues, field) };
  }
  const next = withFields(current, { values, edits }, policy, "hr");
  if (sameState(current, next)) return { next: current };
  return {
    next,
    ...(changedFields(current, next).length > 0 ? { by: "hr" } : {}),
    audit: {
      action: "new_hire.edited",
      changes: {
        ...fieldChanges(current, next),
        ...(keep.length > 0 ? { kept: keep } : {}),
        ...(take.length > 0 ? { taken: take } : {}),
      },
    },
  };
}

/** Returns where a hire stands after HR set fields, or took back that they were set. */
export function withFields(
  current: HireState,
  { values, edits }: Pick<HireState, "values" | "edits">,
  policy: InvitationPolicy,
  occasion: Occasion,
): HireState {
  const hasNewStart = values.startDate !== current.values.startDate;
  const attention = current.attention.filter((code) => code !== "start_date_changed" || !hasNewStart);
  return decideStatus({ ...current, values, edits, attention }, policy, occasion);
}

/** Sets one field of one hire among many; refused where nothing would come of it. */
export function setField(
  current: HireState,
  { field, value }: { field: FieldName; value: string | null },
  editor: { name: string; at: string },
  policy: DecisionContext,
): Decision<"withdrawn" | "excluded" | "unchanged" | "value_not_taken"> {
  if (current.status === "withdrawn" || current.status === "excluded") return { refused: current.status };
  // The field may have gone, or a choice of it, since the action was ordered.
  if (!parseValue(field, value, policy.ownFields).ok) return { refused: "value_not_taken" };
  if (valueIn(current.values, field) === value) return { refused: "unchanged" };
  return edit(current, { changes: { [field]: value }, take: [], keep: [] }, editor, policy);
}

/** Whether HR has not decided yet about a possible duplicate. */
export function isUndecided(hire: HireState, policy: InvitationPolicy): boolean {
  return policy.duplicateRank !== "none" && hire.duplicateDecision === null;
}

export type SendRefusal =
  | { code: "already_started" | "withdrawn" | "excluded" | "suspended" | "duplicate_undecided" }
  | { code: "fields_missing"; fields: FieldName[] }
  | { code: "resend_too_soon"; waitSeconds: number };

/** Sends a hire an invitation because a person said so: releases one that is on hold, or replaces the earlier links. */
export function send(current: HireState, context: DecisionContext): Decision<SendRefusal> {
  if (current.status === "started") return { refused: { code: "already_started" } };
  if (current.status === "withdrawn" || current.status === "excluded") return { refused: { code: current.status } };
  if (current.suspendedAt) return { refused: { code: "suspended" } };
  const missing = missingFields(current.values, neededFields(current, context.required));
  const address = current.values.personalEmail;
  if (missing.length > 0 || address === null) {
    return { refused: { code: "fields_missing", fields: missing.length > 0 ? missing : ["personalEmail"] } };
  }
  if (isUndecided(current, context)) return { refused: { code: "duplicate_undecided" } };
  const waitSeconds = resendWait(context.invitations, address, context.now);
  if (waitSeconds > 0) return { refused: { code: "resend_too_soon", waitSeconds } };
  const answered: readonly AttentionCode[] = [...heldBack, "invitation_failed", "address_changed", "start_date_changed"];
  const attention = current.attention.filter((code) => !answered.includes(code));
  return {
    next: { ...current, status: "invited", attention, missingFields: missing, sendOn: null, statusBefore: null },
    invitations: "resend",
    audit: { action: "invitation.sent_by_hand", changes: {} },
  };
}

/** Reminds a hire who was invited, unless another mail was sent since the last one that the reminder is about. */
export function remind(current: HireState, lastSentAt: Date, { invitations }: DecisionContext): HireChange {
  const isDue =
    current.status === "invited" &&
    !current.suspendedAt &&
    !current.attention.includes("anonymized_in_greenhouse") &&
    current.missingFields.length === 0 &&
    current.values.personalEmail !== null;
  const hasNewer = invitations.some(({ createdAt }) => createdAt > lastSentAt);
  return { next: current, ...(isDue && !hasNewer ? { invitations: "reminder" } : {}) };
}

/** Excludes a hire because HR says so, as long as they were not invited. */
export function exclude(current: HireState): Decision<"unchanged" | "withdrawn" | "already_invited"> {
  if (current.status === "excluded") return { refused: "unchanged" };
  if (current.status === "withdrawn") return { refused: "withdrawn" };
  if (current.status === "invited" || current.status === "started") return { refused: "already_invited" };
  return {
    next: { ...current, status: "excluded", attention: ["excluded_by_hr", ...unread(current.attention)], sendOn: null },
    audit: { action: "new_hire.excluded", changes: {} },
  };
}

/** Includes a hire that HR or an import rule excluded. */
export function include(current: HireState, policy: InvitationPolicy): Decision<"not_excluded"> {
  if (current.status !== "excluded") return { refused: "not_excluded" };
  const included: HireState = { ...current, status: "pending", attention: unread(current.attention), includedByHr: true };
  return { next: decideStatus(included, policy, "hr"), audit: { action: "new_hire.included", changes: {} } };
}

/** The invitation was accepted: the person has started. */
export function start(current: HireState): Decision<"not_invited"> {
  if (current.status === "started") return { next: current };
  if (current.status !== "invited" || current.suspendedAt) return { refused: "not_invited" };
  const attention = current.attention.filter((code) => code === "greenhouse_differs");
  return { next: { ...current, status: "started", attention: [...attention, ...unread(current.attention)] } };
}
