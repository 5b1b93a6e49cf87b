import { PORTAL } from "@/lib/audit/actions";
import { lockHires } from "@/lib/hires/lock";
import { hiresDue, isHireDue } from "@/lib/hires/record/retention";
import { isDatabaseDown } from "@/lib/platform/database/errors";
import { visitOrganizations } from "@/lib/platform/database/installation";
import { databaseTime, inOrganization, type OrganizationId } from "@/lib/platform/db";
import type { HireId } from "@/lib/platform/ids";
import { recurringFault } from "@/lib/platform/telemetry/faults";
import { readSetting } from "@/lib/settings/data";
import { erasePerson } from "@/lib/workflows/operate/erase-hire";

/** Hires that are looked for at a time. Each is erased in a transaction of its own, so that nobody waits for many. */
const BATCH = 100;
/** The clock comes every hour. */
const QUIET_SECONDS = 2 * 3_600;

/**
 * Erases hires whose organization's time for them is over, until none is left or `signal` stops it; the next hour goes on with what is left.
 * Returns how many. One that fails doesn't stop the others.
 */
export async function runRetentionClock(signal: AbortSignal): Promise<number> {
  let erased = 0;
  const failure = "hires of organizations cannot be erased in time";
  await visitOrganizations("retention", { at: await databaseTime(), failure, stopping: signal }, async (organizationId) => {
    erased += await eraseDue(organizationId, signal);
  });
  return erased;
}

async function eraseDue(organizationId: OrganizationId, signal: AbortSignal): Promise<number> {
  const fault = recurringFault("a hire cannot be erased in time", { level: "error", quietSeconds: QUIET_SECONDS });
  let erased = 0;
  while (!signal.aborted) {
    const due = await inOrganization(organizationId, async (tx, now) =>
      hiresDue(tx, (await readSetting(tx, "retention")).value, now, BATCH),
    );
    let inBatch = 0;
    for (const id of due) {
      if (signal.aborted) break;
      try {
        if (await eraseIfDue(organizationId, id)) inBatch++;
      } catch (error) {
        if (isDatabaseDown(error)) throw error;
        // The oldest come first: one that fails each time must not keep those behind it.
        fault.failed(error, { organizationId, newHireId: id });
      }
    }
    erased += inBatch;
    // Where none of a batch could be erased, others are at it.
    if (due.length < BATCH || inBatch === 0) break;
  }
  return erased;
}

/** Erases a hire unless it is not due any more: it was hired again, erased, or the setting was changed since it was found. */
function eraseIfDue(organizationId: OrganizationId, id: HireId): Promise<boolean> {
  return inOrganization(organizationId, async (tx, now) => {
    const { subjects } = await lockHires(tx, organizationId, { ids: [id] });
    const { value } = await readSetting(tx, "retention");
    if (subjects.length === 0 || !(await isHireDue(tx, id, value, now))) return false;
    await erasePerson(tx, { organizationId, userId: null, name: PORTAL }, id);
    return true;
  });
}
