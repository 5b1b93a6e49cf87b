import { z } from "zod";
import { recordAudit } from "@/lib/audit/mutations";
import { type AccountRow, type Membership, membershipsOf } from "@/lib/auth/accounts/data";
import { recordOwn } from "@/lib/auth/accounts/mutations";
import { type Admission, admissionTo } from "@/lib/auth/accounts/sso-only";
import type { Actor } from "@/lib/auth/actor";
import { defaultSessionLimits, type SessionLimits, type SignInMethod, sessionEnd } from "@/lib/auth/rules";
import type { SessionView } from "@/lib/auth/schema";
import * as m from "@/lib/messages/generated/auth";
import * as refusal from "@/lib/messages/generated/server/sso";
import { daysLater, HOUR_MS, MINUTE_MS } from "@/lib/platform/calendar";
import {
  type AccountId,
  type AccountTx,
  asOrganizationId,
  inAccount,
  type OrganizationId,
  type TenantTx,
  withOrganization,
} from "@/lib/platform/db";
import { AppError, notFound } from "@/lib/platform/errors";

/** A browser and its system, by the names that they give themselves; null where they give none. */
export interface DeviceNames {
  browser: string | null;
  system: string | null;
}

const limitsSchema = z.object({ idleHours: z.number(), lifetimeDays: z.number() });

/** Returns the limits that an organization set; `stored` is its setting's value, null where it set nothing. */
export function limitsOf(stored: unknown): SessionLimits {
  return limitsSchema.safeParse(stored).data ?? defaultSessionLimits;
}

/** Returns the limits of sessions in the organization of a transaction. */
export async function limitsIn(tx: TenantTx): Promise<SessionLimits> {
  const row = await tx.organizationSetting.findFirst({ where: { name: "sessions" }, select: { value: true } });
  return limitsOf(row?.value);
}

/** Removes the rows of sessions that ended because they were not used, or were begun long ago. */
export async function removeEndedSessions(tx: TenantTx, now: Date): Promise<void> {
  const { idleHours, lifetimeDays } = await limitsIn(tx);
  const unused = { lastSeenAt: { lt: new Date(now.getTime() - idleHours * HOUR_MS) } };
  await tx.session.deleteMany({ where: { OR: [unused, { createdAt: { lt: daysLater(now, -lifetimeDays) } }] } });
}

/** What a person showed who begins a session. */
export interface Proof {
  account: Pick<AccountRow, "id" | "version">;
  method: SignInMethod;
  /** When they gave a second factor; null where they did not. */
  secondFactorAt?: Date | null;
  /** The organization whose identity provider says who it is: it speaks for no other. */
  organizationId?: OrganizationId;
  /** When the person showed it, where that was not now. */
  authenticatedAt?: Date | null;
}

/**
 * Begins a session, with its audit entry, and returns its id: in the organization of the proof, else in the one that the person entered last
 * of those that admit its method. Null when the person is a member of none, or when their password changed after it was checked. Throws
 * `invalid_sign_in` where each of their organizations demands single sign-on.
 */
export async function startSession(
  { account, method, secondFactorAt = null, organizationId: only, authenticatedAt: at }: Proof,
  device: DeviceNames,
): Promise<string | null> {
  const { id: accountId, version } = account;
  return inAccount(accountId, async (tx, now) => {
    // Held until the session stands, so that a change of the password waits, and then ends it with the others.
    const current = await tx.$queryRaw<
      unknown[]
    >`SELECT 1 FROM "Account" WHERE "id" = ${accountId}::uuid AND "version" = ${version} FOR SHARE`;
    const memberships = current.length === 0 ? [] : await membershipsOf(tx, accountId);
    const possible = memberships.filter(({ organizationId }) => only === undefined || organizationId === only);
    if (possible.length === 0) return null;
    const admitted = await firstAdmitted(tx, possible, method);
    if (!admitted) throw new AppError("invalid_sign_in", refusal.onlySso());
    const { own, membership, admission } = admitted;
    const { organizationId, userId, name } = membership;
    // A provider's clock may be ahead.
    const authenticatedAt = at && at < now ? at : now;
    const { id } = await own.session.create({
      data: { accountId, organizationId, userId, method, authenticatedAt, secondFactorAt, ...device },
      select: { id: true },
    });
    await own.user.updateMany({ where: { id: userId }, data: { lastEnteredAt: now } });
    await recordAudit(own, {
      organizationId,
      actor: { id: userId, name },
      action: "user.signed_in",
      subject: `user:${userId}`,
      changes: { device: [null, deviceWords(device)], ...(method === "sso" ? { method: [null, m.bySso()] } : {}) },
    });
    if (admission === "break_glass") await recordOwn("user.break_glass_used")(own, membership);
    return id;
  });
}

/** Returns the first of a person's organizations that admits a session, in whose transaction the person's goes on; null where none does. */
async function firstAdmitted(
  tx: AccountTx,
  memberships: readonly Membership[],
  method: SignInMethod,
): Promise<{ own: TenantTx & AccountTx; membership: Membership; admission: Admission } | null> {
  for (const membership of memberships) {
    const own = await withOrganization(tx, membership.organizationId);
    const admission = await admissionTo(own, membership.userId, method);
    if (admission !== "sso_only") return { own, membership, admission };
  }
  return null;
}

