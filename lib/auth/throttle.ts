import { RateLimiterPrisma, RateLimiterRes } from "rate-limiter-flexible";
import * as problems from "@/lib/messages/generated/problems";
import { pseudonym } from "@/lib/platform/crypto";
import { rateLimitCounters } from "@/lib/platform/db";
import { AppError } from "@/lib/platform/errors";

export interface Limit {
  name: string;
  points: number;
  durationSeconds: number;
}

/** Files that one user takes out: far more than work needs, too few to be taken unseen by a script. */
export const exportLimit: Limit = { name: "export", points: 120, durationSeconds: 60 * 60 };
/** Comparisons with Greenhouse that one user starts: each uses up some of the connection’s rate limit. */
export const reconciliationLimit: Limit = { name: "reconciliation", points: 60, durationSeconds: 60 * 60 };
/** Examinations of the connection that one user starts. */
export const doctorLimit: Limit = { name: "doctor", points: 60, durationSeconds: 60 * 60 };
/** Questions for offer documents by one user: each costs a request to Greenhouse. */
export const documentLimit: Limit = { name: "document", points: 600, durationSeconds: 60 * 60 };
/** Actions on many hires that one user starts. */
export const bulkActionLimit: Limit = { name: "bulk-action", points: 240, durationSeconds: 60 * 60 };

/** A number of free attempts, after which each further one has to wait: twice as long every time, up to a maximum. */
interface Patience {
  name: string;
  free: number;
  firstWaitSeconds: number;
  mostWaitSeconds: number;
}

const QUARTER_HOUR = 15 * 60;
const DAY = 24 * 60 * 60;
/** For one account from one IP address. */
const perPair: Patience = { name: "sign-in-pair", free: 10, firstWaitSeconds: 30, mostWaitSeconds: QUARTER_HOUR };
/** For one account from a browser that signed in to it before. */
const perDevice: Patience = { ...perPair, name: "sign-in-device" };
/**
 * For one account from all addresses together: limits distributed guessing. The waits stay short, because they also hold up the owner at
 * a browser that is not known.
 */
const perAccount: Patience = { name: "sign-in-account", free: 50, firstWaitSeconds: 5, mostWaitSeconds: 60 };
/** Codes of a second factor for one account: whoever guesses them has the password, so its owner had better know. */
const perFactor: Patience = { ...perPair, name: "second-factor", free: 5 };
/** From one IP address, which an entire office may share. */
const perAddress: Limit = { name: "sign-in-address", points: 100, durationSeconds: QUARTER_HOUR };

/** What passkeys are asked to sign in with, from one IP address. */
const perPasskey: Limit = { name: "passkey-address", points: 100, durationSeconds: QUARTER_HOUR };

const limiters = new Map<string, RateLimiterPrisma>();

// One limiter per limit, because each has a timer. Counts are in PostgreSQL, so all processes share them.
function limiter({ name, points, durationSeconds }: Limit): RateLimiterPrisma {
  const known = limiters.get(name);
  if (known) return known;
  const made = new RateLimiterPrisma({
    storeClient: rateLimitCounters(),
    tableName: "rateLimit",
    keyPrefix: name,
    points,
    duration: durationSeconds,
  });
  limiters.set(name, made);
  return made;
}

/** Consumes as many points of a limit as are left, and at most so many. Returns how many, and the milliseconds until there are more. */
export async function consumeUpTo(limit: Limit, key: string, wanted: number): Promise<{ consumed: number; waitMs: number }> {
  const consumption = await limiter(limit)
    .consume(pseudonym(key), wanted)
    .catch((refusal: unknown) => refused(refusal));
  const beyond = Math.max(0, consumption.consumedPoints - limit.points);
  return { consumed: Math.max(0, wanted - beyond), waitMs: consumption.msBeforeNext };
}

/** Returns a limiter's refusal; throws what is none. */
function refused(refusal: unknown): RateLimiterRes {
  if (refusal instanceof RateLimiterRes) return refusal;
  throw refusal;
}

