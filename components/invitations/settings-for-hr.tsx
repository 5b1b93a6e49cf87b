"use client";

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";
import { NotLoaded } from "@/components/ui/not-loaded";
import { Skeleton } from "@/components/ui/skeleton";
import { greenhouseOptions } from "@/lib/connections/queries";
import type { GreenhouseView } from "@/lib/connections/schema";
import * as m from "@/lib/messages/generated/invitations";

/** What HR may know of the settings, and who can change them. */
export function SettingsForHr() {
  const greenhouse = useQuery(greenhouseOptions());
  return (
    <Card title={m.whenToSend()} className="mt-5 max-w-2xl">
      <div className="mt-2">
        {greenhouse.data ? <p>{timingSentence(greenhouse.data)}</p> : null}
        <NotLoaded query={greenhouse} fallback={<Skeleton className="h-5 w-72 max-w-full" />}>
          {m.timingNotLoaded()}
        </NotLoaded>
      </div>
      <p className="mt-1 text-pretty text-ink-soft">{m.adminsDecide()}</p>
    </Card>
  );
}

function timingSentence({ timing: { mode, days }, timeZone: zone }: Pick<GreenhouseView, "timing" | "timeZone">) {
  const timing = (text: ReactNode) => <strong className="font-medium">{text}</strong>;
  if (mode === "by_hand") return m.sendsManually({ timing });
  return mode === "at_once" ? m.sendsImmediately({ timing, zone }) : m.sendsDaysBefore({ days, timing, zone });
}
