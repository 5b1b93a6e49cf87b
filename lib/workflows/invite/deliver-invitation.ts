import { setTimeout as sleep } from "node:timers/promises";
import { consumeRateLimitOrWait } from "@/lib/auth/throttle";
import type { Conditions, Withheld } from "@/lib/email/in-flight";
import { messageIdOf, returnPathOf, trackingHeaders } from "@/lib/email/return-path";
import { type Delivery, sendEmailIf } from "@/lib/email/transport";
import { markInvitationFailed } from "@/lib/hires/intake";
import { lockHires } from "@/lib/hires/lock";
import { fullName } from "@/lib/hires/words";
import { queuedSince } from "@/lib/invitations/data";
import {
  type ClaimedDelivery,
  claimDelivery,
  drainPostponed,
  forgetAttempt,
  LEASE_SECONDS,
  lockDelivery,
  markSent,
  postponeDelivery,
  RENEWAL_MS,
  releaseDelivery,
  renewDelivery,
} from "@/lib/invitations/delivery/mutations";
import { type DueDelivery, enqueueDeliveries } from "@/lib/invitations/enqueue";
import { markFailed, tokenOf } from "@/lib/invitations/mutations";
import { nextAttemptIn } from "@/lib/invitations/rules";
import { SECOND_MS } from "@/lib/platform/calendar";
import { isDatabaseUnavailable } from "@/lib/platform/database/errors";
import { inOrganization, type OrganizationId } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
import { logger } from "@/lib/platform/logger";
import { path } from "@/lib/platform/paths/address";
import { onboardingPage } from "@/lib/platform/paths/pages";
import { recurringFault } from "@/lib/platform/telemetry/faults";
import { outsideTrace } from "@/lib/platform/telemetry/tracing";
import { shownBranding } from "@/lib/settings/branding/data";
import { readSetting } from "@/lib/settings/data";
import { waitOrLeave } from "@/lib/workflows/invite/delivery-places";
import { recipientColumns, templateOf, writeInvitation } from "@/lib/workflows/invite/write-invitation";

// Postponed invitations are sent at the configured rate anyway; each one that the mail server accepts makes the next ones due.
const DRAIN_AT_ONCE = 100;
const LONGEST_WAIT_MS = 2 * SECOND_MS;
// An error that is not known to pass may pass all the same.
const MOST_ATTEMPTS = 10;

/**
 * Hands one invitation to the mail server and notes what became of it. Any number of workers may be given the same one; a
 * lease lets one of them try at a time. A worker that dies after the server took the message leaves the invitation
 * queued: the next attempt carries the same Message-ID and the same link. A worker that is `stopping` calls back what the server
 * does not have yet, and lets another one go on at once.
 */
export async function deliverInvitation(
  organizationId: OrganizationId,
  invitationId: string,
  { isExtra = false, stopping }: { isExtra?: boolean | undefined; stopping?: AbortSignal } = {},
): Promise<void> {
  // A point of the rate is for what really leaves.
  const createdAt = await inOrganization(organizationId, (tx) => queuedSince(tx, invitationId));
  if (!createdAt) return;
  const due = { invitationId, createdAt };
  const later = (one: DueDelivery, seconds: number) =>
    inOrganization(organizationId, (tx) => enqueueDeliveries(tx, organizationId, [one], seconds));
  const waitMs = await consumeRateLimitOrWait({ name: "mail", points: env().MAIL_PER_MINUTE, durationSeconds: 60 }, "outgoing");
  // Nothing of the invitation is touched: another worker may have it in hand.
  if (waitMs !== null) return later({ ...due, isExtra }, waitMs / 1000);
  const claim = await inOrganization(organizationId, (tx, now) => claimDelivery(tx, invitationId, now));
  if (claim.kind === "over") return;
  if (claim.kind === "held") {
    // Tried again when the lease ends: the queue's own waits grow, and its holder may be dead.
    return isExtra ? undefined : later(due, claim.seconds);
  }
  await waitOrLeave(deliverClaimed(organizationId, claim, isExtra, stopping), () => later(due, LEASE_SECONDS));
}

