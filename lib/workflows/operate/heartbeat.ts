import { logger } from "@/lib/platform/logger";

const WATCH_EVERY_MS = 15_000;
/** A worker whose loop did not come round for so long is wedged: each of its waits is bounded, and shorter. */
const LONGEST_ROUND_MS = 5 * 60_000;
const LATE_MS = 60_000;

// Next bundles its own copy of this file; the route that reports the worker must see the one that runs.
const holder = globalThis as { emptrustWorkerBeat?: number | undefined };

/** Notes that the worker's loop came round. By the clock that only goes on. */
export function beat(): void {
  holder.emptrustWorkerBeat = performance.now();
}

/** Returns the seconds since the loop of this process's worker came round; null without one. */
export function workerBeatAge(): number | null {
  const last = holder.emptrustWorkerBeat;
  return last === undefined ? null : (performance.now() - last) / 1000;
}

/** Returns whether the worker of this process makes progress; null without one. */
export function workerIsAlive(): boolean | null {
  const age = workerBeatAge();
  return age === null ? null : age * 1000 < LATE_MS;
}

/** Watches the worker until it stops: ends the process when it makes no progress, so that what supervises it starts another. */
export function watchWorker(stopping: AbortSignal, end: (silentSeconds: number) => void = endProcess): void {
  beat();
  const watch = setInterval(() => {
    const seconds = Math.round((performance.now() - (holder.emptrustWorkerBeat ?? 0)) / 1000);
    if (seconds * 1000 >= LONGEST_ROUND_MS) end(seconds);
  }, WATCH_EVERY_MS).unref();
  stopping.addEventListener("abort", () => {
    clearInterval(watch);
    holder.emptrustWorkerBeat = undefined;
  });
}

function endProcess(seconds: number): void {
  logger().fatal({ seconds }, "the worker has made no progress, so this process ends");
  process.exit(1);
}
