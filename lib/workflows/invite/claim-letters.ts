import { type ClaimedDelivery, claimDeliveries } from "@/lib/invitations/delivery/claim";
import { type DueDelivery, enqueueDeliveries } from "@/lib/invitations/enqueue";
import { tokenOf } from "@/lib/invitations/mutations";
import { inOrganization, type OrganizationId } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
import { path } from "@/lib/platform/paths/address";
import { onboardingPage } from "@/lib/platform/paths/pages";
import { shownBranding } from "@/lib/settings/branding/data";
import { readSetting } from "@/lib/settings/data";
import { invitationWriter, type Recipient, recipientColumns, templateOf } from "@/lib/workflows/invite/write-invitation";

/** One attempt at an invitation, as the queue orders it. */
export interface DeliveryOrder {
  organizationId: OrganizationId;
  invitationId: string;
  /** An attempt beside the regular one, which is on the queue already. */
  isExtra: boolean;
  /** The trace that the attempt continues. */
  traceparent?: string | undefined;
}

/** An invitation that was claimed for one attempt, with what its email is written from. */
export interface ClaimedLetter {
  order: DeliveryOrder;
  claim: ClaimedDelivery;
  due: DueDelivery;
  isExtra: boolean;
  recipient: Recipient;
  link: string;
  /** The same for all of an organization. */
  write: ReturnType<typeof invitationWriter>;
}

/**
 * Claims an organization's invitations for one attempt each, and reads what their emails are written from, in a fixed number of statements.
 * Those that another worker has are put back until its lease ends: the queue's own waits grow, and the holder may be dead.
 */
export function claimLetters(organizationId: OrganizationId, orders: readonly DeliveryOrder[]): Promise<ClaimedLetter[]> {
  // Where a regular and an extra attempt come together, the regular one is made.
  const orderOf = new Map(
    orders.toSorted((one, other) => Number(other.isExtra) - Number(one.isExtra)).map((one) => [one.invitationId, one]),
  );
  return inOrganization(organizationId, async (tx, now) => {
    const claims = await claimDeliveries(tx, organizationId, [...orderOf.keys()], now);
    const held = claims.flatMap((claim) =>
      claim.kind === "held" && orderOf.get(claim.due.invitationId)?.isExtra === false ? [claim] : [],
    );
    await enqueueDeliveries(
      tx,
      organizationId,
      held.map(({ due }) => due),
      Math.max(...held.map(({ seconds }) => seconds)),
    );
    const claimed = claims.filter((claim) => claim.kind === "claimed");
    if (claimed.length === 0) return [];
    const hires = await tx.newHire.findMany({
      where: { id: { in: claimed.map(({ newHireId }) => newHireId) } },
      select: { id: true, ...recipientColumns },
    });
    const recipientOf = new Map(hires.map(({ id, ...recipient }) => [id, recipient]));
    const settings = (await readSetting(tx, "invitations")).value;
    const write = invitationWriter({ template: templateOf(settings), timeZone: settings.timeZone, branding: await shownBranding(tx) });
    return claimed.flatMap((claim): ClaimedLetter[] => {
      const { lease, due, tokenKeyId } = claim;
      const order = orderOf.get(lease.invitationId);
      const recipient = recipientOf.get(claim.newHireId);
      if (!order || !recipient) return [];
      const link = `${env().APP_URL}${path(onboardingPage, tokenOf({ id: lease.invitationId, tokenKeyId }))}`;
      return [{ order, claim, due, isExtra: order.isExtra, recipient, link, write }];
    });
  });
}
