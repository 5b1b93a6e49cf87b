import { daysBetween } from "@/lib/platform/calendar";

/** A plain date (YYYY-MM-DD) as the database keeps it beside the text to find and sort by (`NewHire.startKey`; migration `list_by_index`). */
export function startKey(day: string): number {
  return Number(day.replaceAll("-", ""));
}

/** Returns the plain date (YYYY-MM-DD) of a number that `startKey` made. */
export function dayOfStartKey(key: number): string {
  return String(key)
    .padStart(8, "0")
    .replace(/^(\d{4})(\d{2})(\d{2})$/, "$1-$2-$3");
}

export interface StartUrgency {
  /** Days from `today` to the first day; negative when it is over, null when it is not known. */
  days: number | null;
  level: "unknown" | "past" | "urgent" | "soon" | "later";
}

/** Returns how close the first day is. Both are plain dates (YYYY-MM-DD), so no time zone and no daylight saving moves them. */
export function startUrgency(startDate: string | null, today: string): StartUrgency {
  if (startDate === null) return { days: null, level: "unknown" };
  const days = daysBetween(today, startDate);
  if (days < 0) return { days, level: "past" };
  if (days <= 7) return { days, level: "urgent" };
  return { days, level: days <= 14 ? "soon" : "later" };
}

export type StartDateDoubt = "long_ago" | "far_off";

function yearsLater(day: string, years: number): string {
  const [year = "", ...rest] = day.split("-");
  return [String(Number(year) + years).padStart(4, "0"), ...rest].join("-");
}

/**
 * Returns why a start date is probably a slip: it lies more than a year before today, or more than two years after; null otherwise. Both are
 * plain days (YYYY-MM-DD), `today` in the organization's time zone. A doubt is a question to the person who types, and refuses nothing.
 */
export function startDateDoubt(day: string, today: string): StartDateDoubt | null {
  // As texts: 29 February compares rightly in years that have none.
  if (day < yearsLater(today, -1)) return "long_ago";
  return day > yearsLater(today, 2) ? "far_off" : null;
}
