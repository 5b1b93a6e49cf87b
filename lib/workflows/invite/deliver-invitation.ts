import { setTimeout as sleep } from "node:timers/promises";
import pMap from "p-map";
import { consumeUpTo, type Limit } from "@/lib/auth/throttle";
import type { Conditions, Withheld } from "@/lib/email/in-flight";
import { messageIdOf, returnPathOf, trackingHeaders } from "@/lib/email/return-path";
import { type Delivery, sendEmailIf } from "@/lib/email/transport";
import { fullName } from "@/lib/hires/words";
import { LEASE_SECONDS, RENEWAL_MS } from "@/lib/invitations/delivery/claim";
import { enqueueDeliveries, inTurn } from "@/lib/invitations/enqueue";
import { SECOND_MS } from "@/lib/platform/calendar";
import { type HeldDelivery, inOrganization, type OrganizationId, renewDeliveries } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
import { joined } from "@/lib/platform/joined";
import { logger } from "@/lib/platform/logger";
import { traced } from "@/lib/platform/telemetry/tracing";
import { type ClaimedLetter, claimLetters, type DeliveryOrder } from "@/lib/workflows/invite/claim-letters";
import { storeOutcome } from "@/lib/workflows/invite/delivery-outcomes";
import { slowDeliveries } from "@/lib/workflows/invite/delivery-places";

/** How many of one call's invitations are given to the mail server at a time. */
const AT_ONCE = 4;
/** What has not begun by then is put back, so that another organization's invitation is not kept waiting by a slow mail server. */
const BEGIN_WITHIN_MS = 2 * SECOND_MS;
/** Leases are renewed together: few enough statements, too short a wait to be noticed. */
const RENEWALS_APART_MS = 4;
/** Who meets the rate's end looks again after this, or when the rate allows more. */
const LONGEST_PAUSE_MS = 500;

/** Whether an attempt ended as it may, or why the queue is to try it again. */
export type DeliveryEnd = PromiseSettledResult<void>;

type DeliveryKind = (Delivery | Withheld)["kind"];

/**
 * Hands invitations of any organizations to the mail server and stores what became of them. Returns how each attempt ended, in the order of
 * `orders`; one that fails does not touch the others. Any number of workers may be given the same invitation; a lease lets one of them try at
 * a time. A worker that dies after the server took a message leaves the invitation queued: the next attempt carries the same Message-ID and
 * the same link. A worker that is `stopping` calls back what the server does not have yet, and lets another one go on immediately.
 */
export async function deliverInvitations(
  orders: readonly DeliveryOrder[],
  { stopping }: { stopping?: AbortSignal } = {},
): Promise<DeliveryEnd[]> {
  const ends = new Map<DeliveryOrder, DeliveryEnd>();
  const claimed = await pMap(
    Map.groupBy(orders, ({ organizationId }) => organizationId),
    async ([organizationId, its]) => {
      const [claim] = await Promise.allSettled([claimLetters(organizationId, its)]);
      if (claim.status === "fulfilled") return claim.value;
      for (const order of its) ends.set(order, claim);
      return [];
    },
    { concurrency: AT_ONCE },
  );
  const letters = inTurn(claimed.flat());
  const began = performance.now();
  const { consumed, waitMs } = await consumePoints(letters.length);
  const [permitted, beyond] = [letters.slice(0, consumed), letters.slice(consumed)];
  const settle = async (letter: ClaimedLetter, work: () => Promise<void>) => {
    const [end] = await Promise.allSettled([work()]);
    ends.set(letter.order, end);
  };
  const putBack = (letter: ClaimedLetter, seconds: number) => storeOutcome({ ...letter, delivery: { kind: "put back", seconds } });
  const ending = beyond.map((letter) => settle(letter, () => putBack(letter, waitMs / SECOND_MS)));
  /** Of whom the mail server accepted one, which made due what waited for it. */
  const released = new Set<OrganizationId>();
  const attempt = async (letter: ClaimedLetter, onAnswer: () => void) => {
    const { organizationId } = letter.order;
    // The queue has older ones for it now.
    const isOvertaking = followsProbe(letter) && released.has(organizationId);
    if (isOvertaking || stopping?.aborted || performance.now() - began > BEGIN_WITHIN_MS) return putBack(letter, 0);
    const delivered = deliverTraced(letter, onAnswer, stopping).then((kind) => {
      if (kind === "accepted") released.add(organizationId);
    });
    return slowDeliveries.waitOrLeave(delivered, () => tryAgainLater(letter));
  };
  for (const group of behindProbes(permitted)) {
    await pMap(
      group,
      (letter) => new Promise<void>((free) => void ending.push(settle(letter, () => attempt(letter, free)).finally(free))),
      { concurrency: AT_ONCE },
    );
    await Promise.all(ending);
  }
  // The queue would give the next ones immediately, which would only be put back, too.
  if (beyond.length > 0) await sleep(Math.min(waitMs, LONGEST_PAUSE_MS), undefined, stopping ? { signal: stopping } : {}).catch(() => {});
  return orders.map((order) => ends.get(order) ?? { status: "fulfilled", value: undefined });
}

