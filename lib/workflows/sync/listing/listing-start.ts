import { DAY_MS, MINUTE_MS } from "@/lib/platform/calendar";

// A change may become visible a little after its own time stamp. Meeting one again is harmless: it is recognized.
const OVERLAP_MS = 5 * MINUTE_MS;
/** A smaller difference is normal: a response's date is in whole seconds, and the response took time. */
const CLOCK_TOLERANCE_MS = 2 * MINUTE_MS;
const COMPARE_EVERY_MS = 7 * DAY_MS;
const BEFORE_GREENHOUSE = new Date("1970-01-01T00:00:00Z");

/**
 * Returns the moment of an answer by Greenhouse's clock, or the database's own time where that is earlier: from a moment that is
 * too late, changes would never be asked for again. From one that is too early they are met twice, which is harmless.
 */
export function momentOf(respondedAt: Date | null, now: Date): Date {
  return respondedAt !== null && respondedAt < now ? respondedAt : now;
}

/** Returns by how many seconds, a day at most, Greenhouse's clock is ahead of the database's; 0 when they agree, or Greenhouse does not say. */
export function clockSkewSeconds(respondedAt: Date | null, now: Date): number {
  const skew = respondedAt === null ? 0 : respondedAt.getTime() - now.getTime();
  return Math.abs(skew) < CLOCK_TOLERANCE_MS ? 0 : Math.round(Math.max(-DAY_MS, Math.min(DAY_MS, skew)) / 1000);
}

export interface ListingState {
  /** What changed before this moment has been applied; null before the first listing. */
  watermark: Date | null;
  /** When the whole list was read last. */
  comparedAt: Date | null;
  /** The earliest change of a record that could not be read; null: it has to be looked for from the start; undefined: none. */
  retryFrom: Date | null | undefined;
}

/**
 * Returns from when on a list is to be read. Null: everything (of the offers, all accepted ones), which is enough for a connection
 * that knows nothing. Once a week, and after a watermark that cannot be right, everything in every state is listed, which costs a
 * request for each 500 and finds whatever any watermark missed.
 */
export function listingStart({ watermark, comparedAt, retryFrom }: ListingState, now: Date): { from: Date | null; isComparison: boolean } {
  if (watermark === null) return { from: null, isComparison: true };
  const isWrong = watermark.getTime() > now.getTime() + CLOCK_TOLERANCE_MS;
  const isDue = comparedAt === null || comparedAt > now || now.getTime() - comparedAt.getTime() >= COMPARE_EVERY_MS;
  if (isWrong || isDue) return { from: BEFORE_GREENHOUSE, isComparison: true };
  if (retryFrom === null) return { from: null, isComparison: false };
  const since = Math.min(watermark.getTime(), now.getTime()) - OVERLAP_MS;
  return { from: new Date(Math.min(since, retryFrom?.getTime() ?? Number.POSITIVE_INFINITY)), isComparison: false };
}
