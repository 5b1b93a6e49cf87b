import { type FieldProblem, type HireField, hireFields } from "@/lib/hire-fields/schema";
import type { AttentionCode, HireStatus, NewHire } from "@/lib/hires/schema";
import { sendDay } from "@/lib/invitations/rules";
import type { InvitationPlan } from "@/lib/invitations/schema";
import { daysBetween } from "@/lib/platform/calendar";
import { isImported } from "@/lib/settings/rules";
import type { ImportRule, SettingValue } from "@/lib/settings/schema";

/** A value for each field; null is missing. */
export type FieldValues = Record<HireField, string | null>;

/** That HR set a field: by whom, when (ISO 8601), and what Greenhouse said when HR last looked. */
export interface FieldEdit {
  by: string;
  at: string;
  seen: string | null;
}

/** A hire as Greenhouse describes it today, in our words. */
export interface HireDraft {
  applicationId: number;
  candidateId: number;
  offerId: number;
  /** Calendar day on which the offer was accepted, null when Greenhouse does not say. */
  hiredOn: string | null;
  /** The valid values. */
  values: FieldValues;
  /** The values as Greenhouse has them, valid or not. */
  greenhouseValues: FieldValues;
  problems: Partial<Record<HireField, FieldProblem>>;
  /** Fields that this connection cannot know; what is held of them stays. */
  unknownFields: readonly HireField[];
}

/** What we hold of one hire, as the rules see it. */
export interface HireState extends Omit<HireDraft, "unknownFields"> {
  status: HireStatus;
  attention: AttentionCode[];
  missingFields: HireField[];
  /** The fields that are HR's, by field. */
  edits: Partial<Record<HireField, FieldEdit>>;
  /** When this one's invitation goes out; null: as the organization decided. */
  plan: InvitationPlan | null;
  /** The day on which a scheduled invitation goes out. */
  sendOn: string | null;
  /** What HR said of somebody who looks like another hire. */
  duplicateDecision: "send_anyway" | "keep_separate" | null;
  /** HR took it although an import rule leaves it out. */
  includedByHr: boolean;
}

/** What an organization decided about invitations, and what already happened to this hire. */
export interface InvitationPolicy {
  required: readonly HireField[];
  /** Which hires are taken. */
  importRules: readonly ImportRule[];
  /** Hires who start before this day (YYYY-MM-DD) are invited by hand only. */
  inviteFrom: string;
  /** Whether the one automatic invitation a hire gets has been made. */
  invitedBefore: boolean;
  timing: SettingValue<"invitations">["timing"];
  /** The organization's calendar day. */
  today: string;
  duplicateRank: DuplicateRank;
}

/**
 * Whether another hire of the organization is the same candidate or has the same personal address, and who of them was here
 * first: the first one's invitation waits for nobody.
 */
export type DuplicateRank = "none" | "first" | "second";

/** Why a complete hire's invitation waits. */
export type HoldReason = "by_hand" | "before_go_live" | "possible_duplicate" | "scheduled";

/**
 * Which status may follow which. Nothing changes a status but through `decideStatus`, `withdraw` and the invitation's
 * own events, and all of them are held against this table.
 */
export const statusTransitions: Record<HireStatus, readonly HireStatus[]> = {
  pending: ["on_hold", "invited", "withdrawn", "excluded"],
  on_hold: ["pending", "invited", "withdrawn", "excluded"],
  invited: ["started", "withdrawn"],
  started: ["withdrawn"],
  withdrawn: ["pending", "on_hold", "invited", "excluded"],
  excluded: ["pending", "on_hold", "invited", "withdrawn"],
};

/** Whether the table above allows the step; staying is always allowed. */
export function canBecome(from: HireStatus, to: HireStatus): boolean {
  return from === to || statusTransitions[from].includes(to);
}

/** The one decision on completeness: the required fields without a value, in the form's order. */
export function missingFields(values: FieldValues, required: readonly HireField[]): HireField[] {
  return hireFields.filter((field) => required.includes(field) && values[field] === null);
}

/** Why a complete hire is not invited by itself now, and the day on which they will be; null when nothing holds the invitation back. */
export function holdReason(
  hire: Pick<HireState, "values" | "hiredOn" | "plan" | "duplicateDecision">,
  policy: InvitationPolicy,
): { reason: HoldReason; sendOn: string | null } | null {
  if (policy.invitedBefore) return { reason: "by_hand", sendOn: null };
  const day = hire.values.startDate ?? hire.hiredOn;
  if (day !== null && day < policy.inviteFrom) return { reason: "before_go_live", sendOn: null };
  if (policy.duplicateRank === "second" && hire.duplicateDecision === null) return { reason: "possible_duplicate", sendOn: null };
  const sendOn = sendDay(hire.plan, policy.timing, hire.values.startDate);
  if (sendOn === "by_hand") return { reason: "by_hand", sendOn: null };
  return sendOn !== null && sendOn > policy.today ? { reason: "scheduled", sendOn } : null;
}

