import pTimeout from "p-timeout";
import { describeError, logger } from "@/lib/platform/logger";

interface BackgroundOptions {
  /** Work that takes longer goes on in the background. */
  afterMs: number;
  /** At most so many; what takes long beyond them keeps its place. */
  most: number;
  /** What the log says of work that fails in the background. */
  failed: string;
}

// Next bundles its own copy of this file; what stops the worker must reach the work of the one that runs.
const holder = globalThis as { emptrustBackground?: Map<string, Set<Promise<void>>> };

/** Returns a background of a name, in which work of a queue goes on that takes long, so that its place is free for the next. */
export function background(name: string, { afterMs, most, failed }: BackgroundOptions) {
  const going = () => {
    holder.emptrustBackground ??= new Map();
    const known = holder.emptrustBackground.get(name) ?? new Set();
    holder.emptrustBackground.set(name, known);
    return known;
  };
  return {
    /**
     * Waits for work. What takes long is left in the background; `leave` is run then, in case this process dies before the work ends. Throws
     * what the work throws, while it waits.
     */
    async waitOrLeave(work: Promise<void>, leave: () => Promise<void>, longAfterMs = afterMs): Promise<void> {
      const ended = work.then(() => false);
      const isLong = await pTimeout(ended, { milliseconds: longAfterMs, fallback: () => true });
      if (!isLong || going().size >= most) return work;
      const left: Promise<void> = work
        .catch((error: unknown) => logger().warn({ error: describeError(error) }, failed))
        .finally(() => going().delete(left));
      going().add(left);
      await leave();
    },
    /** Waits for the work in the background, for at most so long. */
    async end(timeoutMs: number): Promise<void> {
      if (going().size > 0) await pTimeout(Promise.all(going()), { milliseconds: timeoutMs, message: false });
    },
  };
}
