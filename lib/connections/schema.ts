import * as z from "zod/mini";
import { invitationsSchema } from "@/lib/settings/schema";
import { syncRunSchema } from "@/lib/sync-runs/schema";

export const integrationStatuses = ["not_connected", "connected", "needs_attention", "paused"] as const;
export type IntegrationStatus = (typeof integrationStatuses)[number];

export const greenhouseGrants = ["key", "client_credentials", "authorization_code"] as const;
export type GreenhouseGrant = (typeof greenhouseGrants)[number];

/** The two permissions the guide ticks on a Harvest v1 key, named as Greenhouse prints them. */
export const v1Permissions = ["Candidates: Get: Retrieve Candidate", "Offers: Get: List Offers"] as const;

/** What a permission is for, and what is off without it; by the name that Greenhouse gives it. */
export const permissionFacts: Record<string, { purpose: string; without: string }> = {
  "Candidates: Get: Retrieve Candidate": {
    purpose: "reads the person and the job",
    without: "This key may not retrieve candidates, so nobody's record could be read.",
  },
  "Offers: Get: List Offers": {
    purpose: "finds accepted offers",
    without: "This key may not list offers, so hires could not be found.",
  },
  "harvest:offers:list": {
    purpose: "finds accepted offers",
    without: "This credential may not list offers, so hires could not be found.",
  },
  "harvest:applications:list": {
    purpose: "tells who is hired",
    without: "This credential may not list applications, so nobody could be told to be hired.",
  },
  "harvest:candidates:list": {
    purpose: "reads the person",
    without: "This credential may not list candidates, so nobody's record could be read.",
  },
  "harvest:jobs:list": { purpose: "fills in the job title", without: "The job title stays empty, so HR enters it for every hire." },
  "harvest:departments:list": { purpose: "fills in the department", without: "The department stays empty." },
  "harvest:offices:list": { purpose: "fills in the location", without: "The location stays empty." },
  "harvest:job_hiring_managers:list": { purpose: "finds the job's hiring manager", without: "The manager stays empty." },
  "harvest:users:list": { purpose: "names the hiring manager", without: "The manager stays empty." },
};

export const attentionReasons = ["credential_rejected", "permission_missing", "credential_unreadable"] as const;
export type AttentionReason = (typeof attentionReasons)[number];

export const greenhouseViewSchema = z.object({
  status: z.enum(integrationStatuses),
  apiVersion: z.nullable(z.enum(["v1", "v3"])),
  /** How the portal proves itself: a v1 key, a client ID and secret, or an approval given in Greenhouse. */
  grant: z.nullable(z.enum(greenhouseGrants)),
  /** The last four characters behind bullets; the credential itself never leaves the server. */
  credentialHint: z.nullable(z.string()),
  /** `optional` ones fill in a field each; without the others nothing works. */
  permissions: z.array(z.object({ name: z.string(), granted: z.boolean(), optional: z._default(z.boolean(), false) })),
  /** The credential works and shows nobody: an empty account, or it acts for somebody who is not a Site Admin. */
  seesNothing: z.boolean(),
  /** The v1 key is kept until the first good v3 sync. */
  formerKeyKept: z.boolean(),
  /** Whether an admin can connect by approving in Greenhouse, without pasting anything. */
  approvalOffered: z.boolean(),
  webhook: z.nullable(z.object({ url: z.url(), secretSet: z.boolean(), lastDeliveryAt: z.nullable(z.iso.datetime()) })),
  attention: z.nullable(z.object({ code: z.enum(attentionReasons), message: z.string(), since: z.iso.datetime() })),
  verifiedAt: z.nullable(z.iso.datetime()),
  /** Hires who start before this day are not invited by themselves. */
  inviteFrom: z.nullable(z.iso.date()),
  /** When invitations go out, and by whose calendar: the rest of what decides what saving a record will do. */
  timing: invitationsSchema.shape.timing,
  timeZone: invitationsSchema.shape.timeZone,
  nextSyncAt: z.nullable(z.iso.datetime()),
  lastSync: z.nullable(syncRunSchema),
  version: z.int(),
});
export type GreenhouseView = z.infer<typeof greenhouseViewSchema>;

/**
 * A Harvest key as people paste it: white space and line breaks around it come from copying and are dropped; inside
 * they mean that something else was pasted. Keys are printable ASCII; 512 characters is far beyond any seen.
 */
