import { needAttention } from "@/lib/connections/mutations";
import type { AttentionReason } from "@/lib/connections/schema";
import { GreenhouseError } from "@/lib/greenhouse/connector";
import { UnsealError } from "@/lib/platform/crypto";
import { inOrganization, type OrganizationId } from "@/lib/platform/db";

/** What an admin has to do before Greenhouse can be asked again; null for what passes by itself. */
export function attentionOf(error: unknown): { code: AttentionReason; message: string; missingPermission?: string | undefined } | null {
  if (error instanceof UnsealError) {
    return { code: "credential_unreadable", message: "The stored credential can no longer be opened. Connect Greenhouse again." };
  }
  if (!(error instanceof GreenhouseError)) return null;
  if (error.failure === "credential_rejected") {
    return {
      code: error.failure,
      message:
        "Greenhouse does not accept the credential any more: it was revoked or deleted there, or has ended. Connect Greenhouse again.",
    };
  }
  if (error.failure !== "permission_missing") return null;
  return { code: error.failure, message: error.message, missingPermission: error.permission };
}

/** Marks the connection that was read and failed when an admin has to mend it, and says whether that is so. */
export async function noteRefusal(
  organizationId: OrganizationId,
  { id: integrationId, credentialSealed }: { id: string; credentialSealed: string | null },
  error: unknown,
  now: Date,
): Promise<boolean> {
  const reason = attentionOf(error);
  if (!reason || credentialSealed === null) return false;
  await inOrganization(organizationId, (tx) => needAttention(tx, organizationId, { integrationId, credentialSealed }, reason, now));
  return true;
}
