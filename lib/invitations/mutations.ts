import { v7 as uuidv7 } from "uuid";
import type { InvitationRow } from "@/lib/invitations/data";
import { expiryOf, mayBecome } from "@/lib/invitations/rules";
import type { InvitationTrigger } from "@/lib/invitations/schema";
import { deliverInvitationJob } from "@/lib/jobs/definitions";
import { enqueue } from "@/lib/jobs/queue";
import { column, nullable } from "@/lib/platform/columns";
import { currentKeyId, deriveToken, hashToken } from "@/lib/platform/crypto";
import type { OrganizationId, TenantTx } from "@/lib/platform/db";
import { asHireId, type HireId } from "@/lib/platform/ids";
import { insertRows } from "@/lib/platform/upsert";

/** The link's secret part of an invitation. */
export function tokenOf(invitation: { id: string; tokenKeyId: string }): string {
  return deriveToken(invitation.id, invitation.tokenKeyId);
}

const invitationTable = {
  name: "Invitation",
  columns: {
    id: column.uuid(),
    newHireId: column.uuid(),
    sentTo: column.text(),
    tokenHash: column.bytes(),
    trigger: column.enumeration<InvitationTrigger>("InvitationTrigger"),
    requestedBy: nullable(column.text()),
    tokenKeyId: column.text(),
    expiresAt: column.moment(),
    createdAt: column.moment(),
  },
};

export interface NewInvitations {
  trigger: InvitationTrigger;
  requestedBy?: string | null;
  expiresAfterDays: number;
  now: Date;
}

/**
 * Makes one invitation for each hire and puts its delivery on the queue, in the caller's transaction: either both exist
 * or neither does. A hire's second `automatic` invitation fails in the database. Answers the invitations.
 */
export async function createInvitations(
  tx: TenantTx,
  organizationId: OrganizationId,
  recipients: readonly { newHireId: HireId; sentTo: string }[],
  { trigger, requestedBy = null, expiresAfterDays, now }: NewInvitations,
): Promise<InvitationRow[]> {
  if (recipients.length === 0) return [];
  const tokenKeyId = currentKeyId();
  const expiresAt = expiryOf(now, expiresAfterDays);
  const rows = recipients.map((recipient) => {
    const id = uuidv7();
    const tokenHash = Buffer.from(hashToken(deriveToken(id, tokenKeyId))).toString("hex");
    return { id, ...recipient, tokenHash: `\\x${tokenHash}` as const, trigger, requestedBy, tokenKeyId, expiresAt, createdAt: now };
  });
  await insertRows(tx, organizationId, invitationTable, rows);
  await enqueue(
    tx,
    deliverInvitationJob,
    rows.map(({ id }) => ({ organizationId, invitationId: id })),
  );
  return rows.map(({ id, sentTo }) => ({
    id,
    status: "queued",
    trigger,
    sentTo,
    sentAt: null,
    acceptedAt: null,
    expiresAt,
    attempts: 0,
    lastError: null,
    createdAt: now,
  }));
}

/** Ends the links of these hires because a newer one takes their place. */
export async function replaceInvitations(tx: TenantTx, newHireIds: readonly string[], now: Date): Promise<void> {
  if (newHireIds.length === 0) return;
  await tx.invitation.updateMany({
    where: { newHireId: { in: [...newHireIds] }, status: { in: mayBecome("replaced") } },
    data: { status: "replaced", endedAt: now, serverTrouble: false },
  });
}

/** Ends the links of hires who are no longer hired. */
export async function revokeInvitations(tx: TenantTx, newHireIds: readonly string[], now: Date): Promise<void> {
  if (newHireIds.length === 0) return;
  await tx.invitation.updateMany({
    where: { newHireId: { in: [...newHireIds] }, status: { in: mayBecome("revoked") } },
    data: { status: "revoked", endedAt: now, serverTrouble: false },
  });
}

export type Claim =
  | {
      kind: "claimed";
      attempts: number;
      trigger: InvitationTrigger;
      newHireId: HireId;
      sentTo: string;
      tokenKeyId: string;
      expiresAt: Date;
    }
  | { kind: "held"; until: Date }
  | { kind: "over" };

/**
 * Claims a queued invitation for one delivery attempt. `held`: another worker has claimed it until then. `over`: there
 * is nothing to deliver, or no longer. Counts the attempt.
 */
