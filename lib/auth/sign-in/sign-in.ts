import { UNKNOWN_PERSON } from "@/lib/audit/actions";
import { recordAudit } from "@/lib/audit/mutations";
import { accountEmail } from "@/lib/auth/accounts/data";
import { auditEverywhere } from "@/lib/auth/accounts/mutations";
import { type DeviceNames, startSession } from "@/lib/auth/accounts/sessions";
import type { Credentials } from "@/lib/auth/schema";
import { checkPassword } from "@/lib/auth/sign-in/check-password";
import type { SessionToken } from "@/lib/auth/sign-in/options";
import { type AccountId, inAccount } from "@/lib/platform/db";

/** Where a sign-in comes from. */
export interface Caller {
  address: string;
  /** A browser that signed in to this account before, by its own cookie. */
  device: string | null;
  names: DeviceNames;
  /** Has something done after the answer: what is done for known accounts alone must not make theirs later. */
  later(work: () => Promise<void>): void;
}

/**
 * Counts the attempt for the account and the address whose password is then checked, and starts a session if it is right; otherwise
 * returns null. Unknown users take the same time. Throws `too_many_requests` while the account or the address has to wait.
 */
export async function signIn({ email, password }: Credentials, caller: Caller): Promise<SessionToken | null> {
  const { address, device, names, later } = caller;
  const { account, isRight } = await checkPassword({ account: accountEmail(email), address, device }, password);
  if (!account) return null;
  if (!isRight) {
    later(() => recordFailure(account.id));
    return null;
  }
  const sessionId = await startSession({ account, method: "password" }, names);
  return sessionId === null ? null : { sessionId, accountId: account.id };
}

async function recordFailure(accountId: AccountId): Promise<void> {
  await inAccount(accountId, (tx) =>
    auditEverywhere(tx, accountId, (own, { organizationId, userId }) =>
      recordAudit(own, {
        organizationId,
        actor: { id: null, name: UNKNOWN_PERSON },
        action: "user.sign_in_failed",
        subject: `user:${userId}`,
        changes: {},
      }),
    ),
  );
}
