import type { IncompleteHireEmails } from "@/lib/auth/schema";
import { DAY_MS, daysLater, HOUR_MS, lastTimeOfDay, lastTimeOfWeek } from "@/lib/platform/calendar";

const HOUR = 8;
const MONDAY = 1;

/** A hire that arrived this long ago is told of no more. */
const NEWS_DAYS = 7;
/** A sync that takes longer is told of in parts, one for each of these. */
const PART_OF_SYNC_MS = HOUR_MS;

/** Who is pending for longer than this needs a look. */
export const STUCK_DAYS = 7;
/** Who should have started up to this long ago, and has not, needs a look. */
export const LATE_DAYS = 30;
/** The digest tells who starts from today on for this many days, so that no one is told of twice. */
export const AHEAD_DAYS = 7;

/** The most hires of a list in an email; of the others it tells the number. */
export const MOST_LISTED = 25;

/** From a moment until before another. */
export interface Span {
  from: Date;
  until: Date;
}

/**
 * Returns the arrivals that a person is told of now, by when they arrived. `each`: those before the sync that is
 * under way, so that one sync is told of at once. `daily`: those until the last 08:00 in their zone, so that there is one email a day.
 */
export function arrivalsToTell(
  choice: Exclude<IncompleteHireEmails, "none">,
  { now, timeZone, syncSince }: { now: Date; timeZone: string; syncSince: Date | null },
): Span {
  const from = daysLater(now, -NEWS_DAYS);
  if (choice === "daily") return { from, until: lastTimeOfDay(HOUR, now, timeZone) };
  if (syncSince === null) return { from, until: now };
  const parts = Math.floor((now.getTime() - syncSince.getTime()) / PART_OF_SYNC_MS);
  return { from, until: new Date(syncSince.getTime() + parts * PART_OF_SYNC_MS) };
}

/** Returns whether a weekly digest is due: since the last one, or since it was chosen, it was Monday 08:00 in the person's zone. */
export function isDigestDue({ digestedAt, timeZone }: { digestedAt: Date; timeZone: string }, now: Date): boolean {
  return digestedAt < lastTimeOfWeek(MONDAY, HOUR, now, timeZone);
}

/** Returns for how many whole days someone has been pending. */
export function daysPending(since: Date, now: Date): number {
  return Math.floor((now.getTime() - since.getTime()) / DAY_MS);
}
