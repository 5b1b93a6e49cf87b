import { useId } from "react";
import type { Dashboard } from "@/lib/dashboard/schema";
import { plainDate } from "@/lib/messages/format";
import * as m from "@/lib/messages/generated/dashboard";
import { number } from "@/lib/messages/runtime";

/** In pixels: where the bars stand, with room for a number above the highest and for the weeks below. */
const bars = { top: 20, height: 196 };
const WEEKS_BELOW = 18;
/** The part of a week's place that its bar takes. */
const BAR_SHARE = 0.82;
/** From the top of a bar to the foot of the number in it. */
const NUMBER_BELOW = 12;

const percent = (share: number) => `${share * 100}%`;

/**
 * Starts by week: those that are still pending are hatched, so that no colour has to tell them apart. Places are shares of the chart's own
 * size. The number above a bar counts all of it; the one in it the hatched part, where that is not all.
 */
export function StartsChart({ starts }: { starts: Dashboard["starts"] }) {
  const hatch = useId();
  const most = Math.max(1, ...starts.map(({ total }) => total));
  const place = 1 / Math.max(1, starts.length);
  return (
    <>
      <svg className="block h-60 w-full text-xs" aria-hidden="true">
        <defs>
          <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="6" height="6" fill="var(--pending-soft)" />
            <rect width="3" height="6" fill="var(--pending-line)" />
          </pattern>
        </defs>
        <svg y={bars.top} height={bars.height} overflow="visible" aria-hidden="true">
          {starts.map(({ week, total, pending }, at) => {
            const middle = percent((at + 0.5) * place);
            const bar = { x: percent((at + (1 - BAR_SHARE) / 2) * place), width: percent(BAR_SHARE * place) };
            const ready = total - pending;
            return (
              <g key={week}>
                <rect {...bar} y={percent(1 - ready / most)} height={percent(ready / most)} fill="var(--accent)" />
                <rect {...bar} y={percent(1 - total / most)} height={percent(pending / most)} fill={`url(#${hatch})`} />
                {total > 0 ? (
                  <text x={middle} y={percent(1 - total / most)} dy="-6" textAnchor="middle" fill="var(--ink-soft)">
                    {number(total)}
                  </text>
                ) : null}
                {/* Its rim keeps it readable on the hatching, and where the hatched part is lower than the number. */}
                {pending > 0 && ready > 0 ? (
                  <text
                    x={middle}
                    y={percent(1 - total / most)}
                    dy={Math.min(NUMBER_BELOW, (total / most) * bars.height)}
                    textAnchor="middle"
                    paintOrder="stroke"
                    strokeWidth="4"
                    strokeLinejoin="round"
                    className="fill-pending stroke-pending-soft forced-color-adjust-none forced-colors:fill-[CanvasText] forced-colors:stroke-[Canvas]"
                  >
                    {number(pending)}
                  </text>
                ) : null}
                {/* A phone has room for the name of every second week. */}
                <text
                  x={middle}
                  y="100%"
                  dy={WEEKS_BELOW}
                  textAnchor="middle"
                  fill="var(--ink-soft)"
                  className={at % 2 === 0 ? undefined : "max-sm:hidden"}
                >
                  {plainDate(week, "short", week)}
                </text>
              </g>
            );
          })}
          <line x2="100%" y1="100%" y2="100%" stroke="var(--line)" />
        </svg>
      </svg>
      <ul className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-ink-soft text-xs">
        <li className="flex items-center gap-1.5">
          <svg className="size-3 rounded-xs" aria-hidden="true">
            <rect width="100%" height="100%" fill={`url(#${hatch})`} />
          </svg>
          {m.notInvitedYet()}
        </li>
        <li className="flex items-center gap-1.5">
          <svg className="size-3 rounded-xs" aria-hidden="true">
            <rect width="100%" height="100%" fill="var(--accent)" />
          </svg>
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
