import { verifyPassword } from "@/lib/auth/password";
import { forgetSignInAttempts } from "@/lib/auth/throttle";
import { unsafeFindUserByEmail } from "@/lib/auth/users";

/** Returns an email address as accounts are found by it. */
export function accountEmail(typed: string): string {
  return typed.trim().toLowerCase();
}

/** The address a call came from, as the nearest proxy or the server itself noted it. */
export function callerAddress(headers: Record<string, string | undefined> | Headers): string {
  const forwarded = headers instanceof Headers ? headers.get("x-forwarded-for") : headers["x-forwarded-for"];
  // The last entry is the one that the server nearest to us added; earlier ones are the caller's own words.
  return forwarded?.split(",").at(-1)?.trim() || "unknown";
}

/** The user whose password this is; null otherwise, after the same time whether or not there is such a user. */
export async function signIn(
  email: string,
  password: string,
  headers: Record<string, string | undefined>,
): Promise<{ userId: string; organizationId: string; sessionVersion: number } | null> {
  const account = accountEmail(email);
  const user = await unsafeFindUserByEmail(account);
  if (!(await verifyPassword(user?.passwordHash ?? null, password)) || !user) return null;
  await forgetSignInAttempts(account, callerAddress(headers));
  return { userId: user.id, organizationId: user.organizationId, sessionVersion: user.sessionVersion };
}
