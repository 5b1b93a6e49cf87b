import { locale } from "@/lib/messages/generated/locale";
import * as time from "@/lib/messages/generated/time";
import { DAY_MS, daysBetween, HOUR_MS, localDay, MINUTE_MS, startOf } from "@/lib/platform/calendar";

const WEEK_MS = 7 * DAY_MS;

const fixedDistances = new Intl.RelativeTimeFormat(locale, { numeric: "always" });
const namedDistances = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
const conjunctions = new Intl.ListFormat(locale);
const disjunctions = new Intl.ListFormat(locale, { type: "disjunction" });

// An `Intl` format costs far more to make than to use. There are few: a handful of shapes in the time zones of the organizations.
const dateTimeFormats = new Map<string, Intl.DateTimeFormat>();

/** Returns a format for dates and times, made once. */
function dateTimeFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const name = JSON.stringify(options);
  const format = dateTimeFormats.get(name) ?? new Intl.DateTimeFormat(locale, options);
  dateTimeFormats.set(name, format);
  return format;
}

type SpanUnit = "second" | "minute" | "hour" | "day";

/** Returns several things as one part of a sentence: "a, b and c". */
export function listOf(items: Iterable<string>): string {
  return conjunctions.format(items);
}

/** Returns alternatives as one part of a sentence: "a, b or c". */
export function anyOf(items: Iterable<string>): string {
  return disjunctions.format(items);
}

/** Returns a count of one unit: "6 days"; short: "6 hrs". */
export function quantity(count: number, unit: SpanUnit, style: "long" | "short" = "long"): string {
  return new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: style }).format(count);
}

function inLargestUnit(milliseconds: number): { count: number; unit: "minute" | "hour" | "day" } {
  const size = Math.abs(milliseconds);
  if (size < 59.5 * MINUTE_MS) return { count: Math.round(milliseconds / MINUTE_MS), unit: "minute" };
  if (size < 23.5 * HOUR_MS) return { count: Math.round(milliseconds / HOUR_MS), unit: "hour" };
  return { count: Math.round(milliseconds / DAY_MS), unit: "day" };
}

/** Returns a moment as people say it: "2 minutes ago", "in 3 hours", and the date beyond a week. */
export function relativeTime(moment: Date, now: number, timeZone: string): string {
  const distance = moment.getTime() - now;
  if (Math.abs(distance) >= WEEK_MS) return time.onDay({ day: dateOf(moment, timeZone) });
  // Clocks differ by seconds, and the page's own is renewed every ten.
  if (Math.abs(distance) < 30_000) return distance > 15_000 ? time.inAMoment() : time.justNow();
  const { count, unit } = inLargestUnit(distance);
  return fixedDistances.format(count === 0 ? Math.sign(distance) : count, unit);
}

/** Returns how far off a day is: "tomorrow", "in 3 weeks", "2 months ago". */
export function daysAway(days: number): string {
  const size = Math.abs(days);
  if (size < 14) return namedDistances.format(days, "day");
  if (size < 60) return namedDistances.format(Math.round(days / 7), "week");
  if (size < 730) return namedDistances.format(Math.round(days / 30.4), "month");
  return namedDistances.format(Math.round(days / 365.25), "year");
}

/** Returns how long something has lasted: "40 minutes", "6 days". */
export function duration(since: Date, now: number): string {
  const { count, unit } = inLargestUnit(Math.max(now - since.getTime(), MINUTE_MS));
  return quantity(count, unit);
}

/** Returns a moment's calendar day: "3 May 2027", `full` with the weekday. */
export function dateOf(moment: Date, timeZone: string, style: "long" | "full" = "long"): string {
  const weekday = style === "full" ? "long" : undefined;
  return dateTimeFormat({ timeZone, weekday, day: "numeric", month: "long", year: "numeric" }).format(moment);
}

/** Returns a moment's clock time: "10:32"; where readers may be elsewhere, with the zone's name: "10:32 CEST". */
export function clockTime(moment: Date, timeZone: string, zone: "named" | "plain" = "plain"): string {
  const timeZoneName = zone === "named" ? "short" : undefined;
  return dateTimeFormat({ timeZone, hour: "2-digit", minute: "2-digit", timeZoneName }).format(moment);
}

/** Returns a moment's weekday and clock time: "Thursday 10:13". */
export function weekdayAndTime(moment: Date, timeZone?: string): string {
  return dateTimeFormat({ timeZone, weekday: "long", hour: "2-digit", minute: "2-digit" }).format(moment);
}

/** Returns a moment exactly, with its time zone: "Monday, 3 May 2027 at 10:32:05 CEST". */
export function exactTime(moment: Date, timeZone: string): string {
  return dateTimeFormat({ timeZone, dateStyle: "full", timeStyle: "long" }).format(moment);
}

/** Returns a moment as a list of events shows it: "Today, 10:32", "3 May, 10:32". */
export function dayAndTime(moment: Date, now: number, timeZone: string): string {
  const clock = clockTime(moment, timeZone);
  const day = localDay(moment, timeZone);
  if (day === localDay(new Date(now), timeZone)) return time.today({ time: clock });
  if (day === localDay(new Date(now - DAY_MS), timeZone)) return time.yesterday({ time: clock });
  return time.dayAndTime({
    day: dateTimeFormat({ timeZone, day: "numeric", month: "short" }).format(moment),
    time: clock,
  });
}

/** Returns from when to when something lasted: "3 May, 09:00 – 12:40". */
export function timeSpan(from: Date, to: Date, timeZone: string): string {
  const format = dateTimeFormat({ timeZone, day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
  return format.formatRange(from, to);
}

/**
 * Returns a plain date (YYYY-MM-DD) in words: "3 May 2027", `full` with the weekday, `short` with the month cut. It is no
 * moment: it is read and written in UTC so that no time zone moves it. The short form names the year only where the day
 * alone could be taken for another one.
 */
export function plainDate(date: string, style: "short" | "long" | "full", today?: string): string {
  const isNear = today !== undefined && Math.abs(daysBetween(today, date)) < 180;
  return dateTimeFormat({
    timeZone: "UTC",
    weekday: style === "full" ? "long" : undefined,
    day: "numeric",
    month: style === "short" ? "short" : "long",
    year: style === "short" && isNear ? undefined : "numeric",
  }).format(startOf(date));
}
