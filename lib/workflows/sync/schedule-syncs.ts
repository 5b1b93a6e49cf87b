import { syncOrganizationJob } from "@/lib/jobs/definitions";
import { enqueue } from "@/lib/jobs/queue";
import { asOrganizationId, inOrganization, unsafeLookup } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
import { startRun } from "@/lib/sync-runs/mutations";

/** Organizations started in one pass, so that a pass stays short; the rest is due in the next one. */
const PER_PASS = 1_000;

/** A run that is due; null where the organization has one under way already. */
interface DueRun {
  organizationId: string;
  integrationId: string;
  runId: string | null;
}

/**
 * Starts a run for every organization whose turn has come, in one statement, with their jobs in the same transaction. Any number of
 * workers may do this concurrently: the first one to lock an organization's schedule starts its run and the others pass by. Returns how
 * many organizations have a run under way by that.
 */
export async function startDueSyncs(now: Date): Promise<number> {
  const due = await unsafeLookup("due_syncs", "on", async (tx) => {
    const rows = await tx.$queryRaw<DueRun[]>`
      SELECT * FROM start_due_syncs(${now}::timestamptz, ${env().SYNC_INTERVAL_SECONDS}::int, ${PER_PASS}::int)`;
    const started = rows.flatMap(({ organizationId, runId }) => (runId === null ? [] : { organizationId, runId }));
    await enqueue(tx, syncOrganizationJob, started);
    return rows;
  });
  for (const { organizationId: id, integrationId, runId } of due) {
    if (runId !== null) continue;
    const organizationId = asOrganizationId(id);
    // A preview makes way, and a run whose worker died is enqueued again.
    await inOrganization(organizationId, (tx) => startRun(tx, organizationId, { integrationId, trigger: "schedule", now }));
  }
  return due.length;
}
