import type { FieldName, FieldValues, HireField } from "@/lib/hire-fields/fields";
import { fieldsOf, inOrder, valueIn } from "@/lib/hire-fields/own/rules";
import { startUrgency } from "@/lib/hire-fields/rules";
import type { AttentionCode, HireStatus, InvitationObstacle } from "@/lib/hires/codes";
import type { HireRow } from "@/lib/hires/columns";
import type { NewHire } from "@/lib/hires/schema";
import { sendDay } from "@/lib/invitations/rules";
import type { InvitationPlan } from "@/lib/invitations/schema";
import { isImported } from "@/lib/settings/rules";
import type { ImportRule, SettingValue } from "@/lib/settings/schema";

/** What is stored of one hire, as the deciders see it. */
export interface HireState
  extends Omit<HireRow, HireField | "ownValues" | "missingFields" | "missingOwn" | "id" | "planMode" | "planDate" | Bookkeeping> {
  values: FieldValues;
  /** Required and without a value, in the form's order. */
  missingFields: FieldName[];
  /** When this one's invitation is sent; null: as the organization decided. */
  plan: InvitationPlan | null;
}

type Bookkeeping = "changedBy" | "pendingSince" | "searchText" | "sortName" | "version" | "createdAt" | "updatedAt";

/** A hire as Greenhouse describes it today, in our words. */
export interface HireDraft
  extends Pick<HireState, "applicationId" | "candidateId" | "offerId" | "hiredOn" | "values" | "greenhouseValues" | "problems"> {
  /** Fields that this connection cannot know; what is stored of them stays. */
  unknownFields: readonly FieldName[];
}

/** What an organization decided about invitations, and what already happened to this hire. */
export interface InvitationPolicy {
  required: readonly FieldName[];
  /** Which hires are imported. */
  importRules: readonly ImportRule[];
  /** Hires who start before this day (YYYY-MM-DD) are invited by hand only. */
  inviteFrom: string;
  /** Whether the one automatic invitation a hire gets has been made. */
  invitedBefore: boolean;
  timing: SettingValue<"invitations">["timing"];
  /** The organization's calendar day. */
  today: string;
  duplicateRank: DuplicateRank;
  /** Whether a possible duplicate about which HR has not decided was invited already. */
  duplicateInvited: boolean;
}

/**
 * Whether another hire of the organization is the same candidate or has the same personal address, and which of them was
 * stored first; of those stored together, the one with the lower application id.
 */
export type DuplicateRank = "none" | "first" | "second";

/**
 * What brings a decision about: HR's edit or button, an undo, or what happens without anyone acting (Greenhouse's news, a day that came,
 * another setting). An undo brings back what was: it sends nothing that would not have been sent without the change.
 */
export type Occasion = "hr" | "undo" | "automatic";

/** Why a complete hire's invitation waits. */
export type HoldReason = "by_hand" | "before_go_live" | "possible_duplicate" | "scheduled";

/**
 * Which status may follow which. `changeHires` holds every change against this table.
 */
export const statusTransitions: Record<HireStatus, readonly HireStatus[]> = {
  pending: ["on_hold", "invited", "withdrawn", "excluded"],
  on_hold: ["pending", "invited", "withdrawn", "excluded"],
  invited: ["started", "withdrawn"],
  started: ["withdrawn"],
  withdrawn: ["pending", "on_hold", "invited", "started", "excluded"],
  excluded: ["pending", "on_hold", "invited", "withdrawn"],
};

/** Whether the table above allows the step; staying is always allowed. */
export function canBecome(from: HireStatus, to: HireStatus): boolean {
  return from === to || statusTransitions[from].includes(to);
}

/** Returns the fields that a hire needs, in the form's order: the required ones, and those whose value in Greenhouse waits for a translation. */
export function neededFields({ problems }: Pick<HireState, "problems">, required: readonly FieldName[]): FieldName[] {
  return inOrder([...required, ...fieldsOf(problems).filter((field) => problems[field] === "untranslated")]);
}

/** The one decision on completeness: the required fields without a value, in the form's order. */
export function missingFields(values: FieldValues, required: readonly FieldName[]): FieldName[] {
  return inOrder(required).filter((field) => valueIn(values, field) === null);
}

