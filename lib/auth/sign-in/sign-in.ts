import { UNKNOWN_PERSON } from "@/lib/audit/actions";
import { accountEmail } from "@/lib/auth/accounts/data";
import { auditEverywhere, recordOwn } from "@/lib/auth/accounts/mutations";
import { type DeviceNames, startSession } from "@/lib/auth/accounts/sessions";
import type { Credentials } from "@/lib/auth/schema";
import { verifiedAssertion } from "@/lib/auth/second-factor/passkeys";
import { secondFactorOf } from "@/lib/auth/second-factor/prove";
import { rememberDevice } from "@/lib/auth/second-factor/remembered-devices";
import { checkPassword } from "@/lib/auth/sign-in/check-password";
import type { SessionToken } from "@/lib/auth/sign-in/options";
import * as m from "@/lib/messages/generated/auth/refusal";
import { type AccountId, inAccount } from "@/lib/platform/db";
import { AppError } from "@/lib/platform/errors";

/** Where a sign-in comes from. */
export interface Caller {
  address: string;
  /** A browser that signed in to this account before, by its own cookie. */
  device: string | null;
  names: DeviceNames;
  /** The CSRF cookie, by which what a passkey signed is known to be asked for in this browser. */
  csrf: string;
  /** The cookie by which this browser may not be asked for the second factor. */
  remembered: string | null;
  /** Has something done after the answer: what is done for known accounts alone must not make theirs later. */
  later(work: () => Promise<void>): void;
}

/** A session that began. */
export interface SignedIn extends SessionToken {
  /** The `Set-Cookie` header that has this browser remembered; null where that was not asked for. */
  rememberCookie: string | null;
}

/**
 * Counts the attempt for the account and the address whose password is then checked, and starts a session if it is right, and the second factor
 * as well where the account has one; otherwise returns null. A passkey alone signs in, without email and password. Unknown users take the same
 * time. Throws `too_many_requests` while the account or the address has to wait, and what `secondFactorOf` throws, after a right password only.
 */
export async function signIn(sent: Credentials, caller: Caller): Promise<SignedIn | null> {
  const { email, password, assertion } = sent;
  if (assertion && email === "" && password === "") return signInByPasskey(assertion, caller);
  const { address, device, names, later, remembered } = caller;
  const { account, isRight } = await checkPassword({ account: accountEmail(email), address, device }, password);
  if (!account) return null;
  if (!isRight) {
    later(() => recordFailure(account.id));
    return null;
  }
  const { at, isGiven } = await secondFactorOf(account.id, sent, { asked: askedIn(caller), remembered, later });
  const sessionId = await startSession({ account, method: "password", secondFactorAt: at }, names);
  if (sessionId === null) return null;
  const rememberCookie = isGiven && sent.remember === "on" ? await rememberDevice(account.id, names) : null;
  return { sessionId, accountId: account.id, rememberCookie };
}

const askedIn = ({ csrf }: Caller) => ({ purpose: "sign-in", holder: csrf }) as const;

async function signInByPasskey(assertion: string, caller: Caller): Promise<SignedIn | null> {
  const shown = await verifiedAssertion(askedIn(caller), assertion);
  if (!shown) throw new AppError("invalid_second_factor", m.passkeyRefused());
  const { accountId, at } = shown;
  const account = await inAccount(accountId, (tx) => tx.account.findFirst({ where: { id: accountId }, select: { version: true } }));
  if (!account) return null;
  const proof = { account: { id: accountId, ...account }, method: "passkey", secondFactorAt: at } as const;
  const sessionId = await startSession(proof, caller.names);
  return sessionId === null ? null : { sessionId, accountId, rememberCookie: null };
}

async function recordFailure(accountId: AccountId): Promise<void> {
  const unknown = { id: null, name: UNKNOWN_PERSON };
  await inAccount(accountId, (tx) => auditEverywhere(tx, accountId, recordOwn("user.sign_in_failed", unknown)));
}
