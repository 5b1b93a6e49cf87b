import { MINUTE_MS } from "@/lib/platform/calendar";
import { hashToken } from "@/lib/platform/crypto";
import { databaseTime, factorChallenges } from "@/lib/platform/db";

const VALID_MS = 5 * MINUTE_MS;

/** What a passkey is asked to sign for, and whose browser asks: a session's id, or the CSRF cookie of a browser that signs in. */
export interface Asked {
  purpose: "registration" | "sign-in" | "reauthentication";
  holder: string;
}

function hashOf({ purpose, holder }: Asked, challenge: string) {
  return hashToken(JSON.stringify([purpose, holder, challenge]));
}

/** Remembers for five minutes that this was asked. */
export async function rememberChallenge(asked: Asked, challenge: string): Promise<void> {
  const now = await databaseTime();
  const { factorChallenge } = factorChallenges();
  await factorChallenge.deleteMany({ where: { expiresAt: { lte: now } } });
  await factorChallenge.create({ data: { hash: hashOf(asked, challenge), expiresAt: new Date(now.getTime() + VALID_MS) } });
}

/** Returns whether this was asked, for that and in that browser, within five minutes, and forgets it: it is answered once. */
export async function takeChallenge(asked: Asked, challenge: string): Promise<boolean> {
  const expiresAt = { gt: await databaseTime() };
  return (await factorChallenges().factorChallenge.deleteMany({ where: { hash: hashOf(asked, challenge), expiresAt } })).count === 1;
}
