import { DAY_MS, daysBetween, daysLater, HOUR_MS, localDay, MINUTE_MS, startOf } from "@/lib/platform/calendar";

// The portal speaks English, so words do; dates and clock times follow the reader's own settings.
const words = new Intl.RelativeTimeFormat("en", { numeric: "always" });

function inLargestUnit(milliseconds: number): { count: number; unit: "minute" | "hour" | "day" } {
  const size = Math.abs(milliseconds);
  if (size < 59.5 * MINUTE_MS) return { count: Math.round(milliseconds / MINUTE_MS), unit: "minute" };
  if (size < 23.5 * HOUR_MS) return { count: Math.round(milliseconds / HOUR_MS), unit: "hour" };
  return { count: Math.round(milliseconds / DAY_MS), unit: "day" };
}

/** A moment as people say it: "2 minutes ago", "in 3 hours", and the date beyond a week. */
export function relativeTime(moment: Date, now: number): string {
  const distance = moment.getTime() - now;
  if (Math.abs(distance) >= 7 * DAY_MS) return `on ${dateOf(moment)}`;
  // Clocks differ by seconds, and the page's own is renewed every ten.
  if (Math.abs(distance) < 30_000) return distance > 15_000 ? "in a moment" : "just now";
  const { count, unit } = inLargestUnit(distance);
  return words.format(count === 0 ? Math.sign(distance) : count, unit);
}

/** How long something has lasted: "40 minutes", "6 days". */
export function duration(since: Date, now: number): string {
  const { count, unit } = inLargestUnit(Math.max(now - since.getTime(), MINUTE_MS));
  return new Intl.NumberFormat("en", { style: "unit", unit, unitDisplay: "long" }).format(count);
}

/** A moment's calendar day where the reader is. */
export function dateOf(moment: Date): string {
  return new Intl.DateTimeFormat(undefined, { day: "numeric", month: "long", year: "numeric" }).format(moment);
}

/** A moment exactly, with its time zone. */
export function exactTime(moment: Date): string {
  return new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "long" }).format(moment);
}

/** A moment as a list of events shows it: "Today, 10:32". */
export function dayAndTime(moment: Date, now: number): string {
  const time = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" }).format(moment);
  if (localDay(moment) === localDay(new Date(now))) return `Today, ${time}`;
  if (localDay(moment) === localDay(daysLater(new Date(now), -1))) return `Yesterday, ${time}`;
  return `${new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short" }).format(moment)}, ${time}`;
}

/**
 * A plain date (YYYY-MM-DD) in words. It is no moment: it is read and written in UTC so that no time zone moves it.
 * The short form names the year only where the day alone could be taken for another one.
 */
export function plainDate(date: string, style: "short" | "long", today?: string, locale?: string): string {
  const isNear = today !== undefined && Math.abs(daysBetween(today, date)) < 180;
  return new Intl.DateTimeFormat(locale, {
    timeZone: "UTC",
    day: "numeric",
    month: style,
    ...(style === "short" && isNear ? {} : { year: "numeric" }),
  }).format(startOf(date));
}
