import pTimeout from "p-timeout";
import { SECOND_MS } from "@/lib/platform/calendar";
import { describeError, logger } from "@/lib/platform/logger";

/** A delivery that takes longer waits for its server, and need not keep others waiting. */
const SLOW_AFTER_MS = 10 * SECOND_MS;
/** With the places of the queue's workers below the most connections to one mail server. */
const MOST_SLOW = 16;

// Next bundles its own copy of this file; what stops the worker must reach the deliveries of the one that runs.
const holder = globalThis as { emptrustSlowDeliveries?: Set<Promise<void>> };

function slow(): Set<Promise<void>> {
  holder.emptrustSlowDeliveries ??= new Set();
  return holder.emptrustSlowDeliveries;
}

/**
 * Waits for a delivery. One that is slow goes on in the background, so that its place is free for the next: a server that hangs at one
 * stage would fill them all. `leave` is run then, in case this process dies before the delivery ends. Throws what the delivery throws, while it waits.
 */
export async function waitOrLeave(delivery: Promise<void>, leave: () => Promise<void>, slowAfterMs = SLOW_AFTER_MS): Promise<void> {
  const ended = delivery.then(() => false);
  const isSlow = await pTimeout(ended, { milliseconds: slowAfterMs, fallback: () => true });
  if (!isSlow || slow().size >= MOST_SLOW) return delivery;
  const going: Promise<void> = delivery
    .catch((error: unknown) => logger().warn({ error: describeError(error) }, "a slow delivery failed"))
    .finally(() => slow().delete(going));
  slow().add(going);
  await leave();
}

/** Waits for the deliveries in the background, for at most so long. */
export async function slowDeliveriesEnd(timeoutMs: number): Promise<void> {
  if (slow().size > 0) await pTimeout(Promise.all(slow()), { milliseconds: timeoutMs, message: false });
}
