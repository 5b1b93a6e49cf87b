import { removeEndedSessions } from "@/lib/auth/accounts/sessions";
import { removeExpiredApprovals } from "@/lib/connections/approvals/mutations";
import { findGreenhouse } from "@/lib/connections/data";
import { dropOldDigests, foldSums } from "@/lib/dashboard/mutations";
import { foldCounts } from "@/lib/hires/list/fold-counts";
import { refreshSearch } from "@/lib/hires/list/refresh-search";
import { expireInvitations } from "@/lib/invitations/mutations";
import { daysLater } from "@/lib/platform/calendar";
import { visitOrganizations } from "@/lib/platform/database/installation";
import { databaseTime, inOrganization, type OrganizationId, rateLimitCounters } from "@/lib/platform/db";
import { describeError, logger } from "@/lib/platform/logger";
import { deleteOldRuns } from "@/lib/sync-runs/mutations";
import { noteRefusal } from "@/lib/workflows/connect/greenhouse-attention";
import { partnerClient } from "@/lib/workflows/connect/greenhouse-connection";
import { enqueueWebhookCheck, mayManageWebhooks } from "@/lib/workflows/connect/manage-webhooks";
import { SharedToken } from "@/lib/workflows/connect/shared-token";

const KEEP_RUNS_DAYS = 90;
/** Nearly all runs say that there was no news: of many organizations they would be the largest table by far. */
const KEEP_QUIET_RUNS_DAYS = 7;
/** Hires whose search text is written in one transaction: few enough that nobody who edits one waits for it. */
const REFRESHED_AT_ONCE = 1_000;

/** The hourly housekeeping of the organizations for which something is due, once a day of each, and of the rate-limit counters. */
export async function maintain(now: Date): Promise<void> {
  await visitOrganizations("housekeeping", { at: now, failure: "the housekeeping of organizations fails" }, (organizationId) =>
    maintainOrganization(organizationId, now),
  );
  if (mayManageWebhooks()) {
    await visitOrganizations("webhooks", { at: now, failure: "webhooks of organizations cannot be checked" }, (organizationId) =>
      inOrganization(organizationId, (tx) => enqueueWebhookCheck(tx, organizationId, now)),
    );
  }
  await rateLimitCounters().rateLimit.deleteMany({ where: { expire: { lt: now } } });
}

/**
 * An organization's housekeeping. Due at once: links and approvals whose time is over, and approvals that would end. Due once a day: ended
 * sessions, runs of long ago, digests of days that are no longer shown, and search texts that an earlier release wrote.
 */
export async function maintainOrganization(organizationId: OrganizationId, now: Date): Promise<void> {
  await inOrganization(organizationId, async (tx) => {
    await expireInvitations(tx, now);
    await removeEndedSessions(tx, now);
    await removeExpiredApprovals(tx, now);
    await foldCounts(tx, organizationId);
    await dropOldDigests(tx, organizationId, now);
    await deleteOldRuns(tx, { endedBefore: daysLater(now, -KEEP_RUNS_DAYS), quietBefore: daysLater(now, -KEEP_QUIET_RUNS_DAYS) });
  });
  await refreshSearchTexts(organizationId);
  await keepApproval(organizationId);
}

/** Folds the changes of dashboards together, where there are any: more than a minute's worth are never read one by one. */
export async function foldAllSums(): Promise<void> {
  await visitOrganizations("unfolded", { at: await databaseTime(), failure: "changes of dashboards cannot be folded" }, (organizationId) =>
    inOrganization(organizationId, (tx) => foldSums(tx, organizationId)),
  );
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
