import { findGreenhouse } from "@/lib/connections/data";
import { renderPortalEmail } from "@/lib/email/portal-email";
import { sendEmail } from "@/lib/email/transport";
import { countMatching } from "@/lib/hires/list/count";
import { SOON_DAYS } from "@/lib/hires/status";
import { mailStatus } from "@/lib/invitations/data";
import * as m from "@/lib/messages/generated/notices";
import { adminsToTell } from "@/lib/notices/data";
import { settleNotices, type Troubles } from "@/lib/notices/mutations";
import { noticeHref, noticeMessage } from "@/lib/notices/rules";
import type { NoticeCode } from "@/lib/notices/schema";
import { addDays, HOUR_MS, localDay, MINUTE_MS } from "@/lib/platform/calendar";
import { visitOrganizations } from "@/lib/platform/database/installation";
import { inOrganization, type OrganizationId, type TenantTx } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
import { describeError, logger } from "@/lib/platform/logger";
import { type MailPermit, mailPermit } from "@/lib/platform/mail-permit";
import { readSetting } from "@/lib/settings/data";

const QUARTER_MS = 15 * MINUTE_MS;

/** Updates every organization's notices and emails new ones to its admins. A failure in one organization doesn't stop the others. */
export async function runNoticeClock(now: Date, stopping?: AbortSignal): Promise<void> {
  const failure = "notices of organizations cannot be updated";
  await visitOrganizations("notices", { at: now, failure, stopping }, async (organizationId) => {
    const { permit, name, due } = await inOrganization(organizationId, async (tx) => {
      const permit = env().SMTP_URL === undefined ? null : await mailPermit(tx);
      const troubles = await troublesOf(tx, organizationId, now);
      const { name } = await tx.organization.findFirstOrThrow({ select: { name: true } });
      return { permit, name, due: await settleNotices(tx, organizationId, troubles, { now, mayMail: permit !== null }) };
    });
    if (!permit) return;
    for (const notice of due) {
      // They are stored as told: the next round would not come back to those after one that fails.
      await tell(permit, organizationId, name, notice, now).catch((error) =>
        logger().warn({ organizationId, code: notice.code, error: describeError(error) }, "a notice could not be emailed"),
      );
    }
  });
}

async function troublesOf(tx: TenantTx, organizationId: OrganizationId, now: Date): Promise<Troubles> {
  const integration = await findGreenhouse(tx);
  const failed = await countMatching(tx, organizationId, { attention: ["invitation_failed"] });
  const suspended = await countMatching(tx, organizationId, { attention: ["suspended"] });
  const mail = await mailStatus(tx);
  const isMailStuck = mail.since !== null && now.getTime() - Date.parse(mail.since) >= QUARTER_MS;
  const day = localDay(now, (await readSetting(tx, "invitations")).value.timeZone);
  const startTo = addDays(day, SOON_DAYS);
  const soon = await countMatching(tx, organizationId, { status: ["pending"], startFrom: day, startTo });
  return {
    ...(integration?.status === "needs_attention" ? { credential_revoked: null } : {}),
    ...(integration?.status === "connected" && (await isSyncFailing(tx, now)) ? { sync_failing: null } : {}),
    ...(integration?.status === "connected" && integration.clockSkewSeconds !== 0 ? { clock_skew: null } : {}),
    ...(failed > 0 || isMailStuck ? { invitations_failing: failed + (isMailStuck ? mail.waiting : 0) } : {}),
    ...(soon > 0 ? { starts_soon_pending: soon } : {}),
    ...(suspended > 0 ? { hires_suspended: suspended } : {}),
  };
}

/** Returns whether syncs have failed for an hour, without a success since. */
async function isSyncFailing(tx: TenantTx, now: Date): Promise<boolean> {
  const real = { trigger: { not: "preview" as const } };
  const latest = await tx.syncRun.findFirst({
    where: { ...real, finishedAt: { not: null } },
    orderBy: { createdAt: "desc" },
    select: { status: true },
  });
  if (latest?.status !== "failed") return false;
  const good = await tx.syncRun.findFirst({
    where: { ...real, status: "succeeded" },
    orderBy: { createdAt: "desc" },
    select: { createdAt: true },
  });
  const firstBad = await tx.syncRun.findFirst({
    where: { ...real, status: "failed", ...(good ? { createdAt: { gt: good.createdAt } } : {}) },
    orderBy: { createdAt: "asc" },
    select: { createdAt: true },
  });
  return firstBad !== null && now.getTime() - firstBad.createdAt.getTime() >= HOUR_MS;
}

async function tell(
  permit: MailPermit,
  organizationId: OrganizationId,
  organization: string,
  { id, code, count }: { id: string; code: NoticeCode; count: number | null },
  now: Date,
): Promise<void> {
  const message = noticeMessage(code, count);
  for (const { name, email } of await inOrganization(organizationId, (tx) => adminsToTell(tx, id))) {
    const rendered = await renderPortalEmail({
      organization,
      subject: message,
      text: m.emailText({ name, message }),
      button: m.view(),
      link: `${env().APP_URL}${noticeHref[code]}`,
      footer: m.emailFooter(),
    });
    const messageId = `<notice.${id}.${now.getTime()}.${crypto.randomUUID().slice(0, 8)}@${new URL(env().APP_URL).hostname}>`;
    const delivery = await sendEmail(permit, { ...rendered, to: { name, address: email }, messageId });
    // The portal shows the notice anyway.
    if (delivery.kind !== "accepted") logger().warn({ organizationId, code, reason: delivery.kind }, "a notice could not be emailed");
  }
}
