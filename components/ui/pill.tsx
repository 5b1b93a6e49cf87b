import { clsx } from "clsx";
import type { ReactNode } from "react";

export type Tone = "warning" | "waiting" | "info" | "success" | "neutral" | "danger";

/** The text and ground of each tone, for whatever speaks of a status. */
const toneColors: Record<Tone, string> = {
  warning: "bg-pending-soft text-pending",
  waiting: "bg-hold-soft text-hold",
  info: "bg-invited-soft text-invited",
  success: "bg-started-soft text-started",
  neutral: "bg-withdrawn-soft text-withdrawn",
  danger: "bg-danger-soft text-danger",
};

/** A status: a dot and a word, never colour alone. */
export function Pill({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span
      className={clsx("inline-flex items-center gap-1.5 whitespace-nowrap rounded-full px-2 py-0.5 font-medium text-xs", toneColors[tone])}
    >
      <span className="size-1.5 rounded-full bg-current" aria-hidden />
      {children}
    </span>
  );
}

/** A small outlined name, for things that are missing. */
export function Chip({ children }: { children: ReactNode }) {
  return (
    <span className="inline-flex items-center whitespace-nowrap rounded-md border border-pending-line/60 bg-pending-soft px-1.5 py-0.5 text-pending text-xs">
      {children}
    </span>
  );
}
