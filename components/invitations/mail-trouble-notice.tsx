import { Notice } from "@/components/ui/notice";
import type { MailStatus } from "@/lib/invitations/schema";
import { duration } from "@/lib/messages/format";
import * as m from "@/lib/messages/generated/mail-status";

/** Returns how many invitations wait, since when, and why. */
export function MailTroubleNotice({ status: { waiting: count, since, reason }, now }: { status: MailStatus; now: number }) {
  return (
    <Notice tone="warning" title={since ? m.unavailableFor({ count, duration: duration(new Date(since), now) }) : m.unavailable({ count })}>
      {reason ? m.sentLaterBecause({ reason }) : m.sentLater()}
    </Notice>
  );
}
