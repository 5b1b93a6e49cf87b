import { setTimeout as sleep } from "node:timers/promises";
import { listenForBounces } from "@/lib/email/bounces/listener";
import { readMailbox } from "@/lib/email/bounces/mailbox";
import { type BounceMail, parseReport } from "@/lib/email/bounces/report";
import { databaseTime } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
import { logger } from "@/lib/platform/logger";
import { recurringFault } from "@/lib/platform/telemetry/faults";
import { storeDeliveryEvents } from "@/lib/workflows/invite/receive-delivery-events";

const BIND_RETRY_MS = 10_000;

/** Stores what a mail reports about one of our invitations, and counts what it does not. Throws when the database is away. */
async function receiveBounce(mail: BounceMail): Promise<void> {
  await storeDeliveryEvents("mail", await parseReport(mail));
}

/**
 * Takes reports at `BOUNCE_LISTEN`, where that is set, until `stopping`. One process can have the address; another one waits until
 * it is free.
 */
export async function takeBounces(stopping: AbortSignal): Promise<void> {
  const where = env().BOUNCE_LISTEN;
  if (!where) return;
  const fault = recurringFault("BOUNCE_LISTEN cannot be bound yet", { level: "warn" });
  while (!stopping.aborted) {
    try {
      const listener = await listenForBounces(where, async (mail) => receiveBounce({ ...mail, receivedAt: await databaseTime() }));
      fault.passed();
      logger().info({ protocol: where.protocol, port: listener.port }, "reports about deliveries are taken");
      await aborted(stopping);
      return await listener.close();
    } catch (error) {
      fault.failed(error);
      await sleep(BIND_RETRY_MS, undefined, { signal: stopping }).catch(() => {});
    }
  }
}

/** Reads the reports in the mailbox of `BOUNCE_IMAP_URL`, where that is set. */
export async function readBounces(signal: AbortSignal): Promise<void> {
  const address = env().BOUNCE_IMAP_URL;
  if (!address) return;
  const reports = await readMailbox(address, await databaseTime(), signal, receiveBounce);
  if (reports > 0) logger().info({ reports }, "reports about deliveries were read");
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
