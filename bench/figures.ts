/** Returns a number rounded to a number of digits after the point. */
export function round(value: number, digits = 2): number {
  return Math.round(value * 10 ** digits) / 10 ** digits;
}

/** Returns the value within which the given share of the values lies; 0 where there are none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
}

/** Returns the median milliseconds of a piece of work that is done some times over, after two times that do not count. */
export async function medianMs(times: number, work: () => Promise<unknown>): Promise<number> {
  const taken: number[] = [];
  for (let at = -2; at < times; at++) {
    const began = performance.now();
    await work();
    if (at >= 0) taken.push(performance.now() - began);
  }
  return quantile(taken, 0.5);
}

/** Returns what a piece of work returned, and how many seconds it took. */
export async function timing<Result>(work: () => Promise<Result>): Promise<{ result: Result; seconds: number }> {
  const began = performance.now();
  const result = await work();
  return { result, seconds: round((performance.now() - began) / 1000, 3) };
}