/** Notes that a session is used. Of many requests in a minute, one does so. */
export async function noteUse(accountId: AccountId, id: string, now: Date): Promise<void> {
  const stale = new Date(now.getTime() - MINUTE_MS);
  await inAccount(accountId, (tx) => tx.session.updateMany({ where: { id, lastSeenAt: { lt: stale } }, data: { lastSeenAt: now } }));
}

/** The sessions that one of them may see and end: all of the person's, but in its own organization only where its identity provider began it. */
function within({ accountId, organizationId, method }: Actor) {
  return method === "sso" ? { accountId, organizationId } : { accountId };
}

/** The sessions that have not ended, each by the limits of the organization that it is in; the one used last first. */
async function openSessions(tx: AccountTx, actor: Actor, now: Date) {
  const rows = await tx.session.findMany({
    where: within(actor),
    include: { user: { select: { name: true } } },
    orderBy: [{ lastSeenAt: "desc" }, { id: "desc" }],
  });
  const limits = new Map<string, SessionLimits>();
  for (const { organizationId } of rows) {
    if (!limits.has(organizationId))
      limits.set(organizationId, await limitsIn(await withOrganization(tx, asOrganizationId(organizationId))));
  }
  return rows.filter((row) => sessionEnd(row, limits.get(row.organizationId) ?? defaultSessionLimits) > now);
}

/** Returns the person's sessions that have not ended: the one that asks, then the others, the one used last first. */
export async function listSessions(actor: Actor): Promise<SessionView[]> {
  const { accountId, sessionId } = actor;
  const open = await inAccount(accountId, (tx, now) => openSessions(tx, actor, now));
  const ordered = [...open.filter(({ id }) => id === sessionId), ...open.filter(({ id }) => id !== sessionId)];
  return ordered.map(({ id, createdAt, lastSeenAt, browser, system }) => ({
    id,
    current: id === sessionId,
    device: deviceWords({ browser, system }),
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastSeenAt.toISOString(),
  }));
}

/** Ends one of the person's own sessions. Throws `not_found` for any other. */
export async function endSession(actor: Actor, id: string): Promise<void> {
  if (!(await removeSession(actor, id))) throw notFound("session");
}

/** Ends the current session, when its person signs out or signs in again in the same browser. Does nothing when it has ended already. */
export async function leaveSession(actor: Actor): Promise<void> {
  await removeSession(actor, actor.sessionId);
}

async function removeSession(actor: Actor, id: string): Promise<boolean> {
  const { accountId, sessionId } = actor;
  return inAccount(accountId, async (tx) => {
    const session = await tx.session.findFirst({ where: { ...within(actor), id }, include: { user: { select: { name: true } } } });
    const { count } = await tx.session.deleteMany({ where: { ...within(actor), id } });
    if (!session || count === 0) return false;
    const organizationId = asOrganizationId(session.organizationId);
    await recordAudit(await withOrganization(tx, organizationId), {
      organizationId,
      actor: { id: session.userId, name: session.user.name },
      action: id === sessionId ? "user.signed_out" : "user.session_ended",
      subject: `user:${session.userId}`,
      changes: { device: [deviceWords(session), null] },
    });
    return true;
  });
}

/** Ends all of the person's sessions but the one that asks. */
export async function endOtherSessions(actor: Actor): Promise<void> {
  const { accountId, sessionId } = actor;
  await inAccount(accountId, async (tx, now) => {
    const others = (await openSessions(tx, actor, now)).filter(({ id }) => id !== sessionId);
    await tx.session.deleteMany({ where: { ...within(actor), id: { not: sessionId } } });
    for (const [userId, ended] of Map.groupBy(others, (session) => session.userId)) {
      const [first] = ended;
      if (!first) continue;
      const organizationId = asOrganizationId(first.organizationId);
      await recordAudit(await withOrganization(tx, organizationId), {
        organizationId,
        actor: { id: userId, name: first.user.name },
        action: "user.other_sessions_ended",
        subject: `user:${userId}`,
        changes: { sessions: [ended.length, 0] },
      });
    }
  });
}

/** Ends the sessions of a member that are in the admin's organization. Throws `not_found` for no member. */
export async function endSessionsOfMember(tx: TenantTx, { organizationId, userId: adminId, name }: Actor, userId: string): Promise<void> {
  if (!(await tx.user.findFirst({ where: { id: userId }, select: { id: true } }))) throw notFound("member");
  const { count } = await tx.session.deleteMany({ where: { userId } });
  if (count === 0) return;
  await recordAudit(tx, {
    organizationId,
    actor: { id: adminId, name },
    action: "team.signed_out",
    subject: `user:${userId}`,
    changes: { sessions: [count, 0] },
  });
}

/** Returns a browser and its system in words. */
export function deviceWords({ browser, system }: DeviceNames): string {
  const known = browser === null ? (system === null ? "neither" : "system") : system === null ? "browser" : "both";
  return m.device({ known, browser: browser ?? "", system: system ?? "" });
}
