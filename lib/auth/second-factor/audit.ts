import type { AuditAction } from "@/lib/audit/actions";
import { recordAudit } from "@/lib/audit/mutations";
import type { Membership } from "@/lib/auth/accounts/data";
import type { TenantTx } from "@/lib/platform/db";

/** What the audit log records of a person's second factors, none of it with a value. */
export type FactorAction = Extract<
  AuditAction,
  | "user.totp_added"
  | "user.totp_removed"
  | "user.passkey_added"
  | "user.passkey_renamed"
  | "user.passkey_removed"
  | "user.recovery_codes_made"
  | "user.recovery_code_used"
  | "user.second_factor_failed"
  | "user.second_factors_reset"
  | "user.device_remembered"
  | "user.device_forgotten"
>;

/** Returns what writes such an entry to the audit log of one of the person's organizations: by themselves, or by someone else. */
export function recordOwn(action: FactorAction, other?: { id: null; name: string }) {
  return (tx: TenantTx, { organizationId, userId, name }: Membership): Promise<void> =>
    recordAudit<FactorAction>(tx, { organizationId, actor: other ?? { id: userId, name }, action, subject: `user:${userId}`, changes: {} });
}