/**
 * Returns why a complete hire is not invited now, and the day on which they will be; null when nothing holds the invitation back.
 *
 * While it is open whether two hires are the same person, the second one's invitation waits for HR's decision. The first one's
 * automatic invitation does not, unless the other was invited already. Nothing that HR does beside deciding sends one to either
 * of them, and what was once held back for the question stays so until it is answered.
 */
export function holdReason(
  hire: Pick<
    HireState,
    "status" | "attention" | "values" | "hiredOn" | "plan" | "duplicateDecision" | "statusBefore" | "offerId" | "includedByHr"
  >,
  policy: InvitationPolicy,
  occasion: Occasion,
): { reason: HoldReason; sendOn: string | null } | null {
  if (policy.invitedBefore && !isInvitedAgain(hire)) return { reason: "by_hand", sendOn: null };
  if (occasion !== "hr" && hire.attention.includes("anonymized_in_greenhouse")) return { reason: "by_hand", sendOn: null };
  const day = hire.values.startDate ?? hire.hiredOn;
  // Without an offer and a day nothing tells someone hired years ago from someone who is about to start.
  if (occasion !== "hr" && day === null && hire.offerId === null && !hire.includedByHr) return { reason: "by_hand", sendOn: null };
  if (day !== null && day < policy.inviteFrom) return { reason: "before_go_live", sendOn: null };
  const rank = hire.duplicateDecision === null ? policy.duplicateRank : "none";
  if (rank === "second") return { reason: "possible_duplicate", sendOn: null };
  const sendOn = sendDay(hire.plan, policy.timing, hire.values.startDate);
  if (sendOn === "by_hand") return { reason: "by_hand", sendOn: null };
  if (sendOn !== null && sendOn > policy.today) return { reason: "scheduled", sendOn };
  const waits = occasion !== "automatic" || policy.duplicateInvited || waitsForDecision(hire);
  return rank === "first" && waits ? { reason: "possible_duplicate", sendOn: null } : null;
}

/** Whether someone who was invited and withdrawn is back and gets a new invitation, as the organization decided, once nothing holds it. */
export function isInvitedAgain({ statusBefore }: Pick<HireState, "statusBefore">): boolean {
  return statusBefore === "invited" || statusBefore === "started";
}

/** The codes that say why a complete hire's invitation waits. */
export const heldBack: readonly AttentionCode[] = ["by_hand", "before_go_live", "possible_duplicate", "scheduled"];

/** Whether nothing but the question whether it is a duplicate holds a hire's invitation back. */
function waitsForDecision({ status, attention }: Pick<HireState, "status" | "attention">): boolean {
  const reasons = attention.filter((code) => heldBack.includes(code));
  return status === "on_hold" && reasons.every((code) => code === "possible_duplicate") && reasons.length > 0;
}

/** The codes that stay until HR has read them, whatever becomes of the hire. */
export function unread(attention: readonly AttentionCode[]): AttentionCode[] {
  return attention.filter((code) => code === "note_from_new_hire" || code === "anonymized_in_greenhouse");
}

/** A pending hire who starts within this many days needs HR now. */
export const SOON_DAYS = 3;

// What `decideStatus` decides again each time.
const decidedCodes: readonly AttentionCode[] = [...heldBack, "greenhouse_differs", "import_rule", "starts_soon", "suspended"];

/**
 * Returns where a hire stands after its values changed. `invited` from any open status means that the automatic invitation is
 * made in the same transaction. Invited and started hires stay what they are, and so do those HR excluded; hires that an import
 * rule excludes are excluded until none does. Nobody is invited whom Greenhouse no longer calls hired.
 */
