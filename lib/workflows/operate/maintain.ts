import { unsafeListOrganizations } from "@/lib/auth/accounts/operator";
import { removeEndedSessions } from "@/lib/auth/accounts/sessions";
import { removeExpiredApprovals } from "@/lib/connections/approvals/mutations";
import { findGreenhouse } from "@/lib/connections/data";
import { dropOldDigests, foldSums } from "@/lib/dashboard/mutations";
import { foldCounts } from "@/lib/hires/list/fold-counts";
import { refreshSearch } from "@/lib/hires/list/refresh-search";
import { expireInvitations } from "@/lib/invitations/mutations";
import { daysLater } from "@/lib/platform/calendar";
import { organizationsWithWork } from "@/lib/platform/database/installation";
import { asOrganizationId, databaseTime, inOrganization, type OrganizationId, rateLimitCounters } from "@/lib/platform/db";
import { describeError, logger } from "@/lib/platform/logger";
import { deleteOldRuns } from "@/lib/sync-runs/mutations";
import { noteRefusal } from "@/lib/workflows/connect/greenhouse-attention";
import { partnerClient } from "@/lib/workflows/connect/greenhouse-connection";
import { enqueueWebhookCheck } from "@/lib/workflows/connect/manage-webhooks";
import { SharedToken } from "@/lib/workflows/connect/shared-token";

const KEEP_RUNS_DAYS = 90;
/** Nearly all runs say that there was no news: of many organizations they would be the largest table by far. */
const KEEP_QUIET_RUNS_DAYS = 7;
/** Hires whose search text is written in one transaction: few enough that nobody who edits one waits for it. */
const REFRESHED_AT_ONCE = 1_000;

/**
 * The hourly housekeeping: links, sessions and approvals whose time is over, runs of long ago, approvals that would end, rate-limit counters
 * that ended, digests of days that are no longer shown, and search texts that an earlier release wrote.
 */
export async function maintain(now: Date): Promise<void> {
  for (const { id } of await unsafeListOrganizations()) {
    await inOrganization(asOrganizationId(id), async (tx) => {
      await expireInvitations(tx, now);
      await removeEndedSessions(tx, now);
      await removeExpiredApprovals(tx, now);
      await foldCounts(tx, asOrganizationId(id));
      await dropOldDigests(tx, asOrganizationId(id), now);
      await deleteOldRuns(tx, { endedBefore: daysLater(now, -KEEP_RUNS_DAYS), quietBefore: daysLater(now, -KEEP_QUIET_RUNS_DAYS) });
    });
    await refreshSearchTexts(asOrganizationId(id));
    await keepApproval(asOrganizationId(id));
    await inOrganization(asOrganizationId(id), (tx) => enqueueWebhookCheck(tx, asOrganizationId(id), now));
  }
  await rateLimitCounters().rateLimit.deleteMany({ where: { expire: { lt: now } } });
}

/** Folds the changes of dashboards together, where there are any: more than a minute's worth are never read one by one. */
export async function foldAllSums(): Promise<void> {
  for (const organizationId of await organizationsWithWork("unfolded", await databaseTime())) {
    await inOrganization(organizationId, (tx) => foldSums(tx, organizationId));
  }
}

async function refreshSearchTexts(organizationId: OrganizationId): Promise<void> {
  const refresh = () => inOrganization(organizationId, (tx) => refreshSearch(tx, organizationId, REFRESHED_AT_ONCE));
  while ((await refresh()) === REFRESHED_AT_ONCE);
}

/** Keeps an approval from ending for want of use; one that ended already is said on the screen. */
async function keepApproval(organizationId: OrganizationId): Promise<void> {
  const integration = await inOrganization(organizationId, findGreenhouse);
  if (integration?.grant !== "authorization_code" || integration.status === "needs_attention" || !integration.credentialSealed) return;
  try {
    await new SharedToken(integration, { client: partnerClient(), userId: null }).keepAlive();
  } catch (error) {
    const isForAdmin = await noteRefusal(organizationId, integration, error);
    // A transient failure is retried in an hour, long before anything ends.
    if (!isForAdmin) logger().warn({ error: describeError(error) }, "an approval could not be renewed yet");
  }
}