async function deliverClaimed(
  organizationId: OrganizationId,
  claim: ClaimedDelivery,
  isExtra: boolean,
  stopping: AbortSignal | undefined,
): Promise<void> {
  const { invitationId } = claim.lease;
  const renew = () => inOrganization(organizationId, (tx, now) => renewDelivery(tx, claim.lease, now));
  // It goes on while the outcome waits for the database.
  const heartbeat = setInterval(() => void renew().catch(() => {}), RENEWAL_MS);
  try {
    const delivery = await give(organizationId, claim, { mayGive: renew, ...(stopping ? { signal: stopping } : {}) });
    logger().info({ invitationId, attempt: claim.attempts, delivery: delivery.kind }, "a delivery attempt ended");
    if (delivery.kind !== "withheld") await untilStored(invitationId, () => storeOutcome(organizationId, claim, delivery, isExtra));
    else if (stopping?.aborted) await inOrganization(organizationId, (tx) => releaseDelivery(tx, organizationId, claim));
    else throw new LeaseLost();
  } finally {
    clearInterval(heartbeat);
  }
}

/** The lease was lost before the message was given to the server; its new holder sends it, or the queue tries again. */
class LeaseLost extends Error {
  constructor() {
    super("another worker may have this invitation");
    this.name = "LeaseLost";
  }
}

/** Writes the email and gives it to the mail server, unless the lease is lost by then. */
async function give(organizationId: OrganizationId, claim: ClaimedDelivery, conditions: Conditions): Promise<Delivery | Withheld> {
  const { invitationId } = claim.lease;
  const { hire, settings, branding } = await inOrganization(organizationId, async (tx) => ({
    hire: await tx.newHire.findFirstOrThrow({ where: { id: claim.newHireId }, select: recipientColumns }),
    settings: (await readSetting(tx, "invitations")).value,
    branding: await shownBranding(tx),
  }));
  const email = await writeInvitation(hire, {
    template: templateOf(settings),
    link: `${env().APP_URL}${path(onboardingPage, tokenOf({ id: invitationId, tokenKeyId: claim.tokenKeyId }))}`,
    expiresAt: claim.expiresAt,
    kind: claim.trigger === "reminder" ? "reminder" : "invitation",
    timeZone: settings.timeZone,
    branding,
  });
  const outgoing = {
    ...email,
    to: { name: fullName(hire), address: claim.sentTo },
    // The same for every copy of an invitation.
    messageId: messageIdOf(invitationId, env().MAIL_FROM ?? ""),
    // Some providers accept no sender but the one they know; then bounces come by their events alone.
    ...(env().MAIL_RETURN_PATH === "verp" ? { returnPath: returnPathOf(invitationId, env().MAIL_FROM ?? "") } : {}),
    headers: trackingHeaders(invitationId),
  };
  return sendEmailIf(claim.permit, outgoing, conditions);
}

async function storeOutcome(
  organizationId: OrganizationId,
  { lease, attempts, newHireId, createdAt }: ClaimedDelivery,
  delivery: Delivery,
  isExtra: boolean,
): Promise<void> {
  const { invitationId } = lease;
  await inOrganization(organizationId, async (tx, now) => {
    if (delivery.kind === "accepted") {
      await markSent(tx, invitationId, now);
      await outsideTrace(() => drainPostponed(tx, organizationId, DRAIN_AT_ONCE));
      return;
    }
    // The hire before its invitation, as everyone who changes both.
    await lockHires(tx, organizationId, { ids: [newHireId] });
    if (!(await lockDelivery(tx, lease))) return;
    const permanent = delivery.kind === "rejected" && delivery.permanent;
    const serverTrouble = delivery.kind === "rejected" && delivery.concerns === "server";
    if (isExtra && !permanent) return forgetAttempt(tx, invitationId, delivery.reason, serverTrouble);
    const waitSeconds = nextAttemptIn(attempts, permanent, env().MAIL_RETRY_SECONDS);
    if (waitSeconds !== null) {
      return postponeDelivery(tx, organizationId, { invitationId, createdAt }, { reason: delivery.reason, serverTrouble, waitSeconds });
    }
    if (await markFailed(tx, invitationId, delivery.reason, now)) await markInvitationFailed(tx, organizationId, newHireId, now);
  });
}

/** Stores what became of an attempt, again and again while the database is away: what this process forgot would be sent twice. */
async function untilStored(invitationId: string, store: () => Promise<void>): Promise<void> {
  const fault = recurringFault("outcomes of deliveries wait for the database", { level: "warn" });
  for (let attempt = 1; ; attempt++) {
    try {
      await store();
      fault.passed();
      return;
    } catch (error) {
      if (!isDatabaseUnavailable(error) && attempt >= MOST_ATTEMPTS) throw error;
      fault.failed(error, { invitationId });
      await sleep(Math.min(LONGEST_WAIT_MS, 100 * 2 ** attempt) * (0.5 + Math.random() / 2));
    }
  }
}
