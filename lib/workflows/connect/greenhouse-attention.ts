import { needAttention } from "@/lib/connections/mutations";
import type { AttentionReason } from "@/lib/connections/schema";
import { GreenhouseError } from "@/lib/greenhouse/connector";
import * as m from "@/lib/messages/generated/server/connections";
import { UnsealError } from "@/lib/platform/crypto";
import { inOrganization, type OrganizationId } from "@/lib/platform/db";
import { AppError } from "@/lib/platform/errors";

/** Returns what an admin has to do before the next sync; null for failures that are retried automatically. */
export function attentionOf(error: unknown): { code: AttentionReason; message: string; missingPermission?: string | undefined } | null {
  if (error instanceof UnsealError) {
    return { code: "credential_unreadable", message: m.credentialUnreadable() };
  }
  if (!(error instanceof GreenhouseError)) return null;
  if (error.failure === "credential_rejected") {
    return {
      code: error.failure,
      message: m.credentialRejected(),
    };
  }
  if (error.failure !== "permission_missing") return null;
  return { code: error.failure, message: error.message, missingPermission: error.permission };
}

/** Marks a connection whose request failed as needing attention if an admin has to fix it. Returns whether that is so. */
export async function noteRefusal(
  organizationId: OrganizationId,
  { id: integrationId, credentialSealed }: { id: string; credentialSealed: string | null },
  error: unknown,
): Promise<boolean> {
  const reason = attentionOf(error);
  if (!reason || credentialSealed === null) return false;
  await inOrganization(organizationId, (tx, now) => needAttention(tx, organizationId, { integrationId, credentialSealed }, reason, now));
  return true;
}

/** Returns the error of a request that a person waited for and Greenhouse did not answer. `message` says what did not happen, and why. */
export function notAnswered({ failure }: GreenhouseError, message: string): AppError {
  return new AppError("greenhouse_unreachable", message, { params: { failure }, retryAfterSeconds: 30 });
}
