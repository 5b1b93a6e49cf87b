import { RateLimiterPrisma, RateLimiterRes } from "rate-limiter-flexible";
import { pseudonym } from "@/lib/platform/crypto";
import { rateLimitCounters } from "@/lib/platform/db";

export interface Limit {
  name: string;
  points: number;
  durationSeconds: number;
}

const QUARTER_HOUR = 15 * 60;
/** Wrong passwords for one account from one IP address. */
const perPair: Limit = { name: "sign-in-pair", points: 10, durationSeconds: QUARTER_HOUR };
/** For one account from any address: limits distributed guessing, and is high enough not to lock the owner out. */
const perAccount: Limit = { name: "sign-in-account", points: 50, durationSeconds: QUARTER_HOUR };
/** From one IP address, which an entire office may share. */
const perAddress: Limit = { name: "sign-in-address", points: 100, durationSeconds: QUARTER_HOUR };

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

/** Consumes one point of a limit. Returns null, or the milliseconds to wait when no point is left. */
export async function consumeRateLimitOrWait(limit: Limit, key: string): Promise<number | null> {
  try {
    await limiter(limit).consume(pseudonym(key));
    return null;
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return refusal.msBeforeNext;
    throw refusal;
  }
}

/** Consumes one point of a limit. Returns null, or the seconds to wait when no point is left. */
export async function consumeRateLimit(limit: Limit, key: string): Promise<number | null> {
  const waitMs = await consumeRateLimitOrWait(limit, key);
  return waitMs === null ? null : Math.ceil(waitMs / 1000);
}

/**
 * Counts a sign-in attempt before the password is checked, so that parallel attempts all count. Returns null, or the seconds to
 * wait when account or address has no attempts left.
 */
export async function countSignInAttempt(email: string, address: string): Promise<number | null> {
  const waits = [await consumeRateLimit(perPair, `${email} ${address}`), await consumeRateLimit(perAddress, address)];
  const refused = waits.filter((wait) => wait !== null);
  if (refused.length > 0) return Math.max(...refused);
  return consumeRateLimit(perAccount, email);
}

/** Clears the attempts of an account after a right password, and doesn't count this one for the address. */
export async function forgetSignInAttempts(email: string, address: string): Promise<void> {
  await Promise.all([
    limiter(perPair).delete(pseudonym(`${email} ${address}`)),
    limiter(perAccount).delete(pseudonym(email)),
    limiter(perAddress).reward(pseudonym(address)),
  ]);
}
