"use client";

import { useQuery } from "@tanstack/react-query";
import { clsx } from "clsx";
import Link from "next/link";
import type { ReactNode } from "react";
import { Moment } from "@/components/ui/moment";
import { greenhouseOptions } from "@/lib/connections/queries";
import type { Dashboard, Spread } from "@/lib/dashboard/schema";
import { quantity } from "@/lib/messages/format";
import * as m from "@/lib/messages/generated/dashboard";
import { number } from "@/lib/messages/runtime";
import { greenhousePage, newHiresPage } from "@/lib/platform/paths";

interface FigureProps {
  className?: string;
  label: string;
  value: ReactNode;
  note: ReactNode;
  /** Whether what the note says needs action. */
  isUrgent?: boolean;
  href: string;
}

function Figure({ className, label, value, note, isUrgent = false, href }: FigureProps) {
  return (
    <Link
      href={href}
      className={clsx("rounded-card border border-line bg-surface p-4 transition-colors duration-150 hover:border-line-strong", className)}
    >
      <p className="text-ink-soft">{label}</p>
      <p className="mt-1 break-words font-semibold text-2xl tabular-nums tracking-tight">{value}</p>
      <p className={clsx("mt-1 text-xs", isUrgent ? "text-danger" : "text-ink-faint")}>{note}</p>
    </Link>
  );
}

const units = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
] as const;

/** A span of seconds in its largest unit: "4 min", "2 days". */
function spanWords(seconds: number): string {
  const [unit, size] = units.find(([, one]) => seconds >= one) ?? ["second", 1];
  const value = Math.round((seconds / size) * (unit === "hour" || unit === "day" ? 10 : 1)) / (unit === "hour" || unit === "day" ? 10 : 1);
  return quantity(value, unit, "short");
}

function spreadNote(spread: Spread): string {
  return spread === null ? m.noData() : m.mostWithin({ time: spanWords(spread.p90) });
}

/** The few numbers to see first, each leading to what it counts. */
export function Figures({ figures }: { figures: Dashboard }) {
  const { counts, pendingSoon, hiredToInvited, invitedToStarted } = figures;
  return (
    <div className="mt-5 grid grid-cols-2 gap-3 xl:grid-cols-5">
      <Figure
        label={m.pending()}
        value={number(counts.pending)}
        note={m.startWithinWeek({ count: pendingSoon })}
        isUrgent={pendingSoon > 0}
        href={`${newHiresPage}?status=pending`}
      />
      <Figure
        label={m.awaitingStart()}
        value={number(counts.invited)}
        note={m.started({ count: counts.started })}
        href={`${newHiresPage}?status=invited`}
      />
      <Figure
        label={m.timeToInvite()}
        value={hiredToInvited ? spanWords(hiredToInvited.median) : "–"}
        note={spreadNote(hiredToInvited)}
        href={`${newHiresPage}?status=invited`}
      />
      <Figure
        label={m.timeToStart()}
        value={invitedToStarted ? spanWords(invitedToStarted.median) : "–"}
        note={spreadNote(invitedToStarted)}
        href={`${newHiresPage}?status=started`}
      />
      <Health />
    </div>
  );
}

function Health() {
  const { data } = useQuery(greenhouseOptions());
  const lastSync = data?.lastSync;
  const isUrgent = data?.status === "needs_attention" || lastSync?.status === "failed";
  return (
    <Figure
      className="max-xl:col-span-2"
      label={m.greenhouse()}
      value={data ? m.connection({ status: data.status }) : "…"}
      isUrgent={isUrgent}
      note={
        data?.status === "needs_attention"
          ? m.reconnect()
          : lastSync?.status === "failed"
            ? m.lastSyncFailed()
            : lastSync?.finishedAt
              ? m.synced({ when: <Moment at={lastSync.finishedAt} /> })
              : m.firstSyncUnfinished()
      }
      href={greenhousePage}
    />
  );
}
