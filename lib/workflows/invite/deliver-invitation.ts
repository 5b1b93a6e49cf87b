import { consumeRateLimitOrWait } from "@/lib/auth/throttle";
import { messageIdOf, returnPathOf, trackingHeaders } from "@/lib/email/return-path";
import { sendEmail } from "@/lib/email/transport";
import { markInvitationFailed } from "@/lib/hires/intake";
import { lockHires } from "@/lib/hires/lock";
import { fullName } from "@/lib/hires/words";
import { isQueued } from "@/lib/invitations/data";
import {
  type Claim,
  claimInvitation,
  drainPostponed,
  forgetAttempt,
  markFailed,
  markSent,
  postponeDelivery,
  renewClaim,
  tokenOf,
} from "@/lib/invitations/mutations";
import { nextAttemptIn } from "@/lib/invitations/rules";
import { deliverInvitationJob } from "@/lib/jobs/definitions";
import { enqueue } from "@/lib/jobs/queue";
import { inOrganization, type OrganizationId } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
import { logger } from "@/lib/platform/logger";
import { onboardingPage, path } from "@/lib/platform/paths";
import { readSetting } from "@/lib/settings/data";
import { recipientColumns, templateOf, writeInvitation } from "@/lib/workflows/invite/write-invitation";

const LEASE_SECONDS = 30;
// Postponed invitations are sent at the configured rate anyway; each one that the mail server accepts makes the next ones due.
const DRAIN_AT_ONCE = 100;

/**
 * Hands one invitation to the mail server and notes what became of it. Any number of workers may be given the same one; a
 * lease lets one of them try at a time. A worker that dies after the server took the message leaves the invitation
 * queued: the next attempt carries the same Message-ID and the same link.
 */
export async function deliverInvitation(organizationId: OrganizationId, invitationId: string, isExtra = false): Promise<void> {
  // A point of the rate is for what really leaves.
  if (!(await inOrganization(organizationId, (tx) => isQueued(tx, invitationId)))) return;
  const waitMs = await consumeRateLimitOrWait({ name: "mail", points: env().MAIL_PER_MINUTE, durationSeconds: 60 }, "outgoing");
  if (waitMs !== null) {
    // Nothing of the invitation is touched: another worker may have it in hand.
    // Not in whole seconds: rounded up from each one's own now, later ones would be due before earlier ones.
    await inOrganization(organizationId, (tx) =>
      enqueue(tx, deliverInvitationJob, [{ organizationId, invitationId, isExtra }], { startAfterSeconds: waitMs / 1000 }),
    );
    return;
  }
  const claim = await inOrganization(organizationId, (tx) => claimInvitation(tx, invitationId, LEASE_SECONDS, new Date()));
  if (claim.kind === "over") return;
  if (claim.kind === "held") {
    if (isExtra) return;
    const waitSeconds = Math.max(1, Math.ceil((claim.until.getTime() - Date.now()) / 1000));
    throw new StillHeld(waitSeconds);
  }
  const heartbeat = setInterval(
    () => {
      void inOrganization(organizationId, (tx) => renewClaim(tx, invitationId, LEASE_SECONDS, new Date())).catch(() => {});
    },
    (LEASE_SECONDS / 3) * 1000,
  );
  try {
    await attempt(organizationId, invitationId, claim, isExtra);
  } finally {
    clearInterval(heartbeat);
  }
}

/** Another worker has this invitation in hand; the queue tries again later. */
class StillHeld extends Error {
  constructor(waitSeconds: number) {
    super(`held by another worker for ${waitSeconds} s`);
    this.name = "StillHeld";
  }
}

async function attempt(
  organizationId: OrganizationId,
  invitationId: string,
  claim: Claim & { kind: "claimed" },
  isExtra: boolean,
): Promise<void> {
  const { hire, settings } = await inOrganization(organizationId, async (tx) => ({
    hire: await tx.newHire.findFirstOrThrow({ where: { id: claim.newHireId }, select: recipientColumns }),
    settings: (await readSetting(tx, "invitations")).value,
  }));
  const email = await writeInvitation(hire, {
    template: templateOf(settings),
    link: `${env().APP_URL}${path(onboardingPage, tokenOf({ id: invitationId, tokenKeyId: claim.tokenKeyId }))}`,
    expiresAt: claim.expiresAt,
    kind: claim.trigger === "reminder" ? "reminder" : "invitation",
  });
  const delivery = await sendEmail({
    ...email,
    to: { name: fullName(hire), address: claim.sentTo },
    // The same for every copy of an invitation.
    messageId: messageIdOf(invitationId, env().MAIL_FROM ?? ""),
    // Some providers take no sender but the one they know; then bounces come by their events alone.
    ...(env().MAIL_RETURN_PATH === "verp" ? { returnPath: returnPathOf(invitationId, env().MAIL_FROM ?? "") } : {}),
    headers: trackingHeaders(invitationId),
  });
  logger().info({ invitationId, attempt: claim.attempts, delivery: delivery.kind }, "invitation handed to the mail server");
  await inOrganization(organizationId, async (tx) => {
    const now = new Date();
    if (delivery.kind === "accepted") {
      await markSent(tx, invitationId, now);
      await drainPostponed(tx, organizationId, DRAIN_AT_ONCE);
      return;
    }
    const permanent = delivery.kind === "rejected" && delivery.permanent;
    const serverTrouble = delivery.kind === "rejected" && delivery.concerns === "server";
    if (isExtra && !permanent) return forgetAttempt(tx, invitationId, delivery.reason, serverTrouble);
    const waitSeconds = nextAttemptIn(claim.attempts, permanent, env().MAIL_RETRY_SECONDS);
    if (waitSeconds !== null) {
      return postponeDelivery(tx, organizationId, invitationId, { reason: delivery.reason, serverTrouble, waitSeconds });
    }
    // The hire before its invitation, as everyone who changes both.
    await lockHires(tx, organizationId, { ids: [claim.newHireId] });
    if (await markFailed(tx, invitationId, delivery.reason, now)) await markInvitationFailed(tx, organizationId, claim.newHireId, now);
  });
}
