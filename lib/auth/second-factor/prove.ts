import { UNKNOWN_PERSON } from "@/lib/audit/actions";
import { auditEverywhere, recordOwn } from "@/lib/auth/accounts/mutations";
import type { Asked } from "@/lib/auth/second-factor/challenges";
import { factorKindsOf } from "@/lib/auth/second-factor/data";
import { type Shown, verifiedAssertion } from "@/lib/auth/second-factor/passkeys";
import { takeRecoveryCode } from "@/lib/auth/second-factor/recovery-codes";
import { rememberedSince } from "@/lib/auth/second-factor/remembered-devices";
import { isTotpCode, stepsAround, totpContext, totpStepOf } from "@/lib/auth/second-factor/totp";
import { countFactorAttempt, forgetFactorAttempts } from "@/lib/auth/throttle";
import * as m from "@/lib/messages/generated/auth/refusal";
import { unseal } from "@/lib/platform/crypto";
import { type AccountId, type AccountTx, inAccount } from "@/lib/platform/db";
import { AppError } from "@/lib/platform/errors";

/** What was sent beside the password. */
export interface SentFactor {
  code?: string | undefined;
  assertion?: string | undefined;
}

/** Has something done after the answer, or at once. */
export type Later = (work: () => Promise<void>) => void | Promise<void>;

interface Browser {
  asked: Asked;
  /** The token by which it may be remembered. */
  remembered: string | null;
  later: Later;
}

/**
 * Returns when a person whose password was right gave their second factor: now by what they sent, `isGiven`, or before in a remembered browser;
 * null where they have none. Throws `second_factor_required` with the kinds that they have, `invalid_second_factor` and `too_many_requests`.
 */
export async function secondFactorOf(
  accountId: AccountId,
  { code, assertion }: SentFactor,
  { asked, remembered, later }: Browser,
): Promise<{ at: Date | null; isGiven: boolean }> {
  const { kinds, since } = await inAccount(accountId, async (tx, now) => ({
    kinds: await factorKindsOf(tx, accountId),
    since: remembered === null ? null : await rememberedSince(tx, accountId, remembered, now),
  }));
  if (kinds.length === 0) return { at: null, isGiven: false };
  if (assertion) return { at: (await provePasskey(asked, assertion, accountId, later)).at, isGiven: true };
  if (code) return { at: await proveCode(accountId, code, later), isGiven: true };
  if (since) return { at: since, isGiven: false };
  throw new AppError("second_factor_required", m.secondFactorRequired(), { params: { kinds } });
}

/** Returns whose passkey signed what was asked: this person's. Throws `invalid_second_factor`. */
export async function provePasskey(asked: Asked, assertion: string, accountId: AccountId, later: Later): Promise<Shown> {
  const shown = await verifiedAssertion(asked, assertion);
  if (shown?.accountId === accountId) return shown;
  await later(() => recordFailure(accountId));
  throw new AppError("invalid_second_factor", m.passkeyRefused());
}

/**
 * Returns when a code of the person's app, or a recovery code, was taken: each is once. Every guess is counted for the account before it is
 * looked at, apart from guesses at the password, which a right one would forget. Throws `invalid_second_factor` and `too_many_requests`.
 */
async function proveCode(accountId: AccountId, code: string, later: Later): Promise<Date> {
  const wait = await countFactorAttempt(accountId);
  if (wait !== null) throw new AppError("too_many_requests", m.tooManyCodes(), { retryAfterSeconds: wait });
  const at = await inAccount(accountId, async (tx, now) => ((await takeCode(tx, accountId, code, now)) ? now : null));
  if (at === null) {
    await later(() => recordFailure(accountId));
    throw new AppError("invalid_second_factor", m.codeRefused());
  }
  await forgetFactorAttempts(accountId);
  return at;
}

async function takeCode(tx: AccountTx, accountId: AccountId, typed: string, now: Date): Promise<boolean> {
  const code = typed.replace(/\s/g, "");
  if (isTotpCode(code)) return takeTotpCode(tx, accountId, code, now);
  if (!(await takeRecoveryCode(tx, accountId, code, now))) return false;
  await auditEverywhere(tx, accountId, recordOwn("user.recovery_code_used"));
  return true;
}

async function takeTotpCode(tx: AccountTx, accountId: AccountId, code: string, now: Date): Promise<boolean> {
  const factor = await tx.totpFactor.findFirst({
    where: { accountId, confirmedAt: { not: null } },
    select: { id: true, secretSealed: true },
  });
  const step = factor && totpStepOf(unseal(factor.secretSealed, totpContext(accountId)), code, now, stepsAround());
  if (!factor || step === null) return false;
  // The statement looks again: of two that come with one code at once, one is first.
  const { count } = await tx.totpFactor.updateMany({
    where: { id: factor.id, OR: [{ lastStep: null }, { lastStep: { lt: step } }] },
    data: { lastStep: step },
  });
  return count === 1;
}

async function recordFailure(accountId: AccountId): Promise<void> {
  const unknown = { id: null, name: UNKNOWN_PERSON };
  await inAccount(accountId, (tx) => auditEverywhere(tx, accountId, recordOwn("user.second_factor_failed", unknown)));
}
