import { deliverInvitationJob } from "@/lib/jobs/definitions";
import { enqueue } from "@/lib/jobs/queue";
import type { OrganizationId, TenantTx } from "@/lib/platform/db";

export interface DueDelivery {
  invitationId: string;
  /** When the invitation was made. */
  createdAt: Date;
  /** An attempt beside the regular one, which is on the queue already. */
  isExtra?: boolean;
}

/** Priorities are 32-bit integers; counted from here in seconds, they last until 2091. Later ones are all alike. */
const FIRST_SECOND = Date.UTC(2023, 0) / 1000;
const LOWEST = -(2 ** 31);

/**
 * Puts deliveries on the queue, in the caller's transaction. Whichever is due is taken in the order in which the invitations were made,
 * however often each was put back: the older an invitation, the higher its priority.
 */
export function enqueueDeliveries(
  tx: TenantTx,
  organizationId: OrganizationId,
  deliveries: readonly DueDelivery[],
  startAfterSeconds?: number,
): Promise<void> {
  return enqueue(
    tx,
    deliverInvitationJob,
    deliveries.map(({ invitationId, isExtra }) => ({ organizationId, invitationId, ...(isExtra ? { isExtra } : {}) })),
    {
      ...(startAfterSeconds === undefined ? {} : { startAfterSeconds }),
      priorities: deliveries.map(({ createdAt }) => Math.max(LOWEST, FIRST_SECOND - Math.floor(createdAt.getTime() / 1000))),
    },
  );
}
