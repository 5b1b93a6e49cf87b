import * as z from "zod/mini";
import { sent } from "@/lib/platform/columns";
import { syncRunSchema } from "@/lib/sync-runs/schema";

const connectionStatuses = ["not_connected", "connected", "needs_attention", "paused"] as const;
export type ConnectionStatus = (typeof connectionStatuses)[number];

const greenhouseGrants = ["key", "client_credentials", "authorization_code"] as const;
export type GreenhouseGrant = (typeof greenhouseGrants)[number];

const attentionReasons = ["credential_rejected", "permission_missing", "credential_unreadable"] as const;
export type AttentionReason = (typeof attentionReasons)[number];

export const greenhouseViewSchema = z.object({
  status: z.enum(connectionStatuses),
  apiVersion: z.nullable(z.enum(["v1", "v3"])),
  /** How the portal proves itself: a v1 key, a client ID and secret, or an approval given in Greenhouse. */
  grant: z.nullable(z.enum(greenhouseGrants)),
  /** The last four characters behind bullets; the credential itself never leaves the server. */
  credentialHint: z.nullable(z.string()),
  /** `optional` ones fill in a field each; without the others nothing works. */
  permissions: z.array(z.object({ name: z.string(), granted: z.boolean(), optional: z._default(z.boolean(), false) })),
  /** The credential works but returns no candidates: the account is empty, or the user it acts for is not a Site Admin. */
  seesNothing: z.boolean(),
  /** The v1 key is kept until the first good v3 sync. */
  formerKeyKept: z.boolean(),
  /** Whether an admin can connect by approving in Greenhouse, without pasting anything. */
  approvalOffered: z.boolean(),
  webhook: z.nullable(
    z.object({
      url: z.url(),
      secretSet: z.boolean(),
      lastDeliveryAt: z.nullable(z.iso.datetime()),
      /** How many the portal made in Greenhouse itself and looks after; 0: none. */
      managed: z.int(),
    }),
  ),
  attention: z.nullable(z.object({ code: z.enum(attentionReasons), message: z.string(), since: z.iso.datetime() })),
  verifiedAt: z.nullable(z.iso.datetime()),
  /** Hires who start before this day are not invited automatically. */
  inviteFrom: z.nullable(z.iso.date()),
  /** When invitations go out, and by whose calendar: the rest of what decides what saving a record will do. */
  timing: z.object({ mode: z.enum(["at_once", "days_before_start", "by_hand"]), days: z.int() }),
  timeZone: z.string(),
  nextSyncAt: z.nullable(z.iso.datetime()),
  lastSync: z.nullable(syncRunSchema),
  version: z.int(),
});
export type GreenhouseView = z.infer<typeof greenhouseViewSchema>;

/** Why an admin came back from Greenhouse's consent page without a connection; part of the settings page's address. */
export const approvalErrors = ["declined", "unknown_state", "code_refused", "permission_missing", "unreachable"] as const;
export type ApprovalError = (typeof approvalErrors)[number];

/** The body of `PATCH /api/partner-integrations/greenhouse`: moves the go-live date. */
export const changeGreenhouseSchema = z.object({ version: sent.version.check(z.gte(1)), inviteFrom: sent.day });
export type ChangeGreenhouse = z.infer<typeof changeGreenhouseSchema>;

export const syncStartedSchema = z.object({ runId: z.uuid() });
