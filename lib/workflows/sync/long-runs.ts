import { setTimeout as sleep } from "node:timers/promises";
import pTimeout from "p-timeout";
import { SECOND_MS } from "@/lib/platform/calendar";
import { describeError, logger } from "@/lib/platform/logger";

/** A run that takes longer waits for Greenhouse or has much to import, and need not keep others waiting. */
const LONG_AFTER_MS = 2 * SECOND_MS;
/** A process holds a few pages of each in memory. */
const MOST_LONG = 256;
/** From its third step on, a run takes turns with the others that have so much to write; who brings a few people is through by then. */
const STEPS_WITHOUT_TURN = 2;
/** So many of these steps are committed at a time, so that most of the database's connections are left to the others. */
const STEPS_AT_ONCE = 3;

/** Does a step of a run as soon as it is the run's turn. */
export type TakeTurn = <Result>(step: () => Promise<Result>) => Promise<Result>;

interface LongRuns {
  under: Set<Promise<void>>;
  steps: number;
  waiting: (() => void)[];
}

// Next bundles its own copy of this file; what stops the worker must reach the runs of the one that runs.
const holder = globalThis as { emptrustLongRuns?: LongRuns };

function longRuns(): LongRuns {
  holder.emptrustLongRuns ??= { under: new Set(), steps: 0, waiting: [] };
  return holder.emptrustLongRuns;
}

/**
 * Waits for a run. A long one goes on in the background, so that its place is free for the next: imports that wait for the rate limit
 * would fill them all. `leave` is run then, in case this process dies before the run ends. Who has much to write waits with each step for
 * their turn among those who have, too. Throws what the run throws, while it waits.
 */
export async function runOrLeave(
  run: (takeTurn: TakeTurn) => Promise<void>,
  leave: () => Promise<void>,
  longAfterMs = LONG_AFTER_MS,
): Promise<void> {
  const { under } = longRuns();
  let steps = 0;
  const running = run((step) => (steps++ < STEPS_WITHOUT_TURN ? step() : inTurn(step)));
  const over = new AbortController();
  const isSlow = sleep(longAfterMs, true, { signal: over.signal }).catch(() => false);
  const ended = running.then(() => false);
  try {
    if (!(await Promise.race([ended, isSlow])) || under.size >= MOST_LONG) return await running;
  } finally {
    over.abort();
  }
  const going: Promise<void> = running
    .catch((error: unknown) => logger().warn({ error: describeError(error) }, "a long sync stopped; another worker goes on with it"))
    .finally(() => under.delete(going));
  under.add(going);
  await leave();
}

async function inTurn<Result>(step: () => Promise<Result>): Promise<Result> {
  const runs = longRuns();
  if (runs.steps >= STEPS_AT_ONCE) await new Promise<void>((turn) => runs.waiting.push(turn));
  else runs.steps++;
  try {
    return await step();
  } finally {
    // A turn is handed on, so that nobody who comes later goes first.
    const next = runs.waiting.shift();
    if (next) next();
    else runs.steps--;
  }
}

/** Waits for the runs in the background, for at most so long. */
export async function longRunsEnd(timeoutMs: number): Promise<void> {
  const { under } = longRuns();
  if (under.size > 0) await pTimeout(Promise.all(under), { milliseconds: timeoutMs, message: false });
}
