import { MINUTE_MS } from "@/lib/platform/calendar";
import { RUN_LEASE_SECONDS } from "@/lib/sync-runs/rules";

/** A run commits a step at least this often, or it is ended: a Greenhouse that answers each request just in time would hold it for ever. */
export const STEP_LIMIT_MS = 15 * MINUTE_MS;

export interface RunWatch {
  /** Aborts when the run is no longer this worker's, or commits nothing for too long. */
  signal: AbortSignal;
  /** Whether it was for committing nothing. */
  isStalled(): boolean;
  /** A step was committed. */
  stepped(): void;
  end(): void;
}

/** Renews a run's lease while it works, and watches its progress. `renew` returns false when the lease was lost. */
export function watchRun(renew: () => Promise<boolean>, stepLimitMs: number): RunWatch {
  const ended = new AbortController();
  let isStalled = false;
  let last = performance.now();
  const lookEveryMs = Math.min((RUN_LEASE_SECONDS / 3) * 1000, stepLimitMs);
  const timer = setInterval(() => {
    const quietMs = performance.now() - last;
    isStalled ||= quietMs > stepLimitMs;
    if (isStalled) ended.abort();
    // A step has just renewed it.
    else if (quietMs >= lookEveryMs / 2) {
      renew().then(
        (held) => held || ended.abort(),
        () => {},
      );
    }
  }, lookEveryMs);
  return {
    signal: ended.signal,
    isStalled: () => isStalled,
    stepped: () => {
      last = performance.now();
    },
    end: () => clearInterval(timer),
  };
}
