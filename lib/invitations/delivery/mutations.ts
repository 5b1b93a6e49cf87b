import type { ClaimedDelivery } from "@/lib/invitations/delivery/claim";
import { type DueDelivery, enqueueDeliveries } from "@/lib/invitations/enqueue";
import { noLease } from "@/lib/invitations/mutations";
import { mayBecome } from "@/lib/invitations/rules";
import type { HeldDelivery, OrganizationId, TenantTx } from "@/lib/platform/db";

/** Locks the invitation of a lease until the transaction ends. Returns false when the lease was lost: nothing may be written then. */
export async function lockDelivery(tx: TenantTx, { invitationId, token }: HeldDelivery): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM "Invitation" WHERE "id" = ${invitationId}::uuid AND "leaseToken" = ${token}::uuid FOR UPDATE`;
  return rows.length > 0;
}

/**
 * Lets go of invitations that were not given to the mail server, as if there had been no attempt. The next one is due in so many seconds.
 * An extra attempt stays one.
 */
export async function releaseDeliveries(
  tx: TenantTx,
  organizationId: OrganizationId,
  released: readonly { claim: ClaimedDelivery; isExtra: boolean }[],
  startAfterSeconds = 0,
): Promise<void> {
  if (released.length === 0) return;
  const rows = await tx.$queryRaw<{ id: string }[]>`
    UPDATE "Invitation" AS i SET "leaseToken" = NULL, "leaseUntil" = NULL, "attempts" = "attempts" - 1
    FROM unnest(${released.map(({ claim }) => claim.lease.invitationId)}::uuid[], ${released.map(({ claim }) => claim.lease.token)}::uuid[])
      AS r("id", "token")
    WHERE i."id" = r."id" AND i."status" = 'queued' AND i."leaseToken" = r."token" RETURNING i."id"`;
  const ids = new Set(rows.map(({ id }) => id));
  const due = released.flatMap(({ claim, isExtra }) => (ids.has(claim.due.invitationId) ? [{ ...claim.due, isExtra }] : []));
  await enqueueDeliveries(tx, organizationId, due, startAfterSeconds);
}

/**
 * Records that the mail server accepted these messages, which is a fact even where the lease was lost. A replaced or revoked invitation stays
 * so, but shows that it was sent.
 */
export async function markSent(tx: TenantTx, invitationIds: readonly string[], now: Date): Promise<void> {
  if (invitationIds.length === 0) return;
  await tx.$executeRaw`
    UPDATE "Invitation" SET "sentAt" = coalesce("sentAt", ${now}), "leaseToken" = NULL, "leaseUntil" = NULL, "lastError" = NULL,
      "serverTrouble" = false,
      "status" = CASE WHEN "status" = ANY(${mayBecome("sent")}::"InvitationStatus"[]) THEN 'sent' ELSE "status" END
    WHERE "id" IN (
      SELECT "id" FROM "Invitation" WHERE "id" = ANY(${[...invitationIds]}::uuid[])
        AND ("sentAt" IS NULL OR "status" = ANY(${mayBecome("sent")}::"InvitationStatus"[])) ORDER BY "id" FOR UPDATE)`;
}

/**
 * The mail server did not accept it this time; the next attempt is on the queue in the same transaction. `serverTrouble` says that
 * it was not for the recipient's sake.
 */
export async function postponeDelivery(
  tx: TenantTx,
  organizationId: OrganizationId,
  due: DueDelivery,
  { reason, serverTrouble, waitSeconds }: { reason: string; serverTrouble: boolean; waitSeconds: number },
): Promise<void> {
  const { count } = await tx.invitation.updateMany({
    where: { id: due.invitationId, status: "queued" },
    data: { ...noLease, lastError: reason, serverTrouble },
  });
  if (count > 0) await enqueueDeliveries(tx, organizationId, [due], waitSeconds);
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
  const rows = await tx.$queryRaw<DueDelivery[]>`
    UPDATE "Invitation" SET "serverTrouble" = false
    WHERE "id" IN (
      SELECT "id" FROM "Invitation" WHERE "status" = 'queued' AND "serverTrouble" ORDER BY "createdAt", "id" LIMIT ${limit} FOR UPDATE SKIP LOCKED)
    RETURNING "id" AS "invitationId", "createdAt", "queuePlace"`;
  await enqueueDeliveries(
    tx,
    organizationId,
    rows.map((row) => ({ ...row, isExtra: true })),
  );
  return rows.length;
}
