import { verifyPassword } from "@/lib/auth/password";
import { forgetSignInAttempts } from "@/lib/auth/throttle";
import { unsafeFindUserByEmail } from "@/lib/auth/users";

/** Returns an email address as accounts are found by it. */
export function accountEmail(typed: string): string {
  return typed.trim().toLowerCase();
}

/** Returns the caller's IP address, as recorded by the nearest proxy or the server itself. */
export function callerAddress(headers: Record<string, string | undefined> | Headers): string {
  const forwarded = headers instanceof Headers ? headers.get("x-forwarded-for") : headers["x-forwarded-for"];
  // Only the last entry was added by a server of ours; the caller can forge the others.
  return forwarded?.split(",").at(-1)?.trim() || "unknown";
}

/** Returns the user if the password is right, otherwise null. Unknown users take the same time. */
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