/** Consumes one point of a limit. Returns null, or the milliseconds to wait when no point is left. */
export async function consumeRateLimitOrWait(limit: Limit, key: string): Promise<number | null> {
  const { consumed, waitMs } = await consumeUpTo(limit, key, 1);
  return consumed > 0 ? null : waitMs;
}

/** Consumes one point of a limit. Returns null, or the seconds to wait when no point is left. */
export async function consumeRateLimit(limit: Limit, key: string): Promise<number | null> {
  const waitMs = await consumeRateLimitOrWait(limit, key);
  return waitMs === null ? null : Math.ceil(waitMs / 1000);
}

/** Counts a request to sign in with a passkey. Throws `too_many_requests` for its IP address. */
export async function countPasskeyRequest(address: string): Promise<void> {
  const wait = await consumeRateLimit(perPasskey, address);
  if (wait !== null) throw new AppError("too_many_requests", problems.tooManySignIns(), { retryAfterSeconds: wait });
}

/** Who tries to sign in to which account, and from where. */
export interface Attempt {
  account: string;
  address: string;
  /** A browser that signed in to this account before. Strangers cannot use up its attempts, and it uses up none of theirs. */
  device: string | null;
}

/**
 * Counts a sign-in attempt before the password is checked, so that parallel attempts all count. Returns null, or the seconds to wait;
 * an attempt that has to wait does not make the wait longer.
 */
export async function countSignInAttempt({ account, address, device }: Attempt): Promise<number | null> {
  if (device !== null) return takeTurn(perDevice, `${account} ${device}`);
  return (
    (await takeTurn(perPair, `${account} ${address}`)) ??
    (await consumeRateLimit(perAddress, address)) ??
    (await takeTurn(perAccount, account))
  );
}

/** Counts a code before it is checked. Returns null, or the seconds to wait. */
export async function countFactorAttempt(accountId: string): Promise<number | null> {
  return takeTurn(perFactor, accountId);
}

/** Clears the codes of an account after a right one. */
export async function forgetFactorAttempts(accountId: string): Promise<void> {
  await forget(perFactor, accountId);
}

const counterOf = ({ name, free }: Patience) => limiter({ name, points: free, durationSeconds: DAY });
const turnOf = ({ name, mostWaitSeconds }: Patience) => limiter({ name: `${name}-turn`, points: 1, durationSeconds: mostWaitSeconds });

/** Counts an attempt. From the last free one on, taking the only turn makes everyone wait for the next. */
async function takeTurn(patience: Patience, key: string): Promise<number | null> {
  const hashed = pseudonym(key);
  const turn = turnOf(patience);
  const taken = await turn.get(hashed);
  if (taken && taken.msBeforeNext > 0) return Math.ceil(taken.msBeforeNext / 1000);
  const beyond = (await counterOf(patience).penalty(hashed)).consumedPoints - patience.free;
  if (beyond < 0) return null;
  const wait = Math.min(patience.firstWaitSeconds * 2 ** beyond, patience.mostWaitSeconds);
  try {
    await turn.consume(hashed, 1, { customDuration: wait });
    return null;
  } catch (refusal) {
    return Math.ceil(refused(refusal).msBeforeNext / 1000);
  }
}

async function forget(patience: Patience, key: string): Promise<void> {
  const hashed = pseudonym(key);
  await Promise.all([counterOf(patience).delete(hashed), turnOf(patience).delete(hashed)]);
}

/** Clears the attempts of an account after a right password, and doesn't count this one for the address. */
export async function forgetSignInAttempts({ account, address, device }: Attempt): Promise<void> {
  if (device !== null) return forget(perDevice, `${account} ${device}`);
  await Promise.all([
    forget(perPair, `${account} ${address}`),
    forget(perAccount, account),
    limiter(perAddress).reward(pseudonym(address)),
  ]);
}
