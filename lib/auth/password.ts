import { hash, verify } from "@node-rs/argon2";
import { dictionary } from "@zxcvbn-ts/language-common";
import * as m from "@/lib/messages/generated/auth";

// OWASP Password Storage Cheat Sheet (2024): argon2id with 19 MiB, two passes, one lane is the recommended minimum.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

const MIN_PASSWORD_LENGTH = 12;
/** A longer one is wrong without being hashed, because no account can have it. */
const MAX_PASSWORD_LENGTH = 256;

/** Returns why a password is refused; null when it is accepted. Length is what counts (NIST SP 800-63B 5.1.1). */
export function passwordProblem(password: string): string | null {
  if (password.length < MIN_PASSWORD_LENGTH) return m.passwordTooShort({ min: MIN_PASSWORD_LENGTH });
  if (password.length > MAX_PASSWORD_LENGTH) return m.passwordTooLong({ max: MAX_PASSWORD_LENGTH });
  return null;
}

const common = new Set(dictionary["passwords-common"]);

/** Returns why a password is too easy to guess for this account: it is among the most common ones, or contains the address. Null when it is fine. */
export function guessablePassword(password: string, email: string): string | null {
  const plain = password.normalize("NFKC").toLowerCase();
  const account = email.toLowerCase().split("@")[0] ?? "";
  if (common.has(plain) || new Set(plain).size < 4) return m.passwordTooCommon();
  if (account.length > 3 && plain.includes(account)) return m.passwordHoldsEmail();
  return null;
}

/** Returns an argon2id hash with its own salt, in PHC format. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize("NFKC"), cost);
}

// Verified for unknown users, so that the response takes as long as for a wrong password.
let decoy: Promise<string> | undefined;

/**
 * Returns whether the password matches the hash. Without a hash it takes the same time and returns false. One that is too long to be
 * anyone's is not hashed: that is so for every account, so the shorter time tells nothing.
 */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  if (password.length > MAX_PASSWORD_LENGTH) return false;
  decoy ??= hashPassword("there is no such user");
  const fits = await verify(passwordHash ?? (await decoy), password.normalize("NFKC"));
  return passwordHash !== null && fits;
}
