import { type AccountRow, unsafeFindAccount } from "@/lib/auth/accounts/data";
import { verifyPassword } from "@/lib/auth/password";
import { type Attempt, countSignInAttempt, forgetSignInAttempts } from "@/lib/auth/throttle";
import * as problems from "@/lib/messages/generated/problems";
import { AppError } from "@/lib/platform/errors";

/**
 * Returns the account of an attempt, null where there is none, and whether the password is its own. The only place that checks one: every
 * guess is counted for the account and the address that are then looked at, and unknown accounts take the same time. Throws
 * `too_many_requests` while either has to wait.
 */
export async function checkPassword(attempt: Attempt, password: string): Promise<{ account: AccountRow | null; isRight: boolean }> {
  const wait = await countSignInAttempt(attempt);
  if (wait !== null) throw new AppError("too_many_requests", problems.tooManySignIns(), { retryAfterSeconds: wait });
  const account = await unsafeFindAccount(attempt.account);
  const isRight = await verifyPassword(account?.passwordHash ?? null, password);
  if (isRight) await forgetSignInAttempts(attempt);
  return { account, isRight };
}
