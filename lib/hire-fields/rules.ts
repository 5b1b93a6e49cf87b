import { daysBetween } from "@/lib/platform/calendar";

/** A plain date (YYYY-MM-DD) as the database keeps it beside the text to find and sort by (`NewHire.startKey`; migration `list_by_index`). */
export function startKey(day: string): number {
  return Number(day.replaceAll("-", ""));
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
