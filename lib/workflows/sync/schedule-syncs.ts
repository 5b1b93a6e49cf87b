import { findGreenhouse } from "@/lib/connections/data";
import { scheduleSync } from "@/lib/connections/mutations";
import { asOrganizationId, inOrganization, unsafeLookup } from "@/lib/platform/db";
import { syncIntervalMs } from "@/lib/settings/data";
import { startRun } from "@/lib/sync-runs/mutations";

/** Organizations started in one pass, so that a pass stays short; the rest is due in the next one. */
const PER_PASS = 200;

/**
 * Starts a run for every organization whose turn has come. Any number of workers may do this concurrently: the first one to
 * lock an organization's schedule starts its run and the others pass by.
 */
export async function startDueSyncs(now: Date): Promise<number> {
  const due = await unsafeLookup("due_syncs", "on", (tx) =>
    tx.syncSchedule.findMany({
      where: { nextRunAt: { lte: now } },
      select: { organizationId: true },
      orderBy: { nextRunAt: "asc" },
      take: PER_PASS,
    }),
  );
  let started = 0;
  for (const row of due) if (await startIfDue(row.organizationId, now)) started++;
  return started;
}

function startIfDue(id: string, now: Date): Promise<boolean> {
  const organizationId = asOrganizationId(id);
  return inOrganization(organizationId, async (tx) => {
    const locked = await tx.$queryRaw<{ integrationId: string }[]>`
      SELECT "integrationId" FROM "SyncSchedule" WHERE "nextRunAt" <= ${now} FOR UPDATE SKIP LOCKED`;
    const integrationId = locked[0]?.integrationId;
    if (!integrationId) return false;
    const integration = await findGreenhouse(tx);
    const active = integration?.status === "connected";
    await scheduleSync(tx, organizationId, integrationId, active ? new Date(now.getTime() + (await syncIntervalMs(tx))) : null);
    if (active) await startRun(tx, organizationId, { integrationId, trigger: "schedule", now });
    return active;
  });
}
