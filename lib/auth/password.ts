import { hash, verify } from "@node-rs/argon2";

// OWASP Password Storage Cheat Sheet (2024): argon2id with 19 MiB, two passes, one lane is the recommended minimum.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export const MIN_PASSWORD_LENGTH = 12;
export const MAX_PASSWORD_LENGTH = 256;

/** Why a password cannot be taken; null when it can. Length is what counts (NIST SP 800-63B 5.1.1). */
export function passwordProblem(password: string): string | null {
  if (password.length < MIN_PASSWORD_LENGTH) return `Use at least ${MIN_PASSWORD_LENGTH} characters.`;
  if (password.length > MAX_PASSWORD_LENGTH) return `Use at most ${MAX_PASSWORD_LENGTH} characters.`;
  return null;
}

/** An argon2id hash in PHC form, with its own salt. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize("NFKC"), cost);
}

// Verified when there is no such user, so that the answer takes as long as for a wrong password.
let decoy: Promise<string> | undefined;

/** Whether the password fits the hash. With no hash it spends the same time and answers false. */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword("there is no such user");
  const fits = await verify(passwordHash ?? (await decoy), password.normalize("NFKC"));
  return passwordHash !== null && fits;
}
