import { z } from "zod";
import { invitationPlanSchema, invitationSchema } from "@/lib/invitations/schema";

/** The fields of a hire's record, in the order the form shows them. */
export const hireFields = [
  "firstName",
  "lastName",
  "preferredName",
  "personalEmail",
  "phone",
  "address",
  "jobTitle",
  "department",
  "location",
  "employmentType",
  "managerName",
  "startDate",
] as const;
export type HireField = (typeof hireFields)[number];

/** The names people read, everywhere a field is named: form, chips, messages. */
export const fieldLabels: Record<HireField, string> = {
  firstName: "First name",
  lastName: "Last name",
  preferredName: "Preferred name",
  personalEmail: "Personal e-mail",
  phone: "Phone",
  address: "Address",
  jobTitle: "Job title",
  department: "Department",
  location: "Location",
  employmentType: "Employment type",
  managerName: "Manager",
  startDate: "Start date",
};

/** What an invitation needs unless an admin decides otherwise. */
export const requiredByDefault: readonly HireField[] = ["firstName", "lastName", "personalEmail", "jobTitle", "startDate"];

export const hireStatuses = ["pending", "on_hold", "invited", "started", "withdrawn", "ignored"] as const;
export type HireStatus = (typeof hireStatuses)[number];

/** Why a hire deserves a person's look; a hire can have several. */
export const attentionCodes = [
  "before_go_live",
  "possible_duplicate",
  "scheduled",
  "by_hand",
  "import_rule",
  "ignored_by_hr",
  "invitation_failed",
  "greenhouse_differs",
  "start_date_changed",
  "address_changed",
  "note_from_new_hire",
  "starts_soon",
] as const;
export type AttentionCode = (typeof attentionCodes)[number];

/** Why Greenhouse's value could not be taken, so that the record can say why it is pending. */
export const fieldProblems = ["only_work_address", "invalid"] as const;
export type FieldProblem = (typeof fieldProblems)[number];

/** Longest text each field takes, in UTF-16 code units. Addresses are several lines, e-mail is RFC 5321's limit. */
export const fieldMaxLength: Record<HireField, number> = {
  firstName: 100,
  lastName: 100,
  preferredName: 100,
  personalEmail: 254,
  phone: 50,
  address: 1000,
  jobTitle: 200,
  department: 200,
  location: 200,
  employmentType: 100,
  managerName: 200,
  startDate: 10,
};

const personNames = new Set<HireField>(["firstName", "lastName", "preferredName", "managerName"]);
// U+FFFD stands for what the sender or the connector could not read. Control characters can break headers and terminals; bidirectional overrides can make a name read as another.
const forbiddenCharacters = /[\p{Cc}\u202A-\u202E\u2066-\u2069\uFFFD-\uFFFF]/u;
const forbiddenInAddress = /[^\P{Cc}\n]|[\u202A-\u202E\u2066-\u2069\uFFFD]/u;
// A text of these alone shows nothing: it is as good as empty.
const invisible = /[\p{Cf}\p{Zs}\u115F\u1160\u2800\u3164\uFFA0]/gu;
const emailSchema = z.email();
const isoDateSchema = z.iso.date();

export type FieldParse = { ok: true; value: string | null } | { ok: false; reason: string };

/**
 * Reads one field as Greenhouse or HR gives it: trims, normalizes to Unicode NFC, folds runs of white space
 * (an address keeps its lines), treats empty as missing, and says in words what is wrong with anything else.
 * The same rule serves the sync, the form and the API, so a value is valid everywhere or nowhere.
 */
export function parseField(field: HireField, raw: string | null): FieldParse {
  if (raw === null) return { ok: true, value: null };
  const text = tidy(field, raw);
  if (text.replace(invisible, "") === "") return { ok: true, value: null };
  if (!text.isWellFormed()) return { ok: false, reason: "It contains characters that cannot be read." };
  if (text.length > fieldMaxLength[field]) return { ok: false, reason: `Use at most ${fieldMaxLength[field]} characters.` };
  if ((field === "address" ? forbiddenInAddress : forbiddenCharacters).test(text)) {
    return { ok: false, reason: "It contains control characters, which cannot be shown or printed." };
  }
  if (personNames.has(field) && /[<>]/.test(text)) return { ok: false, reason: "A name cannot contain < or >." };
  if (field === "personalEmail" && !emailSchema.safeParse(text).success) {
    return { ok: false, reason: "This is not a complete e-mail address." };
  }
  if (field === "startDate" && (!isoDateSchema.safeParse(text).success || text < "1900-01-01" || text > "2199-12-31")) {
    return { ok: false, reason: "This is not a date in the calendar. Use year-month-day." };
  }
  return { ok: true, value: text };
}

function tidy(field: HireField, raw: string): string {
  const text = raw.normalize("NFC");
  if (field !== "address") return text.replace(/\s+/gu, " ").trim();
  return text
    .split(/\r\n?|\n/u)
    .map((line) => line.replace(/\s+/gu, " ").trim())
    .join("\n")
    .replace(/\n{3,}/gu, "\n\n")
    .trim();
}

const fieldViewSchema = z.object({
  value: z.string().nullable(),
  source: z.enum(["greenhouse", "hr"]).nullable(),
  /** What Greenhouse has, also when it is not valid or HR decided otherwise. */
  greenhouseValue: z.string().nullable(),
  /** Why Greenhouse's value is not taken; null when it is, or when there is none. */
  problem: z.enum(fieldProblems).nullable(),
  /** Greenhouse changed its value after HR set theirs, and nobody has decided yet. */
  differs: z.boolean(),
  /** Who set HR's value, and when. */
  editedBy: z.string().nullable(),
  editedAt: z.iso.datetime().nullable(),
});
export type FieldView = z.infer<typeof fieldViewSchema>;

