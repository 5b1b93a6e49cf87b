import type { TimelineItem } from "@/lib/hires/timeline/schema";

/** The actor of what a new hire does. */
export const NEW_HIRE = "New hire";

/** One line of the timeline: what happened, and what belongs to it. */
export interface TimelineLine extends TimelineItem {
  isReminder: boolean;
  isDelivered: boolean;
}

/**
 * Returns one line for each thing that happened, in the order given: an invitation that was made, handed over and delivered is one,
 * told by whoever asked for it, and so is the link that it replaced. One that came back has failed, and a link that HR ended is told by HR's entry.
 */
export function linesOf(items: readonly TimelineItem[]): TimelineLine[] {
  const about = (invitationId: string | null, ...events: TimelineItem["event"][]) =>
    invitationId === null ? undefined : items.find((item) => item.invitationId === invitationId && events.includes(item.event));
  return items.flatMap((item) => {
    const { event, invitationId, at } = item;
    const made = about(invitationId, "invitation_queued", "reminded");
    switch (event) {
      case "invitation_queued":
      case "reminded":
        if (about(invitationId, "invitation_sent", "failed")) return [];
        break;
      case "delivered":
        if (about(invitationId, "invitation_sent")) return [];
        break;
      case "failed":
        if (about(invitationId, "bounced")) return [];
        break;
      case "revoked":
        if (about(invitationId, "edited")) return [];
        break;
      case "replaced":
        if (items.some((other) => (other.event === "invitation_queued" || other.event === "reminded") && other.at === at)) return [];
        break;
      default:
        break;
    }
    const isSent = event === "invitation_sent";
    return [
      {
        ...item,
        actor: isSent ? (made?.actor ?? item.actor) : item.actor,
        isReminder: isSent && made?.event === "reminded",
        isDelivered: isSent && about(invitationId, "delivered") !== undefined,
      },
    ];
  });
}
