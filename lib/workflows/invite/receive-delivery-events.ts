import { type DeliveryEvent, type MailProvider, parseDeliveryEvents } from "@/lib/email/delivery-events";
import { confirmSubscription, verifySnsMessage } from "@/lib/email/sns-signature";
import { markInvitationFailed } from "@/lib/hires/mutations";
import { recordHireEvents } from "@/lib/hires/timeline/mutations";
import { unsafeFindInvitation } from "@/lib/invitations/data";
import { markFailed } from "@/lib/invitations/mutations";
import { inOrganization, providerEventCounters } from "@/lib/platform/db";

/**
 * Takes what a mail provider tells of messages. Unknown events, and those of unknown mails, are counted and otherwise
 * ignored. False for a message of Amazon's that is not signed by Amazon.
 */
export async function receiveDeliveryEvents(provider: MailProvider, body: unknown): Promise<boolean> {
  if (provider === "ses") {
    // The address has a password of ours in it, so it is known to nobody else's topic.
    const message = await verifySnsMessage(body, { topicArn: null });
    if (!message) return false;
    if (message.Type !== "Notification") {
      await countEvents(provider, (await confirmSubscription(message)) ? "subscribed" : "unknown", 1);
      return true;
    }
  }
  const { events, unknown } = parseDeliveryEvents(provider, body);
  let unmatched = 0;
  const counts: Record<string, number> = {};
  for (const event of events) {
    if (await take(event)) counts[event.kind] = (counts[event.kind] ?? 0) + 1;
    else unmatched++;
  }
  for (const [kind, count] of Object.entries({ ...counts, unknown, unmatched })) {
    if (count > 0) await countEvents(provider, kind, count);
  }
  return true;
}

async function take(event: DeliveryEvent): Promise<boolean> {
  const { invitationId, kind, reason, at, id } = event;
  const found = await unsafeFindInvitation(invitationId);
  if (!found) return false;
  const { organizationId, newHireId } = found;
  await inOrganization(organizationId, async (tx) => {
    const news = await recordHireEvents(tx, organizationId, [{ newHireId, invitationId, kind, detail: reason, providerEventId: id, at }]);
    if (news === 0 || kind !== "bounced") return;
    const now = new Date();
    const words = `The mail came back${reason ? `: ${reason}` : "."}`;
    if (await markFailed(tx, invitationId, words, now)) await markInvitationFailed(tx, organizationId, newHireId, now);
  });
  return true;
}

async function countEvents(provider: MailProvider, kind: string, count: number): Promise<void> {
  await providerEventCounters().providerEventCount.upsert({
    where: { provider_kind: { provider, kind } },
    create: { provider, kind, count },
    update: { count: { increment: count } },
  });
}
