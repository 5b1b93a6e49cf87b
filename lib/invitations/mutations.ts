import { v7 as uuidv7 } from "uuid";
import { type InvitationRow, invitationColumns } from "@/lib/invitations/data";
import { expiryOf, mayBecome } from "@/lib/invitations/rules";
import type { InvitationTrigger } from "@/lib/invitations/schema";
import { deliverInvitationJob } from "@/lib/jobs/definitions";
import { enqueue } from "@/lib/jobs/queue";
import { currentKeyId, deriveToken, hashToken } from "@/lib/platform/crypto";
import type { OrganizationId, TenantTx } from "@/lib/platform/db";

/** The link's secret part of an invitation. */
export function tokenOf(invitation: { id: string; tokenKeyId: string }): string {
  return deriveToken(invitation.id, invitation.tokenKeyId);
}

/**
 * Makes one invitation for each hire and puts its delivery on the queue, in the caller's transaction: either both exist
 * or neither does. A hire's second `automatic` invitation fails in the database. Answers the invitations.
 */
export async function createInvitations(
  tx: TenantTx,
  organizationId: OrganizationId,
  recipients: readonly { newHireId: string; sentTo: string }[],
  { trigger, requestedBy = null, now }: { trigger: InvitationTrigger; requestedBy?: string | null; now: Date },
): Promise<InvitationRow[]> {
  if (recipients.length === 0) return [];
  const tokenKeyId = currentKeyId();
  const rows = recipients.map(({ newHireId, sentTo }) => {
    const id = uuidv7();
    const tokenHash = hashToken(deriveToken(id, tokenKeyId));
    return { id, organizationId, newHireId, sentTo, trigger, requestedBy, tokenKeyId, tokenHash, expiresAt: expiryOf(now), createdAt: now };
  });
  const made = await tx.invitation.createManyAndReturn({ data: rows, select: invitationColumns });
  await enqueue(
    tx,
    deliverInvitationJob,
    rows.map(({ id }) => ({ organizationId, invitationId: id })),
  );
  return made;
}

/** Ends the links of these hires because a newer one takes their place. */
export async function replaceInvitations(tx: TenantTx, newHireId: string): Promise<void> {
  await tx.invitation.updateMany({ where: { newHireId, status: { in: mayBecome("replaced") } }, data: { status: "replaced" } });
}

/** Ends the links of hires who are no longer hired. */
export async function revokeInvitations(tx: TenantTx, newHireIds: readonly string[]): Promise<void> {
  await tx.invitation.updateMany({
    where: { newHireId: { in: [...newHireIds] }, status: { in: mayBecome("revoked") } },
    data: { status: "revoked" },
  });
}

export type Claim =
  | { kind: "claimed"; attempts: number; newHireId: string; sentTo: string; tokenKeyId: string; expiresAt: Date }
  | { kind: "held"; until: Date }
  | { kind: "over" };

/**
 * Claims a queued invitation for one delivery attempt. `held`: another worker has it in hand until then. `over`: there
 * is nothing to deliver (any more). Counts the attempt.
 */
export async function claimInvitation(tx: TenantTx, invitationId: string, leaseSeconds: number, now: Date): Promise<Claim> {
  await tx.$queryRaw`SELECT 1 FROM "Invitation" WHERE "id" = ${invitationId}::uuid FOR UPDATE`;
  const row = await tx.invitation.findFirst({ where: { id: invitationId, status: "queued" } });
  if (!row) return { kind: "over" };
  if (row.expiresAt <= now) {
    await tx.invitation.updateMany({ where: { id: invitationId }, data: { status: "expired", leaseUntil: null } });
    return { kind: "over" };
  }
  if (row.leaseUntil && row.leaseUntil > now) return { kind: "held", until: row.leaseUntil };
  const attempts = row.attempts + 1;
  await tx.invitation.updateMany({
    where: { id: invitationId },
    data: { attempts, leaseUntil: new Date(now.getTime() + leaseSeconds * 1000) },
  });
  return { kind: "claimed", attempts, newHireId: row.newHireId, sentTo: row.sentTo, tokenKeyId: row.tokenKeyId, expiresAt: row.expiresAt };
}

/** Keeps a claim alive while the mail server takes its time. */
export async function renewClaim(tx: TenantTx, invitationId: string, leaseSeconds: number, now: Date): Promise<void> {
  await tx.invitation.updateMany({
    where: { id: invitationId, status: "queued" },
    data: { leaseUntil: new Date(now.getTime() + leaseSeconds * 1000) },
  });
}

/** The mail server took the message. One that was replaced or revoked meanwhile stays so, but shows that it went out. */
export async function markSent(tx: TenantTx, invitationId: string, now: Date): Promise<void> {
  await tx.invitation.updateMany({ where: { id: invitationId, sentAt: null }, data: { sentAt: now, leaseUntil: null, lastError: null } });
  await tx.invitation.updateMany({ where: { id: invitationId, status: { in: mayBecome("sent") } }, data: { status: "sent" } });
}

/** The mail server did not take it this time; the next attempt is on the queue in the same transaction. */
export async function postponeDelivery(
  tx: TenantTx,
  organizationId: OrganizationId,
  invitationId: string,
  { reason, waitSeconds }: { reason: string | null; waitSeconds: number },
): Promise<void> {
  const { count } = await tx.invitation.updateMany({
    where: { id: invitationId, status: "queued" },
    data: { leaseUntil: null, ...(reason === null ? {} : { lastError: reason }) },
  });
  if (count > 0) await enqueue(tx, deliverInvitationJob, [{ organizationId, invitationId }], { startAfterSeconds: waitSeconds });
}

/** Gives up on a delivery. Answers whether it was still to be delivered. */
export async function markFailed(tx: TenantTx, invitationId: string, reason: string): Promise<boolean> {
  const { count } = await tx.invitation.updateMany({
    where: { id: invitationId, status: { in: mayBecome("failed") } },
    data: { status: "failed", leaseUntil: null, lastError: reason },
  });
  return count > 0;
}

/** Records the acceptance once; answers false when the link does not lead there (any more). */
export async function markAccepted(tx: TenantTx, invitationId: string, now: Date): Promise<boolean> {
  const { count } = await tx.invitation.updateMany({
    where: { id: invitationId, status: { in: mayBecome("accepted") }, expiresAt: { gt: now } },
    data: { status: "accepted", acceptedAt: now, leaseUntil: null },
  });
  return count > 0;
}

/** Marks links whose time is over. */
export async function expireInvitations(tx: TenantTx, now: Date): Promise<number> {
  const { count } = await tx.invitation.updateMany({
    where: { status: { in: mayBecome("expired") }, expiresAt: { lte: now } },
    data: { status: "expired" },
  });
  return count;
}
