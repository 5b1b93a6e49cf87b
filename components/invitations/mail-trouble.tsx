"use client";

import { useQuery } from "@tanstack/react-query";
import { Notice } from "@/components/ui/notice";
import { useNow } from "@/components/ui/use-now";
import { mailStatusOptions } from "@/lib/invitations/queries";
import { dayAndTime } from "@/lib/messages/format";

/** "10:02" today, "yesterday, 10:02" and so on before. */
function since(at: string, now: number): string {
  return dayAndTime(new Date(at), now).replace("Today, ", "").replace("Yesterday", "yesterday");
}

/** Says that the mail server is in trouble, while invitations wait for it. */
export function MailTrouble() {
  const { data } = useQuery(mailStatusOptions());
  const now = useNow();
  const waits = data !== undefined && data.waiting > 0;
  return (
    <div role="status" className="not-empty:mt-4">
      {waits && now !== null ? (
        <Notice
          tone="pending"
          title={`The mail server is not taking mails: ${data.waiting.toLocaleString("en")} ${data.waiting === 1 ? "invitation waits" : "invitations wait"}${data.since ? ` since ${since(data.since, now)}` : ""}.`}
        >
          {data.waiting === 1 ? "It goes out by itself" : "They go out by themselves"} once it does.{data.reason ? ` ${data.reason}` : ""}
        </Notice>
      ) : null}
    </div>
  );
}