/** The codes that say why a complete hire's invitation waits. */
export const heldBack: readonly AttentionCode[] = ["by_hand", "before_go_live", "possible_duplicate", "scheduled"];

/** Somebody who starts within so many days and is still pending needs HR now. */
export const SOON_DAYS = 3;

// What `decideStatus` decides anew each time.
const settledCodes: readonly AttentionCode[] = [...heldBack, "greenhouse_differs", "import_rule", "starts_soon"];

/**
 * Where a hire stands after its values changed. `invited` from any open status means: the caller makes the automatic
 * invitation in the same transaction. Invited and started hires stay what they are, and so do those HR excluded; those whom
 * an import rule leaves out are excluded until none does.
 */
export function decideStatus(hire: HireState, policy: InvitationPolicy): HireState {
  const missing = missingFields(hire.values, policy.required);
  const attention = hire.attention.filter((code) => !settledCodes.includes(code));
  if (hireFields.some((field) => differsFromGreenhouse(hire, field))) attention.push("greenhouse_differs");
  if (policy.duplicateRank !== "none" && hire.duplicateDecision === null) attention.push("possible_duplicate");
  const rest = { ...hire, missingFields: missing, attention, sendOn: null };
  if (hire.status === "invited" || hire.status === "started") return rest;
  if (hire.status === "excluded" && hire.attention.includes("excluded_by_hr")) return rest;
  if (!hire.includedByHr && !isImported(hire.values, policy.importRules)) {
    return { ...rest, status: "excluded", attention: ["import_rule"] };
  }
  if (missing.length > 0) {
    const days = startUrgency(hire.values.startDate, policy.today).days;
    const isSoon = days !== null && days >= 0 && days <= SOON_DAYS;
    return { ...rest, status: "pending", attention: isSoon ? [...attention, "starts_soon"] : attention };
  }
  const held = holdReason(hire, policy);
  if (!held) return { ...rest, status: "invited" };
  const codes: AttentionCode[] = held.reason === "possible_duplicate" ? attention : [...attention, held.reason];
  return { ...rest, status: "on_hold", attention: codes, sendOn: held.sendOn };
}

/** Greenhouse changed its value after HR set theirs, to something valid and different, and nobody decided yet. */
export function differsFromGreenhouse(
  hire: Pick<HireState, "values" | "greenhouseValues" | "problems" | "edits">,
  field: HireField,
): boolean {
  const edit = hire.edits[field];
  const theirs = hire.greenhouseValues[field];
  if (!edit || theirs === null || hire.problems[field]) return false;
  return theirs !== edit.seen && theirs !== hire.values[field];
}

export interface StartUrgency {
  /** Days from `today` to the first day; negative when it is over, null when it is not known. */
  days: number | null;
  level: "unknown" | "past" | "urgent" | "soon" | "later";
}

/** How close the first day is. Both are plain dates (YYYY-MM-DD), so no time zone and no daylight saving moves them. */
export function startUrgency(startDate: string | null, today: string): StartUrgency {
  if (startDate === null) return { days: null, level: "unknown" };
  const days = daysBetween(today, startDate);
  if (days < 0) return { days, level: "past" };
  if (days <= 7) return { days, level: "urgent" };
  return { days, level: days <= 14 ? "soon" : "later" };
}

/** Why a hire cannot be sent an invitation now; null when they can. */
export function invitationObstacle(
  hire: Pick<NewHire, "status" | "missingFields">,
): "withdrawn" | "excluded" | "already_started" | "fields_missing" | null {
  if (hire.status === "withdrawn" || hire.status === "excluded") return hire.status;
  if (hire.status === "started") return "already_started";
  return hire.missingFields.length > 0 ? "fields_missing" : null;
}

export type SaveEffect =
  | { kind: "stays_pending"; missing: HireField[] }
  | { kind: "invites"; to: string | null }
  | { kind: "holds"; reason: HoldReason; sendOn: string | null }
  | { kind: "sends_nothing" };

/** What the browser knows of the organization's decisions. */
export type KnownPolicy = Pick<InvitationPolicy, "inviteFrom" | "timing" | "today">;

/** What saving these values would do to a hire, decided as the server decides it. */
export function saveEffect(
  hire: Pick<NewHire, "status" | "requiredFields" | "hiredOn" | "invitations" | "duplicateRank" | "invitationPlan">,
  values: FieldValues,
  known: KnownPolicy,
): SaveEffect {
  if (hire.status !== "pending" && hire.status !== "on_hold") return { kind: "sends_nothing" };
  const missing = missingFields(values, hire.requiredFields);
  if (missing.length > 0) return { kind: "stays_pending", missing };
  const held = holdReason(
    { values, hiredOn: hire.hiredOn, plan: hire.invitationPlan, duplicateDecision: null },
    {
      ...known,
      required: hire.requiredFields,
      importRules: [],
      invitedBefore: hire.invitations.length > 0,
      duplicateRank: hire.duplicateRank,
    },
  );
  return held ? { kind: "holds", ...held } : { kind: "invites", to: values.personalEmail };
}