const apiKeySchema = z.string().check(
  z.trim(),
  z.minLength(1, "Paste the key."),
  z.maxLength(512, "This is longer than any Greenhouse key."),
  z.regex(/^[\x21-\x7e]+$/, "A Greenhouse key has no spaces or line breaks inside. Copy it again, whole and alone."),
  // Basic authentication separates user name and password at the first colon (RFC 7617), so a key cannot hold one.
  z.regex(/^[^:]*$/, "A Greenhouse key has no colon. Copy the key alone, without what stands beside it."),
);

const clientIdSchema = z
  .string()
  .check(
    z.trim(),
    z.minLength(1, "Paste the client ID."),
    z.maxLength(512, "This is longer than any client ID."),
    z.regex(/^[\x21-\x7e]+$/, "A client ID has no spaces or line breaks inside. Copy it again, whole and alone."),
    z.regex(/^[^:]*$/, "A client ID has no colon. Copy the client ID alone."),
  );

const clientSecretSchema = z
  .string()
  .check(
    z.trim(),
    z.minLength(1, "Paste the client secret."),
    z.maxLength(1024, "This is longer than any client secret."),
    z.regex(/^[\x21-\x7e]+$/, "A client secret has no spaces or line breaks inside. Copy it again, whole and alone."),
  );

/** Greenhouse's number of the user whom a token acts for; left out, it acts for the credential's service account. */
const userIdSchema = z.optional(
  z.pipe(
    z.pipe(
      z.pipe(z.union([z.string().check(z.trim()), z.number()]), z.transform(String)),
      z.string().check(z.regex(/^\d{0,18}$/, "The user id is a number; Greenhouse shows it in the address of the user's page.")),
    ),
    z.transform((digits) => (digits === "" ? undefined : digits)),
  ),
);

const inviteFromSchema = z.optional(z.iso.date());

/** The body of `PUT /api/partner-integrations/greenhouse` with a v1 key. */
export const connectV1Schema = z.object({ apiVersion: z.literal("v1"), apiKey: apiKeySchema, inviteFrom: inviteFromSchema });

/** The same with a client ID and secret of Harvest v3. */
export const connectV3Schema = z.object({
  apiVersion: z.literal("v3"),
  clientId: clientIdSchema,
  clientSecret: clientSecretSchema,
  userId: userIdSchema,
  inviteFrom: inviteFromSchema,
});

/** The body of `PUT /api/partner-integrations/greenhouse`. */
export const connectGreenhouseSchema = z.discriminatedUnion("apiVersion", [connectV1Schema, connectV3Schema]);
export type ConnectGreenhouse = z.infer<typeof connectGreenhouseSchema>;
export type ConnectGreenhouseInput = z.input<typeof connectGreenhouseSchema>;
export type ConnectV3 = z.infer<typeof connectV3Schema>;

/** What Greenhouse says through another connection, held against the hires that are here. Ids are ours, except `onlyThere`. */
export const comparisonSchema = z.object({
  same: z.int(),
  changed: z.array(z.object({ id: z.uuid(), fields: z.array(z.string()) })),
  onlyHere: z.array(z.uuid()),
  /** Greenhouse's application ids. */
  onlyThere: z.array(z.int()),
});
export type Comparison = z.infer<typeof comparisonSchema>;

/** Why an admin came back from Greenhouse's consent page without a connection; part of the settings page's address. */
export const approvalErrors = ["declined", "unknown_state", "code_refused", "permission_missing", "unreachable"] as const;
export type ApprovalError = (typeof approvalErrors)[number];

/** The body of `PATCH /api/partner-integrations/greenhouse`: moves the go-live date. */
export const changeGreenhouseSchema = z.object({ version: z.int().check(z.gte(1)), inviteFrom: z.iso.date() });
export type ChangeGreenhouse = z.infer<typeof changeGreenhouseSchema>;

/** What of a credential is shown again: its last four characters, when it is long enough that they give nothing away. */
export function hintOf(secret: string): string {
  return `••••${secret.length >= 12 ? secret.slice(-4) : ""}`;
}

export const syncStartedSchema = z.object({ runId: z.uuid() });

/** The answer of `POST /api/partner-integrations/greenhouse/webhook-secret`: the secret is shown this once. */
export const webhookSecretSchema = z.object({ url: z.url(), secret: z.string() });
export type WebhookSecret = z.infer<typeof webhookSecretSchema>;
