"use client";

import { useQuery } from "@tanstack/react-query";
import { Notice } from "@/components/ui/notice";
import { useNow } from "@/components/ui/use-now";
import { mailStatusOptions } from "@/lib/invitations/queries";
import { duration } from "@/lib/messages/format";
import * as m from "@/lib/messages/generated/mail-status";

/** Says that the email server is unavailable, while invitations wait for it. */
export function MailTrouble() {
  const { data } = useQuery(mailStatusOptions());
  const now = useNow();
  if (!data || data.waiting === 0 || now === null) return <div role="status" />;
  const { waiting: count, since, reason } = data;
  return (
    <div role="status" className="mt-4">
      <Notice
        tone="warning"
        title={since ? m.unavailableFor({ count, duration: duration(new Date(since), now) }) : m.unavailable({ count })}
      >
        {reason ? m.sentLaterBecause({ reason }) : m.sentLater()}
      </Notice>
    </div>
  );
}
