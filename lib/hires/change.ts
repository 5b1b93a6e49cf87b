import { isDeepStrictEqual } from "node:util";
import type { AuditedChange, AuditRecord } from "@/lib/audit/mutations";
import type { Author } from "@/lib/auth/actor";
import {
  type BySomeFields,
  eachField,
  type FieldName,
  type FieldValues,
  isOwnFieldName,
  type Ownership,
  type OwnFieldName,
} from "@/lib/hire-fields/fields";
import type { OwnField } from "@/lib/hire-fields/own/fields";
import { fieldsOf, inOrder, isHireField, valueIn } from "@/lib/hire-fields/own/rules";
import type { HireRow } from "@/lib/hires/columns";
import { searchText, sortName } from "@/lib/hires/conditions/search";
import type { StoredHire } from "@/lib/hires/data";
import type { HireState, InvitationPolicy } from "@/lib/hires/status";
import type { InvitationPlan, InvitationTrigger } from "@/lib/invitations/schema";
import type { OrganizationId } from "@/lib/platform/db";
import type { HireId } from "@/lib/platform/ids";
import type { SettingValue } from "@/lib/settings/schema";

/** What a verb makes of one hire. */
export interface HireChange {
  /** The very state it was given when nothing becomes of it. */
  next: HireState;
  /** Whose change of its values it is; where it is no one's, the last one's stays. */
  by?: "greenhouse" | "hr";
  /** What becomes of its invitations, beside the automatic one, which comes with the status. */
  invitations?: "resend" | "reminder" | "revoke" | "reopen";
  audit?: HireAudit;
  event?: { kind: "synced" | "note" | "suspended" | "resumed" | "erased_there"; detail: string | null; invitationId?: string };
}

type HireAction = Extract<AuditRecord, { subject: `new_hire:${string}` }>["action"];
/** What the audit log keeps of a change, beside whose it was. */
export type HireAudit = AuditedChange<HireAction>;

/** Who changes hires: a person whose name the change bears, or what acts without anyone, for an organization. */
export type Changer = Author | { organizationId: OrganizationId };

/** A hire before and after a change that was written. */
export interface WrittenChange extends HireChange {
  id: HireId;
  /** Null for a new one. */
  current: StoredHire | null;
}

/** What a verb makes of one hire, or why nothing. */
export type Decision<Refusal> = HireChange | { refused: Refusal };

/** What is known when a hire is decided: the organization's policy, and the invitations that the hire had. */
export interface DecisionContext extends InvitationPolicy {
  invitations: readonly { trigger: InvitationTrigger; sentTo: string; createdAt: Date; hasFailed: boolean }[];
  /** What becomes of people whom Greenhouse no longer calls hired. */
  greenhouse: SettingValue<"greenhouse">;
  /** The fields that the organization added. */
  ownFields: readonly OwnField[];
  now: Date;
}

/** Returns the fields whose value is another one. */
export function changedFields(before: HireState, after: HireState): FieldName[] {
  const known = inOrder([...fieldsOf(before.values), ...fieldsOf(after.values)]);
  return known.filter((field) => valueIn(before.values, field) !== valueIn(after.values, field));
}

/** What the audit log keeps of changed fields: values, field → [before, after], and whose they were, without which a change could not be undone. */
export type FieldChanges = BySomeFields<[string | null, string | null]> & { owners: BySomeFields<Ownership> };

/** Returns what was changed of a hire's fields, as the audit log keeps it. */
export function fieldChanges(before: HireState, after: HireState): FieldChanges {
  const owners: FieldChanges["owners"] = {};
  for (const field of inOrder([...fieldsOf(before.edits), ...fieldsOf(after.edits)])) {
    const pair: Ownership = [before.edits[field] ?? null, after.edits[field] ?? null];
    if (!isDeepStrictEqual(...pair)) owners[field] = pair;
  }
  const values = changedFields(before, after).map((field) => [field, [valueIn(before.values, field), valueIn(after.values, field)]]);
  return { ...Object.fromEntries(values), owners };
}

/** Returns whether two states are the same, in whatever order their codes are. */
export function sameState(before: HireState, after: HireState): boolean {
  return isDeepStrictEqual(comparable(before), comparable(after));
}

/**
 * Returns the state after `decideStatus`, or the very one before where both are the same in what that decides. The rest it leaves as it is, and
 * thousands are decided again for a few that change.
 */
export function unlessDecidedAlike(before: HireState, after: HireState): HireState {
  const isSame = (one: readonly string[], other: readonly string[]) =>
    one.length === other.length && one.every((code) => other.includes(code));
  const isAlike =
    before.status === after.status &&
    before.statusBefore === after.statusBefore &&
    before.sendOn === after.sendOn &&
    isSame(before.attention, after.attention) &&
    isSame(before.missingFields, after.missingFields);
  return isAlike ? before : after;
}

function comparable({ values, greenhouseValues, ...state }: HireState): unknown {
  return {
    ...state,
    values: filled(values),
    greenhouseValues: filled(greenhouseValues),
    attention: state.attention.toSorted(),
    missingFields: state.missingFields.toSorted(),
  };
}

/** Returns the values that are there: an own field without one need not be named. */
function filled(values: FieldValues): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter((one): one is [string, string] => one[1] != null));
}

function ownValues(values: FieldValues): Record<OwnFieldName, string> {
  return Object.fromEntries(Object.entries(filled(values)).filter(([field]) => isOwnFieldName(field)));
}

/** Returns a plan as the audit log keeps it. */
export function planText(planned: InvitationPlan | null): string | null {
  return planned === null ? null : [planned.mode, planned.date].filter((part) => part !== null).join(" ");
}

/** Returns a change as it is stored; the version of a row that is there goes up instead. */
export function rowOf({ id, current, next, by }: WrittenChange, now: Date): HireRow {
  const { values, plan, missingFields, ...rest } = next;
  return {
    ...rest,
    ...eachField((field) => values[field]),
    ownValues: ownValues(values),
    missingFields: missingFields.filter(isHireField),
    missingOwn: missingFields.filter(isOwnFieldName),
    id,
    planMode: plan?.mode ?? null,
    planDate: plan?.date ?? null,
    changedBy: by ?? current?.changedBy ?? "greenhouse",
    pendingSince: next.status !== "pending" ? null : current?.state.status === "pending" ? current.pendingSince : now,
    searchText: searchText(values),
    sortName: sortName(values),
    version: 1,
    createdAt: now,
    updatedAt: now,
  };
}
