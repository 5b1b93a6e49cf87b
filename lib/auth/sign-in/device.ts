import { randomBytes, timingSafeEqual } from "node:crypto";
import { userAgentFromString } from "next/server";
import type { DeviceNames } from "@/lib/auth/accounts/sessions";
import { cookieHeader, hostCookie } from "@/lib/auth/sign-in/cookies";
import { DAY_MS } from "@/lib/platform/calendar";
import { knownPseudonyms, pseudonym } from "@/lib/platform/crypto";

const LONGEST_NAME = 40;

/** Returns the browser and the system that a `User-Agent` header names. */
export function describeDevice(userAgent: string | null): DeviceNames {
  const { browser, os } = userAgentFromString(userAgent ?? undefined);
  const named = (name: string | undefined) => name?.slice(0, LONGEST_NAME) || null;
  return { browser: named(browser.name), system: named(os.name) };
}

const LASTS_DAYS = 180;
const SHAPE = /^([\w-]{22})\.([0-9a-z]{8,9})\.([\w-]{32})$/;

/** Returns the name of the cookie by which a browser that signed in before is known. */
export function deviceCookieName(): string {
  return hostCookie("emptrust.device").name;
}

/**
 * Returns the id of a browser that signed in to this account within half a year, or null. The cookie opens nothing: it only has the
 * browser's attempts counted apart from those of strangers, who could lock its owner out otherwise (OWASP, "Slow Down Online Guessing
 * Attacks with Device Cookies").
 */
export function knownDevice(account: string, cookie: string | undefined, now = new Date()): string | null {
  const [, id = "", since = "", proof = ""] = SHAPE.exec(cookie ?? "") ?? [];
  const given = Buffer.from(proof);
  const isProof = (expected: Buffer) => given.length === expected.length && timingSafeEqual(given, expected);
  if (!knownPseudonyms(provenText(account, id, since)).some((known) => isProof(Buffer.from(known)))) return null;
  return now.getTime() - Number.parseInt(since, 36) < LASTS_DAYS * DAY_MS ? id : null;
}

/** Returns the `Set-Cookie` header that makes a browser known to this account, or goes on doing so. It is signed. */
export function deviceCookie(account: string, known: string | null, now = new Date()): string {
  const id = known ?? randomBytes(16).toString("base64url");
  const since = now.getTime().toString(36);
  return cookieHeader("emptrust.device", `${id}.${since}.${pseudonym(provenText(account, id, since))}`, LASTS_DAYS * DAY_MS);
}

function provenText(account: string, id: string, since: string): string {
  return `device ${id} ${since} ${account}`;
}
