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

/**
 * Keeps each organization in order once a day, and within an hour where something is due: links and approvals whose time is over, approvals
 * that would end, counts in many parts. Deletes rate-limit counters that ended.
 */
export async function maintain(now: Date, stopping?: AbortSignal): Promise<void> {
  await visitOrganizations(
    "housekeeping",
    { at: now, failure: "the housekeeping of organizations fails", stopping },
    keepApproval,
    (organizationId) => tidyOrganization(organizationId, now),
    (organizationId) => refreshSearchTexts(organizationId, stopping),
  );
  if (mayManageWebhooks()) {
    await visitOrganizations("webhooks", { at: now, failure: "webhooks of organizations cannot be checked", stopping }, (organizationId) =>
      inOrganization(organizationId, (tx) => enqueueWebhookCheck(tx, organizationId, now)),
    );
  }
  await rateLimitCounters().rateLimit.deleteMany({ where: { expire: { lt: now } } });
}

/** Ends an organization's links whose time is over, folds its counts, and deletes what is no longer needed. */
export async function tidyOrganization(organizationId: OrganizationId, now: Date): Promise<void> {
  await inOrganization(organizationId, async (tx) => {
    await expireInvitations(tx, now);
    await removeEndedSessions(tx, now);
    await removeExpiredApprovals(tx, now);
    await foldCounts(tx, organizationId);
    await dropOldDigests(tx, organizationId, now);
    await deleteOldRuns(tx, { endedBefore: daysLater(now, -KEEP_RUNS_DAYS), quietBefore: daysLater(now, -KEEP_QUIET_RUNS_DAYS) });
  });
}

/** Folds the changes of dashboards together, where there are any: more than a minute's worth are never read one by one. */
export async function foldAllSums(stopping?: AbortSignal): Promise<void> {
  const at = await databaseTime();
  await visitOrganizations("unfolded", { at, failure: "changes of dashboards cannot be folded", stopping }, (organizationId) =>
    inOrganization(organizationId, (tx) => foldSums(tx, organizationId)),
  );
}

/** Writes the search texts again that an earlier release wrote. */
export async function refreshSearchTexts(organizationId: OrganizationId, stopping?: AbortSignal): Promise<void> {
  const refresh = () => inOrganization(organizationId, (tx) => refreshSearch(tx, organizationId, REFRESHED_AT_ONCE));
  while (!stopping?.aborted && (await refresh()) === REFRESHED_AT_ONCE);
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
