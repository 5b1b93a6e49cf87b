"use client";

import { useId } from "react";
import { Bar, BarChart, LabelList, ResponsiveContainer, XAxis } from "recharts";
import type { Dashboard } from "@/lib/dashboard/schema";
import { plainDate } from "@/lib/messages/format";
import * as m from "@/lib/messages/generated/dashboard";
import { number } from "@/lib/messages/runtime";

const text = { fill: "var(--ink-soft)", fontSize: 12 };

/** Starts by week: those that are still pending are hatched, so that no colour has to tell them apart. */
export function StartsChart({ starts }: { starts: Dashboard["starts"] }) {
  const hatch = useId();
  const rows = starts.map(({ week, total, pending }) => ({
    label: plainDate(week, "short", week),
    ready: total - pending,
    pending,
    // The part on top carries the number: one without height shows none.
    onReady: pending === 0 && total > 0 ? total : "",
    onPending: pending > 0 ? total : "",
  }));
  return (
    <>
      <ResponsiveContainer width="100%" height={240}>
        <BarChart data={rows} margin={{ top: 20, right: 0, bottom: 0, left: 0 }} barCategoryGap="18%" accessibilityLayer={false}>
          <defs>
            <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <rect width="6" height="6" fill="var(--pending-soft)" />
              <rect width="3" height="6" fill="var(--pending-line)" />
            </pattern>
          </defs>
          <XAxis dataKey="label" tick={text} tickLine={false} axisLine={{ stroke: "var(--line)" }} interval="equidistantPreserveStart" />
          <Bar dataKey="ready" stackId="starts" fill="var(--accent)" isAnimationActive={false}>
            <LabelList dataKey="onReady" position="top" style={text} />
          </Bar>
          <Bar dataKey="pending" stackId="starts" fill={`url(#${hatch})`} radius={[4, 4, 0, 0]} isAnimationActive={false}>
            <LabelList dataKey="onPending" position="top" style={text} />
          </Bar>
        </BarChart>
      </ResponsiveContainer>
      <ul className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-ink-soft text-xs">
        <li className="flex items-center gap-1.5">
          <svg className="size-3 rounded-xs" aria-hidden="true">
            <rect width="100%" height="100%" fill={`url(#${hatch})`} />
          </svg>
          {m.notInvitedYet()}
        </li>
        <li className="flex items-center gap-1.5">
          <span className="size-3 rounded-xs bg-accent" aria-hidden />
          {m.invitedOrStarted()}
        </li>
      </ul>
    </>
  );
}

/** A number for each of a few names, none included, as bars with the number beside them. */
export function BarsChart({ rows, tone }: { rows: { label: string; count: number }[]; tone: "accent" | "pending-line" }) {
  const most = Math.max(1, ...rows.map(({ count }) => count));
  return (
    <ul className="space-y-2">
      {rows.map(({ label, count }) => (
        <li key={label} className="grid grid-cols-[7.5rem_minmax(0,1fr)_3rem] items-center gap-2 text-xs">
          <span className="break-words text-ink-soft">{label}</span>
          <svg className="h-[18px] w-full" aria-hidden="true">
            <rect width="100%" height="100%" rx="4" fill="var(--sunken)" />
            <rect width={`${(count / most) * 100}%`} height="100%" rx="4" fill={`var(--${tone})`} />
          </svg>
          <span className="tabular-nums">{number(count)}</span>
        </li>
      ))}
    </ul>
  );
}
