import { setTimeout as sleep } from "node:timers/promises";
import type { Delivery } from "@/lib/email/transport";
import { markInvitationFailed } from "@/lib/hires/intake";
import { lockHires } from "@/lib/hires/lock";
import type { ClaimedDelivery } from "@/lib/invitations/delivery/claim";
import {
  drainPostponed,
  forgetAttempt,
  lockDelivery,
  markSent,
  postponeDelivery,
  releaseDeliveries,
} from "@/lib/invitations/delivery/mutations";
import { markFailed } from "@/lib/invitations/mutations";
import { nextAttemptIn } from "@/lib/invitations/rules";
import { SECOND_MS } from "@/lib/platform/calendar";
import { isDatabaseUnavailable } from "@/lib/platform/database/errors";
import { inOrganization, type OrganizationId } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
import { joined } from "@/lib/platform/joined";
import { recurringFault } from "@/lib/platform/telemetry/faults";
import { outsideTrace } from "@/lib/platform/telemetry/tracing";

/** Outcomes are stored together, as many as come in so short a time. The first is stored immediately. */
const STORED_APART_MS = 100;
// Postponed invitations are sent at the configured rate anyway; each one that the mail server accepts makes the next ones due.
const DRAIN_AT_ONCE = 100;
const LONGEST_WAIT_MS = 2 * SECOND_MS;
// An error that is not known to pass may pass all the same.
const MOST_ATTEMPTS = 10;

/** The server does not have the message: the attempt does not count, and the next one is due in so many seconds. */
interface PutBack {
  kind: "put back";
  seconds: number;
}

export interface DeliveryOutcome {
  claim: ClaimedDelivery;
  isExtra: boolean;
  delivery: Delivery | PutBack;
}

type Failed = Exclude<Delivery, { kind: "accepted" }>;

/** Stores what became of an attempt, together with others of the same moment. Tries again while the database is away. */
export const storeOutcome = joined(STORED_APART_MS, (outcomes: readonly DeliveryOutcome[]) => {
  const groups = Map.groupBy(outcomes, groupOf);
  const stored = new Map(
    [...groups].flatMap(([, group]) => {
      // What is made due along with it, or is stored for others, is not about the trace of who came first.
      const storing = outsideTrace(() => storeGroup(group));
      return group.map((outcome) => [outcome, storing] as const);
    }),
  );
  return outcomes.map((outcome) => stored.get(outcome) ?? Promise.resolve());
});

/** Those of one organization that were accepted are stored in one transaction, and so are those that are put back; each failure in its own. */
function groupOf({ claim, delivery }: DeliveryOutcome): string {
  const { organizationId, invitationId } = claim.lease;
  if (delivery.kind === "accepted") return `${organizationId} accepted`;
  return delivery.kind === "put back" ? `${organizationId} ${delivery.seconds}` : invitationId;
}

async function storeGroup(group: readonly DeliveryOutcome[]): Promise<void> {
  const [first] = group;
  if (!first) return;
  const { organizationId } = first.claim.lease;
  const { delivery } = first;
  await untilStored(() => {
    if (delivery.kind === "accepted") return storeAccepted(organizationId, group);
    if (delivery.kind === "put back") {
      return inOrganization(organizationId, (tx) => releaseDeliveries(tx, organizationId, group, delivery.seconds));
    }
    return storeFailed(organizationId, first, delivery);
  });
}

function storeAccepted(organizationId: OrganizationId, group: readonly DeliveryOutcome[]): Promise<void> {
  const ids = group.map(({ claim }) => claim.lease.invitationId);
  return inOrganization(organizationId, async (tx, now) => {
    await markSent(tx, ids, now);
    await drainPostponed(tx, organizationId, DRAIN_AT_ONCE);
  });
}

function storeFailed(organizationId: OrganizationId, { claim, isExtra }: DeliveryOutcome, delivery: Failed): Promise<void> {
  const { lease, due, attempts, newHireId } = claim;
  const { invitationId } = lease;
  return inOrganization(organizationId, async (tx, now) => {
    // The hire before its invitation, as everyone who changes both.
    await lockHires(tx, organizationId, { ids: [newHireId] });
    if (!(await lockDelivery(tx, lease))) return;
    const permanent = delivery.kind === "rejected" && delivery.permanent;
    const serverTrouble = delivery.kind === "rejected" && delivery.concerns === "server";
    if (isExtra && !permanent) return forgetAttempt(tx, invitationId, delivery.reason, serverTrouble);
    const waitSeconds = nextAttemptIn(attempts, permanent, env().MAIL_RETRY_SECONDS);
    if (waitSeconds !== null) {
      return postponeDelivery(tx, organizationId, due, { reason: delivery.reason, serverTrouble, waitSeconds });
    }
    if (await markFailed(tx, invitationId, delivery.reason, now)) await markInvitationFailed(tx, organizationId, newHireId, now);
  });
}

/** Stores what became of attempts, again and again while the database is away: what this process forgot would be sent twice. */
async function untilStored(store: () => Promise<void>): Promise<void> {
  const fault = recurringFault("outcomes of deliveries wait for the database", { level: "warn" });
  for (let attempt = 1; ; attempt++) {
    try {
      await store();
      fault.passed();
      return;
    } catch (error) {
      if (!isDatabaseUnavailable(error) && attempt >= MOST_ATTEMPTS) throw error;
      fault.failed(error);
      await sleep(Math.min(LONGEST_WAIT_MS, 100 * 2 ** attempt) * (0.5 + Math.random() / 2));
    }
  }
}
