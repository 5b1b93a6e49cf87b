import type { Spread } from "@/lib/dashboard/schema";

/** Over how many days before today times are shown. */
export const DIGEST_DAYS = 90;

/**
 * Returns the median and the 90th percentile of a digest, whose buckets come in the order of their times, as PostgreSQL's `percentile_cont` does:
 * between the two nearest times. Null without any. Each is as exact as the times of the buckets are.
 */
export function digestSpread(buckets: readonly { seconds: number; count: number }[]): Spread {
  const count = buckets.reduce((sum, bucket) => sum + bucket.count, 0);
  if (count === 0) return null;
  const secondsAt = (place: number): number => {
    let below = 0;
    for (const { seconds, count } of buckets) {
      below += count;
      if (place < below) return seconds;
    }
    return buckets.at(-1)?.seconds ?? 0;
  };
  const quantile = (share: number): number => {
    const place = share * (count - 1);
    const lower = secondsAt(Math.floor(place));
    return lower + (secondsAt(Math.ceil(place)) - lower) * (place - Math.floor(place));
  };
  return { count, median: quantile(0.5), p90: quantile(0.9) };
}
