import { deliverInvitationJob } from "@/lib/jobs/definitions";
import { enqueue } from "@/lib/jobs/queue";
import type { OrganizationId, TenantTx } from "@/lib/platform/db";
import { traceparent } from "@/lib/platform/telemetry/tracing";

export interface DueDelivery {
  invitationId: string;
  /** When the invitation was made. */
  createdAt: Date;
  /** How many of the organization's invitations were to be sent before it when it was made. */
  queuePlace: number;
  /** An attempt beside the regular one, which is on the queue already. */
  isExtra?: boolean;
}

/** Priorities are 32-bit integers; counted from here in seconds, they last until 2091. Later ones are all alike. */
const FIRST_SECOND = Date.UTC(2023, 0) / 1000;
const LOWEST = -(2 ** 31);
/** A place in an organization's queue counts as much as having been made an hour later. */
const PLACE_SECONDS = 3600;

/**
 * Puts deliveries on the queue, in the caller's transaction. Those of one organization are taken in the order in which they were made,
 * however often each was put back, and those of several by turns: the fifth of one comes before the hundredth of another, unless it was
 * made days later.
 */
export function enqueueDeliveries(
  tx: TenantTx,
  organizationId: OrganizationId,
  deliveries: readonly DueDelivery[],
  startAfterSeconds?: number,
): Promise<void> {
  const parent = traceparent();
  const trace = parent === undefined ? {} : { traceparent: parent };
  return enqueue(
    tx,
    deliverInvitationJob,
    deliveries.map(({ invitationId, isExtra }) => ({ organizationId, invitationId, ...(isExtra ? { isExtra } : {}), ...trace })),
    {
      ...(startAfterSeconds === undefined ? {} : { startAfterSeconds }),
      priorities: deliveries.map(priorityOf),
    },
  );
}

/** Returns deliveries in the order in which they are taken from the queue. */
export function inTurn<Of extends { due: DueDelivery }>(deliveries: readonly Of[]): Of[] {
  return deliveries.toSorted((one, other) => priorityOf(other.due) - priorityOf(one.due));
}

function priorityOf({ createdAt, queuePlace }: DueDelivery): number {
  return Math.max(LOWEST, FIRST_SECOND - Math.floor(createdAt.getTime() / 1000) - queuePlace * PLACE_SECONDS);
}
