import { type DeliveryEvent, type EmailProvider, parseDeliveryEvents } from "@/lib/email/delivery-events";
import { confirmSubscription, verifySnsMessage } from "@/lib/email/sns-signature";
import { markInvitationFailed } from "@/lib/hires/intake";
import { lockHires } from "@/lib/hires/lock";
import { recordHireEvents } from "@/lib/hires/timeline/mutations";
import { unsafeFindInvitation } from "@/lib/invitations/data";
import { markFailed } from "@/lib/invitations/mutations";
import * as m from "@/lib/messages/generated/server/email";
import { inOrganization, providerEventCounters } from "@/lib/platform/db";

/** Who reports: a provider by its webhook, or mail servers by mail. */
type EventSource = EmailProvider | "mail";

/**
 * Stores the delivery events of an email provider. Unknown events and events of unknown emails are only counted. Returns false
 * for an SES message without Amazon's signature.
 */
export async function receiveDeliveryEvents(provider: EmailProvider, body: unknown): Promise<boolean> {
  if (provider === "ses") {
    // The route is protected by a password, so only our own topic can call it.
    const message = await verifySnsMessage(body, { topicArn: null });
    if (!message) return false;
    if (message.Type !== "Notification") {
      await countEvents(provider, (await confirmSubscription(message)) ? "subscribed" : "unknown", 1);
      return true;
    }
  }
  await storeDeliveryEvents(provider, parseDeliveryEvents(provider, body));
  return true;
}

/** Stores events, and counts them and those that nothing could be made of. An event that was stored before changes nothing. */
export async function storeDeliveryEvents(
  source: EventSource,
  { events, unknown }: { events: readonly DeliveryEvent[]; unknown: number },
): Promise<void> {
  let unmatched = 0;
  const counts: Record<string, number> = {};
  for (const event of events) {
    if (await store(event)) counts[event.kind] = (counts[event.kind] ?? 0) + 1;
    else unmatched++;
  }
  for (const [kind, count] of Object.entries({ ...counts, unknown, unmatched })) {
    if (count > 0) await countEvents(source, kind, count);
  }
}

async function store(event: DeliveryEvent): Promise<boolean> {
  const { invitationId, kind, reason, at, id, sentTo } = event;
  const found = await unsafeFindInvitation(invitationId);
  if (!found) return false;
  if (sentTo && !sentTo.some((address) => address.toLowerCase() === found.sentTo.toLowerCase())) return false;
  const { organizationId, newHireId } = found;
  await inOrganization(organizationId, async (tx, now) => {
    const news = await recordHireEvents(tx, organizationId, [{ newHireId, invitationId, kind, detail: reason, providerEventId: id, at }]);
    if (news === 0 || kind !== "bounced") return;
    // The hire before its invitation, as everyone who changes both.
    await lockHires(tx, organizationId, { ids: [newHireId] });
    const error = m.bounced({ reason: reason ?? m.notDelivered() });
    if (await markFailed(tx, invitationId, error, now)) await markInvitationFailed(tx, organizationId, newHireId, now);
  });
  return true;
}

async function countEvents(provider: EventSource, kind: string, count: number): Promise<void> {
  await providerEventCounters().providerEventCount.upsert({
    where: { provider_kind: { provider, kind } },
    create: { provider, kind, count },
    update: { count: { increment: count } },
  });
}
