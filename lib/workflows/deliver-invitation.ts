import { takePoint } from "@/lib/auth/throttle";
import { invitationMail } from "@/lib/email/invitation-mail";
import { sendMail } from "@/lib/email/transport";
import { type Claim, claimInvitation, markFailed, markSent, postponeDelivery, renewClaim, tokenOf } from "@/lib/invitations/mutations";
import { nextAttemptIn } from "@/lib/invitations/rules";
import { markInvitationFailed } from "@/lib/new-hires/mutations";
import { fullName, inWords } from "@/lib/new-hires/rules";
import { inOrganization, type OrganizationId } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
import { logger } from "@/lib/platform/logger";

const LEASE_SECONDS = 30;

/**
 * Hands one invitation to the mail server and notes what became of it. Any number of workers may be given the same one; a
 * lease lets one of them try at a time. A worker that dies after the server took the message leaves the invitation
 * queued: the next attempt carries the same Message-ID and the same link.
 */
export async function deliverInvitation(organizationId: OrganizationId, invitationId: string): Promise<void> {
  const pause = await takePoint({ name: "mail", points: env().MAIL_PER_MINUTE, durationSeconds: 60 }, "outgoing");
  if (pause !== null) {
    await inOrganization(organizationId, (tx) => postponeDelivery(tx, organizationId, invitationId, { reason: null, waitSeconds: pause }));
    return;
  }
  const claim = await inOrganization(organizationId, (tx) => claimInvitation(tx, invitationId, LEASE_SECONDS, new Date()));
  if (claim.kind === "over") return;
  if (claim.kind === "held") {
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
    await attempt(organizationId, invitationId, claim);
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

async function attempt(organizationId: OrganizationId, invitationId: string, claim: Claim & { kind: "claimed" }): Promise<void> {
  const hire = await inOrganization(organizationId, (tx) =>
    tx.newHire.findFirstOrThrow({
      where: { id: claim.newHireId },
      select: {
        firstName: true,
        lastName: true,
        preferredName: true,
        jobTitle: true,
        startDate: true,
        organization: { select: { name: true } },
      },
    }),
  );
  const mail = await invitationMail({
    organization: hire.organization.name,
    firstName: hire.preferredName ?? hire.firstName ?? "",
    jobTitle: hire.jobTitle,
    startDate: hire.startDate === null ? null : inWords(hire.startDate),
    link: `${env().APP_URL}/onboarding/${tokenOf({ id: invitationId, tokenKeyId: claim.tokenKeyId })}`,
    expires: inWords(claim.expiresAt.toISOString().slice(0, 10)),
  });
  const delivery = await sendMail({ ...mail, to: { name: fullName(hire), address: claim.sentTo }, messageId: messageId(invitationId) });
  logger().info({ invitationId, attempt: claim.attempts, delivery: delivery.kind }, "invitation handed to the mail server");
  await inOrganization(organizationId, async (tx) => {
    const now = new Date();
    if (delivery.kind === "taken") return markSent(tx, invitationId, now);
    const permanent = delivery.kind === "refused" && delivery.permanent;
    const waitSeconds = nextAttemptIn(claim.attempts, permanent, env().MAIL_RETRY_SECONDS);
    if (waitSeconds !== null) return postponeDelivery(tx, organizationId, invitationId, { reason: delivery.reason, waitSeconds });
    if (await markFailed(tx, invitationId, delivery.reason)) await markInvitationFailed(tx, organizationId, claim.newHireId, now);
  });
}

/** The same for every copy of an invitation (RFC 5322 3.6.4), under the domain that the mail is sent from. */
function messageId(invitationId: string): string {
  const domain = /@([^\s<>@]+?)>?$/.exec(env().MAIL_FROM ?? "")?.[1] ?? "localhost";
  return `<invitation.${invitationId}@${domain}>`;
}
