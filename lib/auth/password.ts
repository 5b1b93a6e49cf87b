import { hash, verify } from "@node-rs/argon2";
import { dictionary } from "@zxcvbn-ts/language-common";
import { newPasswordSchema, PASSWORD_LENGTH } from "@/lib/auth/schema";
import * as m from "@/lib/messages/generated/auth";

// OWASP Password Storage Cheat Sheet (2024): argon2id with 19 MiB, two passes, one lane is the recommended minimum.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

const common = new Set(dictionary["passwords-common"]);

/**
 * Returns why a password is refused for this account: it is too short or too long, among the most common ones, or contains the address.
 * Null when it is accepted.
 */
export function passwordProblem(password: string, email: string): string | null {
  const shape = newPasswordSchema.safeParse(password);
  if (!shape.success) return shape.error.issues[0]?.message ?? null;
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
  if (password.length > PASSWORD_LENGTH.max) return false;
  decoy ??= hashPassword("there is no such user");
  const fits = await verify(passwordHash ?? (await decoy), password.normalize("NFKC"));
  return passwordHash !== null && fits;
}
