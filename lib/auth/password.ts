import { hash, verify } from "@node-rs/argon2";
import { isBreached } from "@/lib/auth/breached-passwords";
import { newPasswordSchema, PASSWORD_LENGTH } from "@/lib/auth/schema";
import * as m from "@/lib/messages/generated/auth";

// OWASP Password Storage Cheat Sheet (2024): argon2id with 19 MiB, two passes, one lane is the recommended minimum.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Whose password it is to be: words that an attacker tries first. */
export interface PasswordOwner {
  email: string;
  /** The names of their organizations. */
  organizations: readonly string[];
}

/** Guesses grow with length, and so does the time to count them; what is this long is only looked at so far. */
const LOOKED_AT = 40;

// Its lists are a megabyte, and most processes never check a new password.
const estimator = async () => {
  const [{ ZxcvbnFactory }, { adjacencyGraphs, dictionary }] = await Promise.all([
    import("@zxcvbn-ts/core"),
    import("@zxcvbn-ts/language-common"),
  ]);
  return new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });
};
let loaded: ReturnType<typeof estimator> | undefined;

/**
 * Returns why a password is refused for this person: it is too short or too long, contains their address, or is found within a million
 * guesses, which try common passwords, keyboard rows, repetitions, dates, the person's address and the names of their organizations and of
 * this product (zxcvbn's score below 2: what a limited online attack may reach), or known from a breach. Null when it is accepted.
 */
export async function passwordProblem(password: string, { email, organizations }: PasswordOwner): Promise<string | null> {
  const shape = newPasswordSchema.safeParse(password);
  if (!shape.success) return shape.error.issues[0]?.message ?? null;
  const plain = password.normalize("NFKC").toLowerCase();
  const account = email.toLowerCase().split("@")[0] ?? "";
  if (account.length > 3 && plain.includes(account)) return m.passwordHoldsEmail();
  const known = [...email.split("@"), ...organizations.flatMap((name) => [name, ...name.split(/\s+/)]), "emptrust"];
  loaded ??= estimator().catch((error) => {
    // The next password tries again.
    loaded = undefined;
    throw error;
  });
  const { score } = (await loaded).check(plain.slice(0, LOOKED_AT), known);
  if (score < 2) return m.passwordTooCommon();
  return (await isBreached(password)) ? m.passwordBreached() : null;
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