export async function claimInvitation(tx: TenantTx, invitationId: string, leaseSeconds: number, now: Date): Promise<Claim> {
  await tx.$queryRaw`SELECT 1 FROM "Invitation" WHERE "id" = ${invitationId}::uuid FOR UPDATE`;
  const row = await tx.invitation.findFirst({ where: { id: invitationId, status: "queued" } });
  if (!row) return { kind: "over" };
  if (row.expiresAt <= now) {
    await tx.invitation.updateMany({ where: { id: invitationId }, data: { status: "expired", endedAt: now, leaseUntil: null } });
    return { kind: "over" };
  }
  if (row.leaseUntil && row.leaseUntil > now) return { kind: "held", until: row.leaseUntil };
  const attempts = row.attempts + 1;
  await tx.invitation.updateMany({
    where: { id: invitationId },
    data: { attempts, leaseUntil: new Date(now.getTime() + leaseSeconds * 1000) },
  });
  const { trigger, newHireId, sentTo, tokenKeyId, expiresAt } = row;
  return { kind: "claimed", attempts, trigger, newHireId: asHireId(newHireId), sentTo, tokenKeyId, expiresAt };
}

/** Keeps a claim alive while the mail server takes its time. */
export async function renewClaim(tx: TenantTx, invitationId: string, leaseSeconds: number, now: Date): Promise<void> {
  await tx.invitation.updateMany({
    where: { id: invitationId, status: "queued" },
    data: { leaseUntil: new Date(now.getTime() + leaseSeconds * 1000) },
  });
}

/** Records that the mail server accepted the message. A replaced or revoked invitation stays so, but shows that it was sent. */
export async function markSent(tx: TenantTx, invitationId: string, now: Date): Promise<void> {
  await tx.invitation.updateMany({
    where: { id: invitationId, sentAt: null },
    data: { sentAt: now, leaseUntil: null, lastError: null, serverTrouble: false },
  });
  await tx.invitation.updateMany({ where: { id: invitationId, status: { in: mayBecome("sent") } }, data: { status: "sent" } });
}

/**
 * The mail server did not take it this time; the next attempt is on the queue in the same transaction. `serverTrouble` says that
 * it was not for the recipient's sake.
 */
export async function postponeDelivery(
  tx: TenantTx,
  organizationId: OrganizationId,
  invitationId: string,
  { reason, serverTrouble, waitSeconds }: { reason: string; serverTrouble: boolean; waitSeconds: number },
): Promise<void> {
  const { count } = await tx.invitation.updateMany({
    where: { id: invitationId, status: "queued" },
    data: { leaseUntil: null, lastError: reason, serverTrouble },
  });
  if (count > 0) await enqueue(tx, deliverInvitationJob, [{ organizationId, invitationId }], { startAfterSeconds: waitSeconds });
}

/** An extra attempt failed: it counts for nothing, since the regular one is on the queue. */
export async function forgetAttempt(tx: TenantTx, invitationId: string, reason: string, serverTrouble: boolean): Promise<void> {
  await tx.invitation.updateMany({
    where: { id: invitationId, status: "queued" },
    data: { leaseUntil: null, lastError: reason, serverTrouble, attempts: { decrement: 1 } },
  });
}

/**
 * Makes postponed invitations due now that the mail server is back, oldest first, instead of when their own wait is over. Returns
 * their number. These attempts are extra: where one fails, the wait that was set continues.
 */
export async function drainPostponed(tx: TenantTx, organizationId: OrganizationId, limit: number): Promise<number> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    UPDATE "Invitation" SET "serverTrouble" = false
    WHERE "id" IN (
      SELECT "id" FROM "Invitation" WHERE "status" = 'queued' AND "serverTrouble" ORDER BY "createdAt", "id" LIMIT ${limit} FOR UPDATE SKIP LOCKED)
    RETURNING "id"`;
  // Ids grow with time.
  const ids = rows.map(({ id }) => id).sort();
  await enqueue(
    tx,
    deliverInvitationJob,
    ids.map((invitationId) => ({ organizationId, invitationId, isExtra: true })),
  );
  return ids.length;
}

/** Gives up on a delivery, or learns that the mail came back. Answers whether that is news. */
export async function markFailed(tx: TenantTx, invitationId: string, reason: string, now: Date): Promise<boolean> {
  const { count } = await tx.invitation.updateMany({
    where: { id: invitationId, status: { in: mayBecome("failed") } },
    data: { status: "failed", leaseUntil: null, lastError: reason, serverTrouble: false, failedAt: now },
  });
  return count > 0;
}

/** Records the acceptance once; returns false when the link does not work, or no longer. */
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
    data: { status: "expired", endedAt: now, serverTrouble: false },
  });
  return count;
}
