import { recordAudit } from "@/lib/audit/mutations";
import type { Actor } from "@/lib/auth/actor";
import { teamMailJob } from "@/lib/jobs/definitions";
import { enqueue } from "@/lib/jobs/queue";
import * as m from "@/lib/messages/generated/team";
import { DAY_MS, daysLater } from "@/lib/platform/calendar";
import { currentKeyId, deriveToken, hashToken } from "@/lib/platform/crypto";
import type { OrganizationId, TenantTx } from "@/lib/platform/db";
import { AppError, notFound } from "@/lib/platform/errors";
import { listMembers } from "@/lib/team/data";
import type { Member, TeamRole } from "@/lib/team/schema";

export const JOIN_DAYS = 7;
const AGAIN_SECONDS = 60;

/** Returns the secret part of a join link, a different one for each invitation. */
export function joinToken({ id, joinExpiresAt }: { id: string; joinExpiresAt: Date }): string {
  return deriveToken(`team ${id} ${joinExpiresAt.toISOString()}`, currentKeyId());
}

function freshLink(id: string, now: Date) {
  const joinExpiresAt = daysLater(now, JOIN_DAYS);
  return { joinExpiresAt, joinTokenHash: hashToken(joinToken({ id, joinExpiresAt })) };
}

function author(actor: Actor) {
  return { organizationId: actor.organizationId, actor: { id: actor.userId, name: actor.name } };
}

/** Creates an account without a password and enqueues the email with its link. Throws `email_taken`, also for another organization's user. */
export async function inviteMember(
  tx: TenantTx,
  actor: Actor,
  { email, name, role }: { email: string; name: string; role: TeamRole },
  now: Date,
): Promise<Member> {
  const { organizationId } = actor;
  const id = crypto.randomUUID();
  // DO NOTHING, because a failed insert would abort the transaction; another organization may have the email.
  const { count } = await tx.user.createMany({
    data: [{ id, organizationId, email, name, role, ...freshLink(id, now) }],
    skipDuplicates: true,
  });
  if (count === 0) {
    throw new AppError("email_taken", m.emailTaken(), {
      invalidParams: [{ name: "email", reason: m.emailTakenReason() }],
    });
  }
  await enqueue(tx, teamMailJob, [{ organizationId, userId: id }]);
  await recordAudit(tx, {
    ...author(actor),
    action: "team.invited",
    subject: `user:${id}`,
    changes: { name: [null, name], role: [null, role] },
  });
  return memberOf(tx, actor, id);
}

/** Sends a new link to a user who has not joined, and disables the earlier one. At most once a minute. */
export async function inviteAgain(tx: TenantTx, actor: Actor, id: string, now: Date): Promise<Member> {
  const user = await lockMember(tx, id);
  if (user.passwordHash !== null) throw new AppError("already_joined", m.alreadyJoined());
  const sentAt = (user.joinExpiresAt?.getTime() ?? 0) - JOIN_DAYS * DAY_MS;
  const wait = Math.ceil((sentAt - now.getTime()) / 1000) + AGAIN_SECONDS;
  if (wait > 0) {
    throw new AppError("resend_too_soon", m.justSent({ seconds: wait }), { retryAfterSeconds: wait });
  }
  await tx.user.updateMany({ where: { id }, data: freshLink(id, now) });
  await enqueue(tx, teamMailJob, [{ organizationId: actor.organizationId, userId: id }]);
  await recordAudit(tx, {
    ...author(actor),
    action: "team.invited_again",
    subject: `user:${id}`,
    changes: { name: [user.name, user.name] },
  });
  return memberOf(tx, actor, id);
}

/** Changes a user's role or name. Throws `last_admin` when no admin would be left. */
export async function changeMember(
  tx: TenantTx,
  actor: Actor,
  id: string,
  change: { role?: TeamRole | undefined; name?: string | undefined },
): Promise<Member> {
  const user = await lockMember(tx, id);
  const role = change.role ?? user.role;
  const name = change.name ?? user.name;
  if (user.role === "admin" && role !== "admin") await keepAnAdmin(tx, id);
  if (role !== user.role || name !== user.name) {
    await tx.user.updateMany({ where: { id }, data: { role, name } });
    await recordAudit(tx, {
      ...author(actor),
      action: role === user.role ? "team.renamed" : "team.role_changed",
      subject: `user:${id}`,
      changes: { name: [user.name, name], role: [user.role, role] },
    });
  }
  return memberOf(tx, actor, id);
}

/** Removes a user. Their sessions end with the next request; their audit log entries stay. */
export async function removeMember(tx: TenantTx, actor: Actor, id: string): Promise<void> {
  const user = await lockMember(tx, id);
  if (user.role === "admin") await keepAnAdmin(tx, id);
  await tx.user.deleteMany({ where: { id } });
  await recordAudit(tx, {
    ...author(actor),
    action: "team.removed",
    subject: `user:${id}`,
    changes: { name: [user.name, null], role: [user.role, null] },
  });
}

/** Sets an invited user's password and disables the link. Returns false when the link no longer works. */
export async function joinTeam(
  tx: TenantTx,
  organizationId: OrganizationId,
  { id, joinTokenHash, passwordHash }: { id: string; joinTokenHash: Uint8Array<ArrayBuffer>; passwordHash: string },
  now: Date,
): Promise<boolean> {
  const { count } = await tx.user.updateMany({
    where: { id, joinTokenHash, joinExpiresAt: { gt: now }, passwordHash: null },
    data: { passwordHash, joinTokenHash: null, joinExpiresAt: null, sessionVersion: { increment: 1 } },
  });
  if (count === 0) return false;
  const { name } = await tx.user.findFirstOrThrow({ where: { id }, select: { name: true } });
  await recordAudit(tx, { organizationId, actor: { id, name }, action: "team.joined", subject: `user:${id}`, changes: {} });
  return true;
}

async function lockMember(tx: TenantTx, id: string) {
  await tx.$queryRaw`SELECT 1 FROM "User" WHERE "id" = ${id}::uuid FOR UPDATE`;
  const user = await tx.user.findFirst({ where: { id } });
  if (!user) throw notFound("member");
  return user;
}

/** Throws when no other admin has joined. Admins are locked in one order, so two who remove each other can't both succeed. */
async function keepAnAdmin(tx: TenantTx, exceptId: string): Promise<void> {
  const admins = await tx.$queryRaw<{ id: string }[]>`
    SELECT "id" FROM "User" WHERE "organizationId" = (SELECT current_organization()) AND "role" = 'admin' AND "passwordHash" IS NOT NULL
    ORDER BY "id" FOR UPDATE`;
  if (admins.some(({ id }) => id !== exceptId)) return;
  throw new AppError("last_admin", m.lastAdminStays());
}

async function memberOf(tx: TenantTx, actor: Actor, id: string): Promise<Member> {
  const member = (await listMembers(tx, actor.userId)).find((one) => one.id === id);
  if (!member) throw notFound("member");
  return member;
}
