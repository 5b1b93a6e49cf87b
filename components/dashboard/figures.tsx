"use client";

import { useQuery } from "@tanstack/react-query";
import { clsx } from "clsx";
import Link from "next/link";
import { type ReactNode, useId } from "react";
import { Moment } from "@/components/ui/moment";
import { greenhouseOptions } from "@/lib/connections/queries";
import type { Dashboard, Spread } from "@/lib/dashboard/schema";
import { quantity } from "@/lib/messages/format";
import * as m from "@/lib/messages/generated/dashboard";
import * as words from "@/lib/messages/generated/hires/words";
import { number } from "@/lib/messages/runtime";
import { greenhousePage, newHiresPage } from "@/lib/platform/paths/pages";

interface FigureProps {
  className?: string;
  label: string;
  value: ReactNode;
  note: ReactNode;
  /** Whether what the note says needs action. */
  isUrgent?: boolean;
  /** The hires that it counts; none where it counts no hires. */
  href?: string;
}

function Figure({ className, label, value, note, isUrgent = false, href }: FigureProps) {
  const card = clsx("rounded-card border border-line bg-surface p-4", className);
  const content = (
    <>
      <p className="text-ink-soft">{label}</p>
      <p className="mt-1 break-words font-semibold text-2xl tabular-nums tracking-tight">{value}</p>
      <p className={clsx("mt-1 text-xs", isUrgent ? "text-danger" : "text-ink-faint")}>{note}</p>
    </>
  );
  if (href === undefined) return <div className={card}>{content}</div>;
  return (
    <Link href={href} className={clsx(card, "transition-colors duration-150 hover:border-line-strong")}>
      {content}
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
      <Figure label={m.timeToInvite()} value={hiredToInvited ? spanWords(hiredToInvited.median) : "–"} note={spreadNote(hiredToInvited)} />
      <Figure
        label={m.timeToStart()}
        value={invitedToStarted ? spanWords(invitedToStarted.median) : "–"}
        note={spreadNote(invitedToStarted)}
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

/** What waits for a decision of HR's, each leading to the hires that it counts; nothing where nothing does. */
export function ToReview({ toReview }: { toReview: Dashboard["toReview"] }) {
  const titleId = useId();
  if (toReview.length === 0) return null;
  return (
    <section aria-labelledby={titleId} className="mt-4 rounded-card border border-line bg-surface p-4">
      <h2 id={titleId} className="font-medium text-base">
        {m.toReview()}
      </h2>
      <ul className="mt-2 grid gap-x-4 sm:grid-cols-2 xl:grid-cols-3">
        {toReview.map(({ code, count }) => (
          <li key={code}>
            <Link
              href={`${newHiresPage}?status=all&attention=${code}`}
              className="-mx-2 flex min-h-9 items-center gap-3 rounded-control px-2 hover:bg-sunken pointer-coarse:min-h-11"
            >
              <span className="min-w-8 font-semibold tabular-nums">{number(count)}</span>
              <span>{words.attention({ code })}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
