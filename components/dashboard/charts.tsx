"use client";

import { useId } from "react";
import { Bar, BarChart, LabelList, ResponsiveContainer, XAxis, YAxis } from "recharts";
import type { Dashboard } from "@/lib/dashboard/schema";
import { plainDate } from "@/lib/messages/format";
import * as m from "@/lib/messages/generated/dashboard";

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

/** A number for each of a few names, as bars with the number beside them. */
export function BarsChart({ rows, tone }: { rows: { label: string; count: number }[]; tone: "accent" | "pending-line" }) {
  return (
    <ResponsiveContainer width="100%" height={rows.length * 32 + 4}>
      <BarChart layout="vertical" data={rows} margin={{ top: 0, right: 48, bottom: 0, left: 0 }} accessibilityLayer={false}>
        <XAxis type="number" hide domain={[0, "dataMax"]} />
        <YAxis
          type="category"
          dataKey="label"
          width={118}
          tick={{ ...text, textAnchor: "start", x: 0 }}
          tickLine={false}
          axisLine={false}
          interval={0}
        />
        <Bar
          dataKey="count"
          fill={`var(--${tone})`}
          background={{ fill: "var(--sunken)", radius: 4 }}
          radius={4}
          barSize={18}
          minPointSize={(value) => (value ? 2 : 0)}
          isAnimationActive={false}
        >
          <LabelList dataKey="count" position="right" style={{ ...text, fill: "var(--ink)" }} />
        </Bar>
      </BarChart>
    </ResponsiveContainer>
  );
}
