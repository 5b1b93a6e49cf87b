import { z } from "zod";
import { recordAudit } from "@/lib/audit/mutations";
import type { Actor } from "@/lib/auth/actor";
import { defaultSessionLimits, type SessionLimits, sessionEnd } from "@/lib/auth/rules";
import type { SessionView } from "@/lib/auth/schema";
import * as m from "@/lib/messages/generated/auth";
import { daysLater, HOUR_MS, MINUTE_MS } from "@/lib/platform/calendar";
import { inOrganization, type OrganizationId, type TenantTx } from "@/lib/platform/db";
import { notFound } from "@/lib/platform/errors";

/** The user of a session. */
type Owner = Pick<Actor, "userId" | "organizationId">;

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

async function limitsIn(tx: TenantTx): Promise<SessionLimits> {
  const row = await tx.organizationSetting.findFirst({ where: { name: "sessions" }, select: { value: true } });
  return limitsOf(row?.value);
}

/** The sessions of a user that have not ended. */
async function openSessions(tx: TenantTx, userId: string, now: Date) {
  const limits = await limitsIn(tx);
  const rows = await tx.session.findMany({ where: { userId }, orderBy: [{ lastSeenAt: "desc" }, { id: "desc" }] });
  return rows.filter((row) => sessionEnd(row, limits) > now);
}

/** Removes the rows of sessions that ended because they were not used, or were begun long ago. */
export async function removeEndedSessions(tx: TenantTx, now: Date): Promise<void> {
  const { idleHours, lifetimeDays } = await limitsIn(tx);
  const unused = { lastSeenAt: { lt: new Date(now.getTime() - idleHours * HOUR_MS) } };
  await tx.session.deleteMany({ where: { OR: [unused, { createdAt: { lt: daysLater(now, -lifetimeDays) } }] } });
}

/** Starts a session of a user, with its audit entry, and returns its id. */
export async function startSession({ userId, organizationId }: Owner, device: DeviceNames): Promise<string> {
  return inOrganization(organizationId, async (tx) => {
    const { name } = await tx.user.findFirstOrThrow({ where: { id: userId }, select: { name: true } });
    const { id } = await tx.session.create({ data: { organizationId, userId, ...device }, select: { id: true } });
    await recordAudit(tx, {
      organizationId,
      actor: { id: userId, name },
      action: "user.signed_in",
      subject: `user:${userId}`,
      changes: { device: [null, m.device(wordsOf(device))] },
    });
    return id;
  });
}

/** Notes that a session is used. Of many requests in a minute, one does so. */
export async function noteUse(organizationId: OrganizationId, id: string, now: Date): Promise<void> {
  const stale = new Date(now.getTime() - MINUTE_MS);
  await inOrganization(organizationId, (tx) =>
    tx.session.updateMany({ where: { id, lastSeenAt: { lt: stale } }, data: { lastSeenAt: now } }),
  );
}

/** Returns the user's sessions that have not ended: the one that asks, then the others, the one used last first. */
export async function listSessions(tx: TenantTx, { userId, sessionId }: Actor, now: Date): Promise<SessionView[]> {
  const open = await openSessions(tx, userId, now);
  const ordered = [...open.filter(({ id }) => id === sessionId), ...open.filter(({ id }) => id !== sessionId)];
  return ordered.map(({ id, createdAt, lastSeenAt, ...device }) => ({
    id,
    current: id === sessionId,
    device: m.device(wordsOf(device)),
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastSeenAt.toISOString(),
  }));
}

/** Ends one of the user's own sessions. Throws `not_found` for any other. */
export async function endSession(tx: TenantTx, actor: Actor, id: string): Promise<void> {
  if (!(await removeSession(tx, actor, id))) throw notFound("session");
}

/** Ends the current session, when its user signs out or signs in again in the same browser. Does nothing when it has ended already. */
export async function leaveSession(actor: Actor): Promise<void> {
  await inOrganization(actor.organizationId, (tx) => removeSession(tx, actor, actor.sessionId));
}

async function removeSession(tx: TenantTx, actor: Actor, id: string): Promise<boolean> {
  const session = await tx.session.findFirst({ where: { id, userId: actor.userId }, select: { browser: true, system: true } });
  const { count } = await tx.session.deleteMany({ where: { id, userId: actor.userId } });
  if (!session || count === 0) return false;
  await recordAudit(tx, {
    organizationId: actor.organizationId,
    actor: { id: actor.userId, name: actor.name },
    action: id === actor.sessionId ? "user.signed_out" : "user.session_ended",
    subject: `user:${actor.userId}`,
    changes: { device: [m.device(wordsOf(session)), null] },
  });
  return true;
}

/** Ends all of the user's sessions but the one that asks. */
export async function endOtherSessions(tx: TenantTx, actor: Actor, now: Date): Promise<void> {
  const others = (await openSessions(tx, actor.userId, now)).filter(({ id }) => id !== actor.sessionId);
  await tx.session.deleteMany({ where: { userId: actor.userId, id: { not: actor.sessionId } } });
  if (others.length === 0) return;
  await recordAudit(tx, {
    organizationId: actor.organizationId,
    actor: { id: actor.userId, name: actor.name },
    action: "user.other_sessions_ended",
    subject: `user:${actor.userId}`,
    changes: { sessions: [others.length, 0] },
  });
}

/** Ends every session of a user, whose password changed. */
export async function endAllSessions(tx: TenantTx, userId: string): Promise<void> {
  await tx.session.deleteMany({ where: { userId } });
}

function wordsOf({ browser, system }: DeviceNames) {
  const known = browser === null ? (system === null ? "neither" : "system") : system === null ? "browser" : "both";
  return { known, browser: browser ?? "", system: system ?? "" } as const;
}