export function decideStatus(hire: HireState, policy: InvitationPolicy, occasion: Occasion): HireState {
  const missing = missingFields(hire.values, neededFields(hire, policy.required));
  const attention = hire.attention.filter((code) => !decidedCodes.includes(code));
  if (fieldsOf(hire.edits).some((field) => differsFromGreenhouse(hire, field))) attention.push("greenhouse_differs");
  if (policy.duplicateRank !== "none" && hire.duplicateDecision === null) attention.push("possible_duplicate");
  if (hire.suspendedAt) attention.push("suspended");
  const rest = { ...hire, missingFields: missing, attention, sendOn: null };
  if (hire.status === "invited" || hire.status === "started") return rest;
  if (isExcludedByHr(hire)) return rest;
  if (!hire.includedByHr && !isImported(hire.values, policy.importRules)) {
    return { ...rest, status: "excluded", attention: ["import_rule", ...unread(attention)] };
  }
  if (missing.length > 0) {
    const days = startUrgency(hire.values.startDate, policy.today).days;
    const isSoon = days !== null && days >= 0 && days <= SOON_DAYS;
    return { ...rest, status: "pending", attention: isSoon ? [...attention, "starts_soon"] : attention };
  }
  if (hire.suspendedAt) return { ...rest, status: "on_hold" };
  const held = holdReason(hire, policy, occasion);
  if (!held) return { ...rest, status: "invited", statusBefore: null };
  const codes: AttentionCode[] = held.reason === "possible_duplicate" ? attention : [...attention, held.reason];
  return { ...rest, status: "on_hold", attention: codes, sendOn: held.sendOn };
}

/** Whether HR excluded a hire, whom no rule includes again. */
export function isExcludedByHr({ status, attention }: Pick<HireState, "status" | "attention">): boolean {
  return status === "excluded" && attention.includes("excluded_by_hr");
}

/** Returns whether Greenhouse changed its value after HR set theirs, to a valid and different one, and HR has not decided yet. */
export function differsFromGreenhouse(
  hire: Pick<HireState, "values" | "greenhouseValues" | "problems" | "edits">,
  field: FieldName,
): boolean {
  const edit = hire.edits[field];
  const theirs = valueIn(hire.greenhouseValues, field);
  if (!edit || theirs === null || hire.problems[field]) return false;
  return theirs !== edit.seen && theirs !== valueIn(hire.values, field);
}

/** Why a hire cannot be sent an invitation now; null when they can. */
export function invitationObstacle(
  hire: Pick<NewHire, "status" | "missingFields" | "duplicateRank"> & { suspended: unknown },
): InvitationObstacle | null {
  if (hire.status === "withdrawn" || hire.status === "excluded") return hire.status;
  if (hire.suspended) return "suspended";
  if (hire.status === "started") return "already_started";
  if (hire.missingFields.length > 0) return "fields_missing";
  return hire.duplicateRank === "none" ? null : "duplicate_undecided";
}

export type SaveEffect =
  | { kind: "stays_pending"; missing: FieldName[] }
  | { kind: "invites"; to: string | null }
  | { kind: "holds"; reason: HoldReason; sendOn: string | null }
  | { kind: "sends_nothing" };

/** What the browser knows of the organization's decisions. */
export type KnownPolicy = Pick<InvitationPolicy, "inviteFrom" | "timing" | "today">;

/** What of a hire decides what saving does. */
export type DecidedHire = Pick<
  NewHire,
  "status" | "requiredFields" | "hiredOn" | "invitations" | "isInvitedAgain" | "duplicateRank" | "invitationPlan"
>;

/** What saving these values would do to a hire, decided as the server decides it. */
export function saveEffect(hire: DecidedHire, values: FieldValues, known: KnownPolicy): SaveEffect {
  if (hire.status !== "pending" && hire.status !== "on_hold") return { kind: "sends_nothing" };
  const missing = missingFields(values, hire.requiredFields);
  if (missing.length > 0) return { kind: "stays_pending", missing };
  const held = holdReason(
    {
      status: hire.status,
      attention: [],
      values,
      hiredOn: hire.hiredOn,
      plan: hire.invitationPlan,
      duplicateDecision: null,
      statusBefore: null,
      offerId: null,
      includedByHr: false,
    },
    {
      ...known,
      required: hire.requiredFields,
      importRules: [],
      invitedBefore: hire.invitations.length > 0 && !hire.isInvitedAgain,
      duplicateRank: hire.duplicateRank,
      duplicateInvited: false,
    },
    "hr",
  );
  return held ? { kind: "holds", ...held } : { kind: "invites", to: values.personalEmail };
}
