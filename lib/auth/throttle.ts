import { RateLimiterPrisma, RateLimiterRes } from "rate-limiter-flexible";
import { pseudonym } from "@/lib/platform/crypto";
import { rateLimitCounters } from "@/lib/platform/db";

export interface Limit {
  name: string;
  points: number;
  durationSeconds: number;
}

const QUARTER_HOUR = 15 * 60;
/** Wrong passwords for one account from one address. */
const perPair: Limit = { name: "sign-in-pair", points: 10, durationSeconds: QUARTER_HOUR };
/** For one account from anywhere: bounds a guesser with many addresses, and is high enough not to lock its owner out. */
const perAccount: Limit = { name: "sign-in-account", points: 50, durationSeconds: QUARTER_HOUR };
/** From one address, which a whole office can share. */
const perAddress: Limit = { name: "sign-in-address", points: 100, durationSeconds: QUARTER_HOUR };

const limiters = new Map<string, RateLimiterPrisma>();

// One limiter a limit: each keeps a timer of its own. Counts are in PostgreSQL, so all portals share them.
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

/** Takes one point of a limit for a key; answers the milliseconds until there are more when none is left, else null. */
export async function consumeRateLimitOrWait(limit: Limit, key: string): Promise<number | null> {
  try {
    await limiter(limit).consume(pseudonym(key));
    return null;
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return refusal.msBeforeNext;
    throw refusal;
  }
}

/** Takes one point of a limit for a key; answers the seconds to wait when none is left, else null. */
export async function consumeRateLimit(limit: Limit, key: string): Promise<number | null> {
  const waitMs = await consumeRateLimitOrWait(limit, key);
  return waitMs === null ? null : Math.ceil(waitMs / 1000);
}

/**
 * Counts a sign-in attempt before the password is looked at, so that attempts sent at once are all counted. Answers the
 * seconds to wait when the account or the address has used up its attempts, else null.
 */
export async function countSignInAttempt(email: string, address: string): Promise<number | null> {
  const waits = [await consumeRateLimit(perPair, `${email} ${address}`), await consumeRateLimit(perAddress, address)];
  const refused = waits.filter((wait) => wait !== null);
  if (refused.length > 0) return Math.max(...refused);
  return consumeRateLimit(perAccount, email);
}

/** A right password: the attempts of this account are forgotten and this one is not held against the address. */
export async function forgetSignInAttempts(email: string, address: string): Promise<void> {
  await Promise.all([
    limiter(perPair).delete(pseudonym(`${email} ${address}`)),
    limiter(perAccount).delete(pseudonym(email)),
    limiter(perAddress).reward(pseudonym(address)),
  ]);
}