/** Whether one of its organization's is to show first that the mail server is back. What that made due is not held up again. */
function followsProbe({ claim, isExtra }: ClaimedLetter): boolean {
  return claim.serverFailed && !isExtra;
}

/** Returns what is given to the mail server first, among it one of each organization whose others follow, and those others. */
function behindProbes(letters: readonly ClaimedLetter[]): [ClaimedLetter[], ClaimedLetter[]] {
  const probes = new Map<OrganizationId, ClaimedLetter>();
  for (const letter of letters) {
    const { organizationId } = letter.order;
    if (followsProbe(letter) && !probes.has(organizationId)) probes.set(organizationId, letter);
  }
  const isFirst = (letter: ClaimedLetter) => !followsProbe(letter) || probes.get(letter.order.organizationId) === letter;
  return [letters.filter(isFirst), letters.filter((letter) => !isFirst(letter))];
}

/** Consumes the rate for so many emails, as far as it allows them. A point is for what really leaves, so it is consumed after the claim. */
async function consumePoints(emails: number): Promise<{ consumed: number; waitMs: number }> {
  return emails === 0 ? { consumed: 0, waitMs: 0 } : consumeUpTo(mailRate(env().MAIL_PER_MINUTE), "outgoing", emails);
}

/** Returns the rate as a limit of a few seconds: the whole minute's emails of one organization would keep all others waiting for the next. */
function mailRate(perMinute: number): Limit {
  const emails = Math.max(1, Math.floor(perMinute / 12));
  const seconds = (60 * emails) / perMinute;
  return { name: "mail", points: emails, durationSeconds: seconds };
}

function tryAgainLater({ claim: { lease, due } }: ClaimedLetter): Promise<void> {
  return inOrganization(lease.organizationId, (tx) => enqueueDeliveries(tx, lease.organizationId, [due], LEASE_SECONDS));
}

/** Renews a lease, together with others of the same moment. Resolves to false when it was lost, or the invitation is no longer to be sent. */
const renew = joined(RENEWALS_APART_MS, (leases: readonly HeldDelivery[]) => {
  const renewal = renewDeliveries(leases, LEASE_SECONDS);
  return leases.map(async ({ token }) => (await renewal).has(token));
});

/** Delivers in the trace of who made the delivery due. */
function deliverTraced(letter: ClaimedLetter, onAnswer: () => void, stopping: AbortSignal | undefined): Promise<DeliveryKind> {
  const { traceparent } = letter.order;
  const headers = traceparent === undefined ? {} : { headers: new Headers({ traceparent }) };
  return traced("delivery", headers, () => deliver(letter, onAnswer, stopping));
}

/**
 * Gives an email to the mail server, stores what became of it, and returns that. `onAnswer` is called before it is stored: the next one need not
 * wait for it.
 */
async function deliver(letter: ClaimedLetter, onAnswer: () => void, stopping: AbortSignal | undefined): Promise<DeliveryKind> {
  const { lease, attempts } = letter.claim;
  // It goes on while the outcome waits for the database.
  const heartbeat = setInterval(() => void renew(lease).catch(() => {}), RENEWAL_MS);
  try {
    const delivery = await give(letter, { mayGive: () => renew(lease), ...(stopping ? { signal: stopping } : {}) });
    onAnswer();
    logger().info({ invitationId: lease.invitationId, attempt: attempts, delivery: delivery.kind }, "a delivery attempt ended");
    if (delivery.kind !== "withheld") await storeOutcome({ ...letter, delivery });
    else if (stopping?.aborted) await storeOutcome({ ...letter, delivery: { kind: "put back", seconds: 0 } });
    else throw new LeaseLost();
    return delivery.kind;
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
async function give({ claim, recipient, write, link }: ClaimedLetter, conditions: Conditions): Promise<Delivery | Withheld> {
  const { invitationId } = claim.lease;
  const { trigger, expiresAt } = claim;
  const kind = trigger === "reminder" ? "reminder" : "invitation";
  const outgoing = {
    ...(await write(recipient, { link, expiresAt, kind })),
    to: { name: fullName(recipient), address: claim.sentTo },
    // The same for every copy of an invitation.
    messageId: messageIdOf(invitationId, env().MAIL_FROM ?? ""),
    // Some providers accept no sender but the one they know; then bounces come by their events alone.
    ...(env().MAIL_RETURN_PATH === "verp" ? { returnPath: returnPathOf(invitationId, env().MAIL_FROM ?? "") } : {}),
    headers: trackingHeaders(invitationId),
  };
  return sendEmailIf(claim.permit, outgoing, conditions);
}
