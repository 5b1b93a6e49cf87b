export const SECOND_MS = 1_000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
/** 24 hours. A calendar day lasts 23 or 25 where the clocks change; days on a calendar are counted with `addDays`. */
export const DAY_MS = 24 * HOUR_MS;

const formats = new Map<string | undefined, Intl.DateTimeFormat>();

// Making a format takes longer than using it, and a list asks for each of its rows.
function formatIn(timeZone: string | undefined): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  formats.set(timeZone, made);
  return made;
}

/** Returns the calendar day (YYYY-MM-DD), hour, minute and weekday (0 is Sunday) of a moment in a time zone; without one, in the machine's own. */
export function localTime(at: Date, timeZone?: string): { day: string; hour: number; minute: number; weekday: number } {
  const parts = formatIn(timeZone).formatToParts(at);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? "";
  const day = `${part("year").padStart(4, "0")}-${part("month")}-${part("day")}`;
  return { day, hour: Number(part("hour")), minute: Number(part("minute")), weekday: startOf(day).getUTCDay() };
}

/** Returns the calendar day of a moment in a time zone; without one, in the machine's own. */
export function localDay(at: Date, timeZone?: string): string {
  return localTime(at, timeZone).day;
}

/** Returns the last moment, `at` or before, at which a clock in a time zone showed this full hour. */
export function lastTimeOfDay(hour: number, at: Date, timeZone: string): Date {
  const { day } = localTime(at, timeZone);
  const today = momentOf(day, hour, timeZone);
  return today <= at ? today : momentOf(addDays(day, -1), hour, timeZone);
}

/** Returns the last moment, `at` or before, at which a clock in a time zone showed this full hour on this weekday (0 is Sunday). */
export function lastTimeOfWeek(weekday: number, hour: number, at: Date, timeZone: string): Date {
  const local = localTime(at, timeZone);
  const day = addDays(local.day, -((local.weekday - weekday + 7) % 7));
  const moment = momentOf(day, hour, timeZone);
  return moment <= at ? moment : momentOf(addDays(day, -7), hour, timeZone);
}

/** Returns the moment at which a clock in a time zone shows a day's full hour. */
function momentOf(day: string, hour: number, timeZone: string): Date {
  const shown = startOf(day).getTime() + hour * HOUR_MS;
  // By the zone's distance from UTC about that moment, then at it: the clocks may change between the two.
  const near = shown - distanceFromUtc(shown, timeZone);
  return new Date(shown - distanceFromUtc(near, timeZone));
}

/** Returns by how many milliseconds a zone's clocks are ahead of UTC at a moment that is a full minute. */
function distanceFromUtc(at: number, timeZone: string): number {
  const { day, hour, minute } = localTime(new Date(at), timeZone);
  return startOf(day).getTime() + hour * HOUR_MS + minute * MINUTE_MS - at;
}

/** Returns the calendar day of a moment in UTC, which is also the day of a database's date. */
export function utcDay(at: Date): string {
  return at.toISOString().slice(0, 10);
}

/** Returns the moment at which a day begins in UTC. Days are kept and compared as plain dates, so no time zone moves them. */
export function startOf(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}

/** Returns whether a text is a day that exists, as YYYY-MM-DD. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && startOf(text).toJSON()?.startsWith(text) === true;
}

/** The days that the portal takes, the first and the last: what lies outside is a mistake, and no database or calendar fails on what lies inside. */
export const takenDays = { first: "1900-01-01", last: "2199-12-31" } as const;

/** Returns whether a text is a day that the portal takes, as YYYY-MM-DD. */
export function isTakenDay(text: string): boolean {
  return isDay(text) && text >= takenDays.first && text <= takenDays.last;
}

/** Returns the day that is `days` days later; a negative number gives an earlier day. */
export function addDays(day: string, days: number): string {
  return utcDay(daysLater(startOf(day), days));
}

/** Returns how many days `to` lies after `from`; negative when it lies before. */
export function daysBetween(from: string, to: string): number {
  return (startOf(to).getTime() - startOf(from).getTime()) / DAY_MS;
}

/** Returns the moment some seconds later. */
export function secondsLater(at: Date, seconds: number): Date {
  return new Date(at.getTime() + seconds * SECOND_MS);
}

/** Returns the moment that is `days` times 24 hours later; a negative number gives an earlier moment. */
export function daysLater(at: Date, days: number): Date {
  return new Date(at.getTime() + days * DAY_MS);
}

/** Returns whether a name is a time zone's, such as Europe/Oslo (IANA). */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
