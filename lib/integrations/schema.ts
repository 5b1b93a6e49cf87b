import { z } from "zod";
import { syncRunSchema } from "@/lib/sync-runs/schema";

export const integrationStatuses = ["not_connected", "connected", "needs_attention", "paused"] as const;
export type IntegrationStatus = (typeof integrationStatuses)[number];

/** The two permissions the guide ticks on a Harvest v1 key, named as Greenhouse prints them. */
export const v1Permissions = ["Candidates: Get: Retrieve Candidate", "Offers: Get: List Offers"] as const;
export type V1Permission = (typeof v1Permissions)[number];

export const attentionReasons = ["credential_rejected", "permission_missing", "credential_unreadable"] as const;
export type AttentionReason = (typeof attentionReasons)[number];

export const greenhouseViewSchema = z.object({
  status: z.enum(integrationStatuses),
  apiVersion: z.enum(["v1", "v3"]).nullable(),
  /** The last four characters behind bullets; the credential itself never leaves the server. */
  credentialHint: z.string().nullable(),
  permissions: z.array(z.object({ name: z.string(), granted: z.boolean() })),
  attention: z.object({ code: z.enum(attentionReasons), message: z.string(), since: z.iso.datetime() }).nullable(),
  verifiedAt: z.iso.datetime().nullable(),
  /** Hires who start before this day are not invited by themselves. */
  inviteFrom: z.iso.date().nullable(),
  nextSyncAt: z.iso.datetime().nullable(),
  lastSync: syncRunSchema.nullable(),
  version: z.number().int(),
});
export type GreenhouseView = z.infer<typeof greenhouseViewSchema>;

/**
 * A Harvest key as people paste it: white space and line breaks around it come from copying and are dropped; inside
 * they mean that something else was pasted. Keys are printable ASCII; 512 characters is far beyond any seen.
 */
const apiKeySchema = z
  .string()
  .trim()
  .min(1, "Paste the key.")
  .max(512, "This is longer than any Greenhouse key.")
  .regex(/^[\x21-\x7e]+$/, "A Greenhouse key has no spaces or line breaks inside. Copy it again, whole and alone.")
  // Basic authentication separates user name and password at the first colon (RFC 7617), so a key cannot hold one.
  .regex(/^[^:]*$/, "A Greenhouse key has no colon. Copy the key alone, without what stands beside it.");

/** The body of `PUT /api/partner-integrations/greenhouse`. */
export const connectGreenhouseSchema = z.object({
  apiVersion: z.literal("v1"),
  apiKey: apiKeySchema,
  inviteFrom: z.iso.date().optional(),
});
export type ConnectGreenhouse = z.infer<typeof connectGreenhouseSchema>;
export type ConnectGreenhouseInput = z.input<typeof connectGreenhouseSchema>;

/** The body of `PATCH /api/partner-integrations/greenhouse`: moves the go-live date. */
export const changeGreenhouseSchema = z.object({ version: z.number().int().min(1), inviteFrom: z.iso.date() });
export type ChangeGreenhouse = z.infer<typeof changeGreenhouseSchema>;

/** What of a credential is shown again: its last four characters, when it is long enough that they give nothing away. */
export function hintOf(secret: string): string {
  return `••••${secret.length >= 12 ? secret.slice(-4) : ""}`;
}

export const syncStartedSchema = z.object({ runId: z.uuid() });
