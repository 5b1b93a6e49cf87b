import { unsafeListOrganizations } from "@/lib/auth/users";
import { expireInvitations } from "@/lib/invitations/mutations";
import { asOrganizationId, inOrganization, rateLimitCounters } from "@/lib/platform/db";
import { forgetOldRuns } from "@/lib/sync-runs/mutations";

const KEEP_RUNS_DAYS = 90;

/** The hourly housekeeping: links whose time is over, runs of long ago, rate-limit counters that ended. */
export async function maintain(now: Date): Promise<void> {
  for (const { id } of await unsafeListOrganizations()) {
    await inOrganization(asOrganizationId(id), async (tx) => {
      await expireInvitations(tx, now);
      await forgetOldRuns(tx, new Date(now.getTime() - KEEP_RUNS_DAYS * 86_400_000));
    });
  }
  await rateLimitCounters().rateLimit.deleteMany({ where: { expire: { lt: now } } });
}
