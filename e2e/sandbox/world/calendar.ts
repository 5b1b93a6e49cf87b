import type { Day, Moment } from "@/e2e/sandbox/world/model";

const DAY_MS = 86_400_000;

/** The moment so many days after another; negative days lie before it. */
export function momentIn(days: number, now: Moment): Moment {
  return now + days * DAY_MS;
}

/** The calendar day (UTC) so many days after a moment. */
export function dayIn(days: number, now: Moment): Day {
  return new Date(momentIn(days, now)).toISOString().slice(0, 10);
}

/** Whether a text is a day that exists. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) === true;
}

/** A moment as ISO 8601, as every presentation sends it. */
export function iso(moment: Moment): string;
export function iso(moment: Moment | null): string | null;
export function iso(moment: Moment | null): string | null {
  return moment === null ? null : new Date(moment).toISOString();
}
