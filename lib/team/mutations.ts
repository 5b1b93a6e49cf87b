import { recordAudit } from "@/lib/audit/mutations";
import type { Actor } from "@/lib/auth/actor";
import { teamMailJob } from "@/lib/jobs/definitions";
import { enqueue } from "@/lib/jobs/queue";
import * as sso from "@/lib/messages/generated/server/sso";
import * as m from "@/lib/messages/generated/team";
import { DAY_MS, daysLater } from "@/lib/platform/calendar";
import { currentKeyId, deriveToken, hashToken } from "@/lib/platform/crypto";
import type { AccountId, OrganizationId, TenantTx } from "@/lib/platform/db";
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

/**
 * Invites a person to the team and enqueues the email with its link. Who is invited already gets a new link, at most once a minute; for
 * who has joined already nothing happens. The answer never says whether the person has an account elsewhere.
 */
export async function inviteMember(
  tx: TenantTx,
  actor: Actor,
  { email, name, role }: { email: string; name: string; role: TeamRole },
  now: Date,
): Promise<Member> {
  const { organizationId } = actor;
  const id = crypto.randomUUID();
  // DO NOTHING, because a failed insert would abort the transaction.
  const { count } = await tx.user.createMany({
    data: [{ id, organizationId, email, name, role, ...freshLink(id, now) }],
    skipDuplicates: true,
  });
  if (count === 0) {
    const known = await tx.user.findFirstOrThrow({ where: { email }, select: { id: true } });
    const member = await lockMember(tx, known.id);
    if (member.accountId === null && waitSeconds(member, now) <= 0) await renewLink(tx, actor, member, now);
    return memberOf(tx, actor, member.id);
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

/** Sends a new link to a person who has not joined, and disables the earlier one. At most once a minute. */
export async function inviteAgain(tx: TenantTx, actor: Actor, id: string, now: Date): Promise<Member> {
  const member = await lockMember(tx, id);
  if (member.accountId !== null) throw new AppError("already_joined", m.alreadyJoined());
  const wait = waitSeconds(member, now);
  if (wait > 0) throw new AppError("resend_too_soon", m.justSent({ seconds: wait }), { retryAfterSeconds: wait });
  await renewLink(tx, actor, member, now);
  return memberOf(tx, actor, id);
}

/** The seconds until an invited person may be sent another link; none when zero or less. */
function waitSeconds({ joinExpiresAt }: { joinExpiresAt: Date | null }, now: Date): number {
  const sentAt = (joinExpiresAt?.getTime() ?? 0) - JOIN_DAYS * DAY_MS;
  return Math.ceil((sentAt - now.getTime()) / 1000) + AGAIN_SECONDS;
}

async function renewLink(tx: TenantTx, actor: Actor, { id, name }: { id: string; name: string }, now: Date): Promise<void> {
  await tx.user.updateMany({ where: { id }, data: freshLink(id, now) });
  await enqueue(tx, teamMailJob, [{ organizationId: actor.organizationId, userId: id }]);
  await recordAudit(tx, { ...author(actor), action: "team.invited_again", subject: `user:${id}`, changes: { name: [name, name] } });
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
  if (user.role === "admin" && role !== "admin") await keepAnAdmin(tx, user);
  if (role !== user.role || name !== user.name) {
    await tx.user.updateMany({ where: { id }, data: { role, name, ...(role === "admin" ? {} : { breakGlass: false }) } });
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
  if (user.role === "admin") await keepAnAdmin(tx, user);
  await tx.user.deleteMany({ where: { id } });
  await recordAudit(tx, {
    ...author(actor),
    action: "team.removed",
    subject: `user:${id}`,
    changes: { name: [user.name, null], role: [user.role, null] },
  });
}

/** Makes an invited person a member, with their account, and disables the link. Returns false when the link no longer works. */
export async function joinTeam(
  tx: TenantTx,
  organizationId: OrganizationId,
  { id, joinTokenHash, accountId }: { id: string; joinTokenHash: Uint8Array<ArrayBuffer>; accountId: AccountId },
  now: Date,
): Promise<boolean> {
  const { count } = await tx.user.updateMany({
    where: { id, joinTokenHash, joinExpiresAt: { gt: now }, accountId: null },
    data: { accountId, joinTokenHash: null, joinExpiresAt: null },
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

/**
 * Throws when no other admin has joined, or none who could sign in if a single sign-on that is demanded fails. Admins are locked in one order,
 * so two who remove each other can't both succeed.
 */
async function keepAnAdmin(tx: TenantTx, { id: exceptId, breakGlass }: { id: string; breakGlass: boolean }): Promise<void> {
  const admins = await tx.$queryRaw<{ id: string; breakGlass: boolean }[]>`
    SELECT "id", "breakGlass" FROM "User" WHERE "organizationId" = (SELECT current_organization()) AND "role" = 'admin' AND "accountId" IS NOT NULL
    ORDER BY "id" FOR UPDATE`;
  const others = admins.filter(({ id }) => id !== exceptId);
  if (others.length === 0) throw new AppError("last_admin", m.lastAdminStays());
  if (!breakGlass || others.some((other) => other.breakGlass)) return;
  const [connection] = await tx.$queryRaw<{ enforced: boolean }[]>`SELECT "enforced" FROM "SsoConnection" FOR SHARE`;
  if (connection?.enforced) throw new AppError("last_admin", sso.lastBreakGlass());
}

async function memberOf(tx: TenantTx, actor: Actor, id: string): Promise<Member> {
  const member = (await listMembers(tx, actor.userId)).find((one) => one.id === id);
  if (!member) throw notFound("member");
  return member;
}
