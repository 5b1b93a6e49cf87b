import { Secret, TOTP } from "otpauth";
import { encode } from "uqr";
import type { AccountId } from "@/lib/platform/db";
import { isStrict } from "@/lib/platform/env";

const ISSUER = "EMPTrust";
/** RFC 4226, 4: at least 128 bits, 160 recommended. */
const SECRET_BYTES = 20;
const CODE = /^\d{6}$/;

/** Returns what a secret is sealed for. */
export function totpContext(accountId: AccountId): string {
  return `totp:${accountId}`;
}

/** Returns a new random secret, in the base32 that authenticator apps take. */
export function newTotpSecret(): string {
  return new Secret({ size: SECRET_BYTES }).base32;
}

// What every authenticator app can do: other algorithms and lengths are ignored by some of them.
function totpOf(secret: string, label = ISSUER): TOTP {
  return new TOTP({ issuer: ISSUER, label, algorithm: "SHA1", digits: 6, period: 30, secret: Secret.fromBase32(secret) });
}

/** Returns a QR code with a secret, which authenticator apps read: the squares of an SVG as one path, each of the size 1. */
export function totpQrCode(secret: string, email: string): { size: number; path: string } {
  const { data, size } = encode(totpOf(secret, email).toString(), { border: 2 });
  const squares = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return { size, path: squares.join("") };
}

/** Returns whether it can be a code of an authenticator app. */
export function isTotpCode(typed: string): boolean {
  return CODE.test(typed);
}

/** Returns how many time steps before and after its own a code is taken; none where `SECURITY_PROFILE` is strict (ASVS 6.5.5). */
export function stepsAround(): 0 | 1 {
  return isStrict() ? 0 : 1;
}

/**
 * Returns the time step that a code is of, where it is the one of now or one of so many before or after: clocks differ, and typing takes
 * time, for which RFC 6238 (5.2) recommends one at most. Null for any other.
 */
export function totpStepOf(secret: string, code: string, now: Date, around: 0 | 1): number | null {
  if (!isTotpCode(code)) return null;
  const totp = totpOf(secret);
  const timestamp = now.getTime();
  const delta = totp.validate({ token: code, timestamp, window: around });
  return delta === null ? null : totp.counter({ timestamp }) + delta;
}
