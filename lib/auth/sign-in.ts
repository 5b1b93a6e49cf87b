import { isIPv6 } from "node:net";
import { UNKNOWN_PERSON } from "@/lib/audit/actions";
import { recordAudit } from "@/lib/audit/mutations";
import type { SessionToken } from "@/lib/auth/options";
import { verifyPassword } from "@/lib/auth/password";
import type { Credentials } from "@/lib/auth/schema";
import { type DeviceNames, startSession } from "@/lib/auth/sessions";
import { countSignInAttempt, forgetSignInAttempts } from "@/lib/auth/throttle";
import { unsafeFindUserByEmail } from "@/lib/auth/users";
import * as problems from "@/lib/messages/generated/problems";
import { asOrganizationId, inOrganization, type OrganizationId } from "@/lib/platform/db";
import { AppError } from "@/lib/platform/errors";

/** Returns an email address as accounts are found by it. */
export function accountEmail(typed: string): string {
  return typed.trim().toLowerCase();
}

/**
 * Returns the caller's IP address, which the server names (`scripts/portal/caller.ts`); of IPv6 the network, since one subscriber has all
 * addresses of it (RFC 6177).
 */
export function callerAddress(headers: Headers): string {
  const address = headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() || "unknown";
  return isIPv6(address) ? networkOf(address) : address;
}

function networkOf(address: string): string {
  const [front = "", back] = address.split("::");
  const groups = front === "" ? [] : front.split(":");
  const rest = back ? back.split(":") : [];
  while (back !== undefined && groups.length + rest.length < 8) groups.push("0");
  const network = [...groups, ...rest].slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16));
  return `${network.join(":")}::/64`;
}

/** Where a sign-in comes from. */
export interface Caller {
  address: string;
  /** A browser that signed in to this account before, by its own cookie. */
  device: string | null;
  names: DeviceNames;
  /** Has something done after the answer: what is done for known accounts alone must not make theirs later. */
  later(work: () => Promise<void>): void;
}

/**
 * Counts the attempt for the account and the address whose password is then checked, and starts a session if it is right; otherwise
 * returns null. Unknown users take the same time. Throws `too_many_requests` while the account or the address has to wait.
 */
export async function signIn({ email, password }: Credentials, caller: Caller): Promise<SessionToken | null> {
  const { address, device, names, later } = caller;
  const account = accountEmail(email);
  const wait = await countSignInAttempt({ account, address, device });
  if (wait !== null) throw new AppError("too_many_requests", problems.tooManySignIns(), { retryAfterSeconds: wait });
  const user = await unsafeFindUserByEmail(account);
  const isRight = await verifyPassword(user?.passwordHash ?? null, password);
  if (!user) return null;
  const { id: userId, sessionVersion } = user;
  const organizationId = asOrganizationId(user.organizationId);
  if (!isRight) {
    later(() => recordFailure(organizationId, userId));
    return null;
  }
  await forgetSignInAttempts({ account, address, device });
  const sessionId = await startSession({ userId, organizationId }, names);
  return { sessionId, userId, organizationId, sessionVersion };
}

async function recordFailure(organizationId: OrganizationId, userId: string): Promise<void> {
  await inOrganization(organizationId, (tx) =>
    recordAudit(tx, {
      organizationId,
      actor: { id: null, name: UNKNOWN_PERSON },
      action: "user.sign_in_failed",
      subject: `user:${userId}`,
      changes: {},
    }),
  );
}
