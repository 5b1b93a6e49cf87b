import { v4 as uuidv4 } from "uuid";
import type { DueDelivery } from "@/lib/invitations/enqueue";
import { noLease } from "@/lib/invitations/mutations";
import type { InvitationTrigger } from "@/lib/invitations/schema";
import { secondsLater } from "@/lib/platform/calendar";
import type { HeldDelivery, OrganizationId, TenantTx } from "@/lib/platform/db";
import { asHireId, type HireId } from "@/lib/platform/ids";
import { secondsLeft } from "@/lib/platform/lease";
import { type MailPermit, mailPermit } from "@/lib/platform/mail-permit";

/** How long a delivery is its holder's without a renewal. */
export const LEASE_SECONDS = 30;
/** How often a lease is renewed, so that one missed renewal does not lose it. */
export const RENEWAL_MS = (LEASE_SECONDS / 3) * 1000;

export interface ClaimedDelivery {
  kind: "claimed";
  lease: HeldDelivery;
  due: DueDelivery;
  attempts: number;
  trigger: InvitationTrigger;
  newHireId: HireId;
  sentTo: string;
  tokenKeyId: string;
  expiresAt: Date;
  permit: MailPermit;
  /** The organization has invitations that wait for the mail server, which failed them before. */
  serverFailed: boolean;
}

/** Another worker has the invitation, for so many seconds unless it goes on. */
export interface OthersDelivery {
  kind: "held";
  due: DueDelivery;
  seconds: number;
}

interface QueuedRow {
  id: string;
  newHireId: string;
  sentTo: string;
  trigger: InvitationTrigger;
  tokenKeyId: string;
  leaseUntil: Date | null;
  attempts: number;
  expiresAt: Date;
  createdAt: Date;
  queuePlace: number;
  serverFailed: boolean;
}

/**
 * Claims queued invitations for one delivery attempt each, and counts the attempts. Says of those that another worker has for how long. Leaves
 * out those of which there is nothing to deliver, or no longer, whose hire is suspended, and all while the organization's email is held: what
 * ends that enqueues them again.
 */
export async function claimDeliveries(
  tx: TenantTx,
  organizationId: OrganizationId,
  invitationIds: readonly string[],
  now: Date,
): Promise<(ClaimedDelivery | OthersDelivery)[]> {
  const permit = await mailPermit(tx);
  if (!permit) return [];
  // Locked in one order, so that two workers do not wait for each other.
  const rows = await tx.$queryRaw<QueuedRow[]>`
    SELECT i."id", i."newHireId", i."sentTo", i."trigger"::text AS "trigger", i."tokenKeyId", i."leaseUntil", i."attempts", i."expiresAt",
      i."createdAt", i."queuePlace",
      EXISTS (SELECT 1 FROM "Invitation" AS w WHERE w."status" = 'queued' AND w."serverTrouble") AS "serverFailed"
    FROM "Invitation" i JOIN "NewHire" h ON h."organizationId" = i."organizationId" AND h."id" = i."newHireId"
    WHERE i."id" = ANY(${[...new Set(invitationIds)]}::uuid[]) AND i."status" = 'queued' AND h."suspendedAt" IS NULL
    ORDER BY i."id" FOR UPDATE OF i`;
  const overdue = rows.filter(({ expiresAt }) => expiresAt <= now).map(({ id }) => id);
  if (overdue.length > 0) {
    await tx.invitation.updateMany({ where: { id: { in: overdue } }, data: { status: "expired", endedAt: now, ...noLease } });
  }
  const claims = rows
    .filter(({ expiresAt }) => expiresAt > now)
    .map(({ id: invitationId, newHireId, leaseUntil, attempts, createdAt, queuePlace, ...row }): ClaimedDelivery | OthersDelivery => {
      const due = { invitationId, createdAt, queuePlace };
      const seconds = secondsLeft(leaseUntil, now, LEASE_SECONDS);
      if (seconds > 0) return { kind: "held", due, seconds };
      const lease = { organizationId, invitationId, token: uuidv4() };
      return { kind: "claimed", lease, due, attempts: attempts + 1, newHireId: asHireId(newHireId), permit, ...row };
    });
  const leases = claims.flatMap((claim) => (claim.kind === "claimed" ? [claim.lease] : []));
  if (leases.length > 0) {
    await tx.$executeRaw`
      UPDATE "Invitation" AS i SET "attempts" = "attempts" + 1, "leaseToken" = l."token", "leaseUntil" = ${secondsLater(now, LEASE_SECONDS)}
      FROM unnest(${leases.map(({ invitationId }) => invitationId)}::uuid[], ${leases.map(({ token }) => token)}::uuid[]) AS l("id", "token")
      WHERE i."id" = l."id"`;
  }
  return claims;
}
