"use client";

import { useQuery } from "@tanstack/react-query";
import { timingWords } from "@/components/invitations/timing-words";
import { Card } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import { greenhouseOptions } from "@/lib/connections/queries";

/** What HR may know of the settings, and who can change them. */
export function SettingsForHr() {
  const { data } = useQuery(greenhouseOptions());
  return (
    <Card title="When to send" className="mt-5 max-w-2xl">
      {data ? (
        <p className="mt-2">
          Complete records are invited <strong className="font-medium">{timingWords(data.timing)}</strong>, by the clock of {data.timeZone}.
        </p>
      ) : (
        <Skeleton className="mt-2 h-5 w-72 max-w-full" />
      )}
      <p className="mt-1 text-pretty text-ink-soft">
        An admin can change this, the reminders and the words of the mail. For one hire, you can decide on the record when the invitation
        goes out.
      </p>
    </Card>
  );
}