export const newHireSchema = z.object({
  id: z.uuid(),
  status: z.enum(hireStatuses),
  attention: z.array(z.enum(attentionCodes)),
  missingFields: z.array(z.enum(hireFields)),
  requiredFields: z.array(z.enum(hireFields)),
  fields: z.object(Object.fromEntries(hireFields.map((field) => [field, fieldViewSchema])) as Record<HireField, typeof fieldViewSchema>),
  greenhouse: z.object({ candidateId: z.number(), applicationId: z.number(), offerId: z.number() }),
  invitations: z.array(invitationSchema),
  /** When this one's invitation goes out; null: as the organization decided. */
  invitationPlan: invitationPlanSchema.nullable(),
  /** The day on which a scheduled invitation goes out. */
  sendOn: z.iso.date().nullable(),
  /** Whether it looks like another hire about whom nobody has decided, and who of them was here first. */
  likeness: z.enum(["none", "first", "second"]),
  /** The calendar day the offer was accepted in Greenhouse, when known. */
  hiredOn: z.string().nullable(),
  pendingSince: z.iso.datetime().nullable(),
  /** When Greenhouse is asked about this person again by itself; null when it is not. */
  nextCheckAt: z.iso.datetime().nullable(),
  version: z.number().int(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type NewHire = z.infer<typeof newHireSchema>;

export const newHireCountsSchema = z.object({
  pending: z.number().int(),
  onHold: z.number().int(),
  invited: z.number().int(),
  started: z.number().int(),
  withdrawn: z.number().int(),
  ignored: z.number().int(),
  attention: z.number().int(),
});
export type NewHireCounts = z.infer<typeof newHireCountsSchema>;

export const newHireListSchema = z.object({
  items: z.array(newHireSchema),
  nextCursor: z.string().nullable(),
  counts: newHireCountsSchema,
});
export type NewHireList = z.infer<typeof newHireListSchema>;

export const newHireSorts = ["startDate", "-startDate", "name", "-name", "updatedAt", "-updatedAt", "createdAt", "-createdAt"] as const;
export type NewHireSort = (typeof newHireSorts)[number];

/** The query of `GET /api/new-hires`. Without `status` every hire is listed. */
export const newHireQuerySchema = z.object({
  status: z.enum(hireStatuses).optional(),
  attention: z.enum(attentionCodes).optional(),
  search: z.string().trim().max(200).optional(),
  sort: z.enum(newHireSorts).default("startDate"),
  cursor: z.string().max(1000).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type NewHireQuery = z.infer<typeof newHireQuerySchema>;
export type NewHireFilter = Partial<Omit<NewHireQuery, "cursor">>;

const changesSchema = z.record(z.string(), z.string().nullable()).transform((changes, context) => {
  const parsed: Partial<Record<HireField, string | null>> = {};
  for (const [name, raw] of Object.entries(changes)) {
    const field = hireFields.find((known) => known === name);
    const result: FieldParse = field ? parseField(field, raw) : { ok: false, reason: "There is no such field." };
    if (!result.ok) context.addIssue({ code: "custom", path: [name], message: result.reason, input: undefined });
    else if (field) parsed[field] = result.value;
  }
  return parsed;
});

/**
 * The body of `PATCH /api/new-hires/{id}`. `changes` become HR's; `take` returns a field to Greenhouse's value and
 * follows it again; `keep` settles a difference in favour of ours.
 */
export const newHireEditSchema = z.object({
  version: z.number().int().min(1),
  changes: changesSchema.default({}),
  take: z.array(z.enum(hireFields)).max(hireFields.length).default([]),
  keep: z.array(z.enum(hireFields)).max(hireFields.length).default([]),
});
export type NewHireEdit = z.infer<typeof newHireEditSchema>;
/** What the browser sends for an edit. */
export type NewHireEditInput = z.input<typeof newHireEditSchema>;

/** The body of `POST /api/new-hires/invitations`. */
export const sendInvitationsSchema = z.object({ ids: z.array(z.uuid()).min(1).max(500) });

export const sendInvitationsResultSchema = z.object({
  results: z.array(z.object({ id: z.string(), ok: z.boolean(), code: z.string().optional() })),
});
export type SendInvitationsResult = z.infer<typeof sendInvitationsResultSchema>;

/** The body of `POST /api/new-hires/{id}/duplicate`. */
export const duplicateDecisionSchema = z.object({ decision: z.enum(["send_anyway", "keep_separate", "ignore"]) });
export type DuplicateDecision = z.infer<typeof duplicateDecisionSchema>["decision"];

/** Other hires that look like the same person, by what they share. */
export const lookalikesSchema = z.object({
  items: z.array(z.object({ id: z.uuid(), name: z.string(), status: z.enum(hireStatuses), shares: z.enum(["candidate", "address"]) })),
});

/** A mail that HR writes to somebody who was withdrawn after the invitation. */
export const courtesyMailSchema = z.object({
  subject: z
    .string()
    .trim()
    .min(1, "Write a subject.")
    .max(200)
    .regex(/^[^\r\n]*$/, "The subject is one line."),
  text: z.string().trim().min(1, "Write the mail.").max(5000),
});
