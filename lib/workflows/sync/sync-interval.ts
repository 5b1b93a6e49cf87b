import { MINUTE_MS } from "@/lib/platform/calendar";
import type { TenantTx } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
import { readSetting } from "@/lib/settings/data";

/** How long after a sync the next one of this organization is due, in milliseconds: as it decided, else as the installation does. */
export async function syncIntervalMs(tx: TenantTx): Promise<number> {
  const { intervalMinutes } = (await readSetting(tx, "sync")).value;
  return intervalMinutes === null ? env().SYNC_INTERVAL_SECONDS * 1000 : intervalMinutes * MINUTE_MS;
}
