/**
 * Returns for how many seconds a lease still holds, 0 when it is over. Leases are by the database's clock. One that ends later than
 * twice its length from now is over, too: it was written before that clock was put right. Not just later than its length, because
 * `now` is from the beginning of a transaction, which may have waited for the one that wrote it.
 */
export function secondsLeft(until: Date | null, now: Date, lengthSeconds: number): number {
  const left = until === null ? 0 : (until.getTime() - now.getTime()) / 1000;
  return left > 0 && left <= 2 * lengthSeconds ? left : 0;
}
