import { setTimeout as sleep } from "node:timers/promises";

/** Returns what the work returns. Throws when it takes longer. */
export async function within<Result>(seconds: number, work: Promise<Result>, otherwise: string): Promise<Result> {
  const late = new AbortController();
  try {
    const timer = sleep(seconds * 1000, undefined, { signal: late.signal }).then(() => {
      throw new Error(`not within ${seconds} s: ${otherwise}`);
    });
    timer.catch(() => {});
    return await Promise.race([work, timer]);
  } finally {
    late.abort();
  }
}
