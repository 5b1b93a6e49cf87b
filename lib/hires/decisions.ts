import { type HireField, hireFields } from "@/lib/hire-fields/schema";
import { canBecome, decideStatus, type FieldValues, type HireDraft, type HireState, type InvitationPolicy } from "@/lib/hires/status";

export type Reconciliation = { kind: "create" | "update"; next: HireState } | { kind: "unchanged" };

const startingPoint = {
  status: "pending",
  missingFields: [],
  edits: {},
  plan: null,
  sendOn: null,
  duplicateDecision: null,
  includedByHr: false,
} as const;

/**
 * What becomes of a hire when Greenhouse says `draft`: HR's fields stay HR's, the rest follows Greenhouse, a withdrawn
 * hire who is hired again returns. Applying the same draft twice gives `unchanged` the second time.
 */
export function reconcile(existing: HireState | null, draft: HireDraft, policy: InvitationPolicy): Reconciliation {
  const { unknownFields, ...told } = draft;
  if (!existing) {
    return { kind: "create", next: decideStatus({ ...told, ...startingPoint, attention: [], missingFields: [] }, policy) };
  }
  const values = { ...told.values };
  const greenhouseValues = { ...told.greenhouseValues };
  const problems = { ...told.problems };
  for (const field of unknownFields) {
    values[field] = existing.values[field];
    greenhouseValues[field] = existing.greenhouseValues[field];
    if (existing.problems[field]) problems[field] = existing.problems[field];
  }
  for (const field of hireFields) if (existing.edits[field]) values[field] = existing.values[field];
  const attention = new Set(existing.attention);
  if (existing.status === "invited") {
    if (values.personalEmail !== null && values.personalEmail !== existing.values.personalEmail) attention.add("address_changed");
    if (values.startDate !== null && values.startDate !== existing.values.startDate) attention.add("start_date_changed");
  }
  const next = decideStatus({ ...existing, ...told, values, greenhouseValues, problems, attention: [...attention] }, policy);
  return sameState(existing, next) ? { kind: "unchanged" } : { kind: "update", next };
}

function sameState(a: HireState, b: HireState): boolean {
  return (
    a.status === b.status &&
    a.candidateId === b.candidateId &&
    a.offerId === b.offerId &&
    a.hiredOn === b.hiredOn &&
    a.sendOn === b.sendOn &&
    sameList(a.attention, b.attention) &&
    sameList(a.missingFields, b.missingFields) &&
    hireFields.every(
      (field) =>
        a.values[field] === b.values[field] &&
        a.greenhouseValues[field] === b.greenhouseValues[field] &&
        a.problems[field] === b.problems[field],
    )
  );
}

function sameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((one) => b.includes(one));
}

/** Takes a hire out because HR says so; null when the invitation has gone out, or the hire is out already. */
export function exclude(existing: HireState): HireState | null {
  if (existing.status !== "pending" && existing.status !== "on_hold") return null;
  return { ...existing, status: "excluded", attention: ["excluded_by_hr"], sendOn: null };
}

/** Takes a hire that was left out, by HR or by a rule; null when it is not left out. */
export function include(existing: HireState, policy: InvitationPolicy): HireState | null {
  if (existing.status !== "excluded") return null;
  return decideStatus({ ...existing, status: "pending", attention: [], includedByHr: true }, policy);
}

/** Takes a hire out of onboarding because Greenhouse no longer says they are hired; null when it is out already. */
export function withdraw(existing: HireState): HireState | null {
  if (!canBecome(existing.status, "withdrawn") || existing.status === "withdrawn") return null;
  return { ...existing, status: "withdrawn", attention: [], sendOn: null };
}

export interface EditOutcome {
  next: HireState;
  /** Field → [before, after], for the audit log; only what really changed. */
  changed: Partial<Record<HireField, [string | null, string | null]>>;
}

/**
 * Applies HR's work on one record: changed values become HR's, `take` follows Greenhouse again, `keep` settles a
 * difference. A value set to what it already is changes nothing and stays whose it was.
 */
export function applyEdit(
  existing: HireState,
  edit: { changes: Partial<FieldValues>; take: readonly HireField[]; keep: readonly HireField[] },
  editor: { name: string; at: string },
  policy: InvitationPolicy,
): EditOutcome {
  const values = { ...existing.values };
  const edits = { ...existing.edits };
  for (const field of edit.take) {
    delete edits[field];
    values[field] = existing.problems[field] ? null : existing.greenhouseValues[field];
  }
  for (const field of edit.keep) {
    const mine = edits[field];
    if (mine) edits[field] = { ...mine, seen: existing.greenhouseValues[field] };
  }
  for (const field of hireFields) {
    const value = edit.changes[field];
    if (value === undefined || value === values[field]) continue;
    values[field] = value;
    edits[field] = { by: editor.name, at: editor.at, seen: existing.greenhouseValues[field] };
  }
  const changed: EditOutcome["changed"] = {};
  for (const field of hireFields) {
    if (values[field] !== existing.values[field]) changed[field] = [existing.values[field], values[field]];
  }
  const attention = existing.attention.filter((code) => code !== "start_date_changed" || !changed.startDate);
  return { next: decideStatus({ ...existing, values, edits, attention }, policy), changed };
}
