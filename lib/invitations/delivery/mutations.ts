import { v4 as uuidv4 } from "uuid";
import { type DueDelivery, enqueueDeliveries } from "@/lib/invitations/enqueue";
import { noLease } from "@/lib/invitations/mutations";
import { mayBecome } from "@/lib/invitations/rules";
import type { InvitationTrigger } from "@/lib/invitations/schema";
import { secondsLater } from "@/lib/platform/calendar";
import type { OrganizationId, TenantTx } from "@/lib/platform/db";
import { asHireId, type HireId } from "@/lib/platform/ids";
import { secondsLeft } from "@/lib/platform/lease";
import { type MailPermit, mailPermit } from "@/lib/platform/mail-permit";

/** How long a delivery is its holder's without a renewal. */
export const LEASE_SECONDS = 30;
/** How often a lease is renewed, so that one missed renewal does not lose it. */
export const RENEWAL_MS = (LEASE_SECONDS / 3) * 1000;

/** The right to give an invitation to the mail server. The token tells this holder from an earlier one who believes to have it still. */
export interface DeliveryLease {
  invitationId: string;
  token: string;
}

export interface ClaimedDelivery {
  kind: "claimed";
  lease: DeliveryLease;
  attempts: number;
  trigger: InvitationTrigger;
  newHireId: HireId;
  sentTo: string;
  tokenKeyId: string;
  expiresAt: Date;
  createdAt: Date;
  permit: MailPermit;
}

export type Claim = ClaimedDelivery | { kind: "held"; seconds: number } | { kind: "over" };

/**
 * Claims a queued invitation for one delivery attempt, and counts the attempt. Returns `held` while another worker has it, `over`
 * when there is nothing to deliver, or no longer, or the organization's email is held, or the hire is suspended: what ends that enqueues it
 * again.
 */
export async function claimDelivery(tx: TenantTx, invitationId: string, now: Date): Promise<Claim> {
  await tx.$queryRaw`SELECT 1 FROM "Invitation" WHERE "id" = ${invitationId}::uuid FOR UPDATE`;
  const row = await tx.invitation.findFirst({ where: { id: invitationId, status: "queued", newHire: { suspendedAt: null } } });
  if (!row) return { kind: "over" };
  if (row.expiresAt <= now) {
    await tx.invitation.updateMany({ where: { id: invitationId }, data: { status: "expired", endedAt: now, ...noLease } });
    return { kind: "over" };
  }
  const permit = await mailPermit(tx);
  if (!permit) return { kind: "over" };
  const seconds = secondsLeft(row.leaseUntil, now, LEASE_SECONDS);
  if (seconds > 0) return { kind: "held", seconds };
  const attempts = row.attempts + 1;
  const lease = { invitationId, token: uuidv4() };
  await tx.invitation.updateMany({
    where: { id: invitationId },
    data: { attempts, leaseToken: lease.token, leaseUntil: secondsLater(now, LEASE_SECONDS) },
  });
  const { trigger, newHireId, sentTo, tokenKeyId, expiresAt, createdAt } = row;
  return { kind: "claimed", lease, attempts, trigger, newHireId: asHireId(newHireId), sentTo, tokenKeyId, expiresAt, createdAt, permit };
}

/** Renews a lease. Returns false when it was lost, or the invitation is no longer to be sent. */
export async function renewDelivery(tx: TenantTx, { invitationId, token }: DeliveryLease, now: Date): Promise<boolean> {
  const { count } = await tx.invitation.updateMany({
    where: { id: invitationId, status: "queued", leaseToken: token, newHire: { suspendedAt: null } },
    data: { leaseUntil: secondsLater(now, LEASE_SECONDS) },
  });
  return count > 0;
}

/** Locks the invitation of a lease until the transaction ends. Returns false when the lease was lost: nothing may be written then. */
export async function lockDelivery(tx: TenantTx, { invitationId, token }: DeliveryLease): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM "Invitation" WHERE "id" = ${invitationId}::uuid AND "leaseToken" = ${token}::uuid FOR UPDATE`;
  return rows.length > 0;
}

/** Lets go of an invitation that was not given to the mail server, as if there had been no attempt. The next one is due now. */
export async function releaseDelivery(tx: TenantTx, organizationId: OrganizationId, { lease, createdAt }: ClaimedDelivery): Promise<void> {
  const { invitationId, token } = lease;
  const { count } = await tx.invitation.updateMany({
    where: { id: invitationId, status: "queued", leaseToken: token },
    data: { ...noLease, attempts: { decrement: 1 } },
  });
  if (count > 0) await enqueueDeliveries(tx, organizationId, [{ invitationId, createdAt }]);
}

/**
 * Records that the mail server accepted the message, which is a fact even when the lease was lost. A replaced or revoked invitation stays
 * so, but shows that it was sent.
 */
export async function markSent(tx: TenantTx, invitationId: string, now: Date): Promise<void> {
  await tx.invitation.updateMany({
    where: { id: invitationId, sentAt: null },
    data: { sentAt: now, ...noLease, lastError: null, serverTrouble: false },
  });
  await tx.invitation.updateMany({ where: { id: invitationId, status: { in: mayBecome("sent") } }, data: { status: "sent" } });
}

/**
 * The mail server did not accept it this time; the next attempt is on the queue in the same transaction. `serverTrouble` says that
 * it was not for the recipient's sake.
 */
export async function postponeDelivery(
  tx: TenantTx,
  organizationId: OrganizationId,
  { invitationId, createdAt }: DueDelivery,
  { reason, serverTrouble, waitSeconds }: { reason: string; serverTrouble: boolean; waitSeconds: number },
): Promise<void> {
  const { count } = await tx.invitation.updateMany({
    where: { id: invitationId, status: "queued" },
    data: { ...noLease, lastError: reason, serverTrouble },
  });
  if (count > 0) await enqueueDeliveries(tx, organizationId, [{ invitationId, createdAt }], waitSeconds);
}

/** An extra attempt failed: it counts for nothing, since the regular one is on the queue. */
export async function forgetAttempt(tx: TenantTx, invitationId: string, reason: string, serverTrouble: boolean): Promise<void> {
  await tx.invitation.updateMany({
    where: { id: invitationId, status: "queued" },
    data: { ...noLease, lastError: reason, serverTrouble, attempts: { decrement: 1 } },
  });
}

/**
 * Makes postponed invitations due now that the mail server is back, oldest first, instead of when their own wait is over. Returns
 * their number. These attempts are extra: where one fails, the wait that was set continues.
 */
export async function drainPostponed(tx: TenantTx, organizationId: OrganizationId, limit: number): Promise<number> {
  const rows = await tx.$queryRaw<{ invitationId: string; createdAt: Date }[]>`
    UPDATE "Invitation" SET "serverTrouble" = false
    WHERE "id" IN (
      SELECT "id" FROM "Invitation" WHERE "status" = 'queued' AND "serverTrouble" ORDER BY "createdAt", "id" LIMIT ${limit} FOR UPDATE SKIP LOCKED)
    RETURNING "id" AS "invitationId", "createdAt"`;
  await enqueueDeliveries(
    tx,
    organizationId,
    rows.map((row) => ({ ...row, isExtra: true })),
  );
  return rows.length;
}
