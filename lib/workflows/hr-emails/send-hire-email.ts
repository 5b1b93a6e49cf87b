import type { RenderedEmail } from "@/lib/email/invitation-email";
import { lockReader, type Reader, startingSoon, stillIncomplete, stuck } from "@/lib/hires/emails/data";
import { claimAlerts, claimDigest, returnAlerts, returnDigest } from "@/lib/hires/emails/mutations";
import { localDay } from "@/lib/platform/calendar";
import { inOrganization, type OrganizationId, type TenantTx } from "@/lib/platform/db";
import { describeError, logger } from "@/lib/platform/logger";
import { mailPermit } from "@/lib/platform/mail-permit";
import { handOver } from "@/lib/workflows/accounts/send-portal-email";
import { alertSpan, needsDigest, readTiming, type Timing } from "@/lib/workflows/hr-emails/hire-email-clock";
import { writeDigest, writeIncompleteEmail } from "@/lib/workflows/hr-emails/write-hire-email";

export type HireEmailKind = "incomplete" | "digest";

/** What a worker has taken on to send. */
interface Claim {
  write: (organization: string) => Promise<RenderedEmail>;
  /** Has it be due again. */
  giveBack: (tx: TenantTx) => Promise<void>;
}

interface Asker {
  organizationId: OrganizationId;
  reader: Reader;
  timing: Timing;
}

/**
 * Emails a member what is due to them: hires who arrived incomplete and still are, or the weekly digest. Any number of workers may do so
 * at once: what is told is marked as told in the transaction that reads it, so a worker that dies before sending loses the email rather than
 * sending it twice. Throws when the mail server does not take it for now; then it is due again, and the queue retries.
 */
export async function sendHireEmail(organizationId: OrganizationId, userId: string, kind: HireEmailKind): Promise<void> {
  const claimed = await inOrganization(organizationId, async (tx, now) => {
    const reader = await lockReader(tx, userId);
    const permit = reader && (await mailPermit(tx));
    if (!permit) return null;
    const asker = { organizationId, reader, timing: await readTiming(tx, now) };
    const claim = await (kind === "digest" ? claimDueDigest(tx, asker) : claimArrivals(tx, asker));
    const { name: organization } = await tx.organization.findFirstOrThrow({ select: { name: true } });
    return claim && { permit, reader, organization, claim, now };
  });
  if (!claimed) return;
  const { permit, reader, organization, claim, now } = claimed;
  try {
    const email = await claim.write(organization);
    const to = { name: reader.name, address: reader.email };
    const outcome = await handOver(permit, email, { to, id: `${kind}.${userId}.${now.getTime()}` });
    if (outcome !== "accepted") logger().warn({ organizationId, kind, outcome }, "an email about hires could not be delivered");
  } catch (error) {
    // The first failure is the cause: what gives back may fail for the same reason.
    await inOrganization(organizationId, claim.giveBack).catch((failure: unknown) =>
      logger().error({ organizationId, kind, error: describeError(failure) }, "an email about hires was lost"),
    );
    throw error;
  }
}

async function claimArrivals(tx: TenantTx, { organizationId, reader, timing }: Asker): Promise<Claim | null> {
  const span = alertSpan(reader, timing);
  const ids = span ? await claimAlerts(tx, organizationId, reader.id, span, timing.now) : [];
  const hires = await stillIncomplete(tx, ids);
  if (hires.total === 0) return null;
  return {
    write: (organization) => writeIncompleteEmail(organization, hires),
    giveBack: (later) => returnAlerts(later, reader.id, ids, timing.now),
  };
}

async function claimDueDigest(tx: TenantTx, { organizationId, reader, timing }: Asker): Promise<Claim | null> {
  const { now } = timing;
  if (!needsDigest(reader, timing) || !(await claimDigest(tx, reader.id, reader.digestedAt, now))) return null;
  const today = localDay(now, timing.timeZone);
  const starting = await startingSoon(tx, organizationId, today);
  const waiting = await stuck(tx, organizationId, { now, today });
  if (starting.total + waiting.total === 0) return null;
  return {
    write: (organization) => writeDigest(organization, { starting, stuck: waiting, now, today }),
    giveBack: (later) => returnDigest(later, reader.id, reader.digestedAt, now),
  };
}
