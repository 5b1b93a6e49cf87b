import { type FieldProblem, fieldLabels, type HireField, hireFields } from "@/lib/hire-fields/schema";
import type { AttentionCode, HireStatus, NewHire } from "@/lib/hires/schema";
import { sendDay } from "@/lib/invitations/rules";
import type { InvitationPlan, InvitationSettings } from "@/lib/invitations/schema";
import { daysBetween, startOf } from "@/lib/platform/calendar";
import { isImported } from "@/lib/settings/rules";
import type { ImportRule } from "@/lib/settings/schema";

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
  timing: InvitationSettings["timing"];
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

/** The text that a search looks through: name, e-mail and job without case and accents, so that "lukasz" finds "Łukasz". */
export function searchText(values: FieldValues): string {
  return searchForm(
    [values.firstName, values.lastName, values.preferredName, values.personalEmail, values.jobTitle]
      .filter((one) => one !== null)
      .join(" "),
  );
}

// Letters that Unicode does not decompose into a base letter and a mark.
const plainLetters: Record<string, string> = { ł: "l", ø: "o", đ: "d", ß: "ss", æ: "ae", œ: "oe", ð: "d", þ: "th", ı: "i", ħ: "h" };

/** A text as the search compares it: lower case, no accents, single spaces. */
export function searchForm(text: string): string {
  return text
    .toLowerCase()
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[łøđßæœðþıħ]/gu, (letter) => plainLetters[letter] ?? letter)
    .replace(/\s+/gu, " ")
    .trim();
}

/** Where each field comes from in Greenhouse, for the sentence under a missing field. */
const whereFrom: Record<HireField, string> = {
  firstName: "the candidate's first name",
  lastName: "the candidate's last name",
  preferredName: "the candidate's preferred name",
  personalEmail: "an e-mail of type personal on the candidate",
  phone: "a phone number on the candidate",
  address: "an address on the candidate",
  jobTitle: "the job of the hired application",
  department: "the job's department",
  location: "the job's office",
  employmentType: "the offer's employment type",
  managerName: "the job's hiring manager",
  startDate: "the start date of the accepted offer",
};

/** One sentence on a missing field: why Greenhouse's value could not be taken, or where it would come from. */
export function missingFieldReason(field: HireField, view: { greenhouseValue: string | null; problem: FieldProblem | null }): string {
  if (view.problem === "only_work_address") {
    return "Greenhouse only has a work address, which belongs to the current employer. Enter a personal one here, or add it to the candidate in Greenhouse and it arrives by itself.";
  }
  if (view.problem === "invalid") {
    return `Greenhouse has “${view.greenhouseValue ?? ""}”, which is not valid. Correct it here, or in Greenhouse and it arrives by itself.`;
  }
  return `Greenhouse does not have ${whereFrom[field]}. Enter it here, or fill it in Greenhouse and it arrives by itself.`;
}

/** One sentence on why a hire is pending, naming the fields; null when nothing is missing. */
export function pendingReason(missing: readonly HireField[]): string | null {
  if (missing.length === 0) return null;
  return `The ${fieldList(missing)} ${missing.length === 1 ? "is" : "are"} missing.`;
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

/** Names in a sentence: "start date, job title and phone". */
export function fieldList(fields: readonly HireField[]): string {
  const names = fields.map((field) => fieldLabels[field].toLowerCase());
  return names.length < 2 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

/** First and last name as a mail addresses somebody; empty when both are missing. */
export function fullName(values: Pick<FieldValues, "firstName" | "lastName">): string {
  return [values.firstName, values.lastName].filter((part) => part !== null).join(" ");
}

/** A plain date in words, never shifted by a time zone: "Monday, 3 May 2027". */
export function inWords(day: string): string {
  const date = startOf(day);
  return date.toLocaleDateString("en-GB", { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
}

/** The name a hire is listed by; someone whose names are missing is known by Greenhouse's number. */
export function shownName({ fields, greenhouse }: Pick<NewHire, "fields" | "greenhouse">): string {
  return fullName({ firstName: fields.firstName.value, lastName: fields.lastName.value }) || `Candidate ${greenhouse.candidateId}`;
}
