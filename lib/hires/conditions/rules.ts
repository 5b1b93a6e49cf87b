import type { HireStatus, StartWindow } from "@/lib/hires/codes";
import type { NewHireConditions } from "@/lib/hires/conditions/schema";
import { addDays } from "@/lib/platform/calendar";

/** Conditions of which each means the same on every day. */
export type FixedConditions = Omit<NewHireConditions, "starts"> & { starts?: undefined };

/** The statuses of hires who are still expected to start onboarding. */
const expected: readonly HireStatus[] = ["pending", "on_hold", "invited"];

function windowOf(window: StartWindow, today: string): { from?: string; to: string } {
  switch (window) {
    case "today":
      return { from: today, to: today };
    case "next_7_days":
      return { from: today, to: addDays(today, 7) };
    case "next_14_days":
      return { from: today, to: addDays(today, 14) };
    case "next_30_days":
      return { from: today, to: addDays(today, 30) };
    case "last_7_days":
      return { from: addDays(today, -7), to: today };
    case "last_30_days":
      return { from: addDays(today, -30), to: today };
    case "overdue":
      return { to: addDays(today, -1) };
  }
}

/** Returns conditions with the days that a relative start date means today; other conditions on start date and status hold as well. */
export function onDay<Conditions extends NewHireConditions>(
  { starts, ...others }: Conditions,
  today: string,
): Omit<Conditions, "starts"> & FixedConditions {
  if (starts === undefined) return others;
  const { from, to } = windowOf(starts, today);
  const status = starts === "overdue" ? (others.status ?? expected).filter((one) => expected.includes(one)) : others.status;
  // No day is after the last and before the first: nobody is overdue who has started.
  if (status?.length === 0) return { ...others, startFrom: to, startTo: addDays(to, -1) };
  const startFrom = [from, others.startFrom]
    .filter((day) => day !== undefined)
    .sort()
    .at(-1);
  const startTo = [to, others.startTo].filter((day) => day !== undefined).sort()[0];
  return { ...others, ...(status && { status }), ...(startFrom && { startFrom }), ...(startTo && { startTo }) };
}
