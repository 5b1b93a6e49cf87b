/**
 * Returns for how many seconds a lease still holds, 0 when it is over. Leases are by the database's clock. One that ends later than
 * its whole length from now is over, too: it was written before that clock was put right.
 */
export function secondsLeft(until: Date | null, now: Date, lengthSeconds: number): number {
  const left = until === null ? 0 : (until.getTime() - now.getTime()) / 1000;
  return left > 0 && left <= lengthSeconds ? left : 0;
}
