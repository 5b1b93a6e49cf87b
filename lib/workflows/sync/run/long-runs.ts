import { setTimeout as sleep } from "node:timers/promises";
import pTimeout from "p-timeout";
import { SECOND_MS } from "@/lib/platform/calendar";
import { describeError, logger } from "@/lib/platform/logger";

/** A run that takes longer waits for Greenhouse or has much to import, and need not keep others waiting. */
const LONG_AFTER_MS = 2 * SECOND_MS;
/** A process holds a few pages of each in memory. */
const MOST_LONG = 256;
/** Who brings a few people is through with these; from then on a run takes turns with the others that have so much to write. */
const FIRST_STEPS = 2;
/** So many first and so many later steps are committed at a time, so that some of the database's connections are left to everything else. */
const STEPS_AT_ONCE = 3;

/** Does a step of a run as soon as it is the run's turn. */
export type TakeTurn = <Result>(step: () => Promise<Result>) => Promise<Result>;

interface Lane {
  steps: number;
  waiting: (() => void)[];
}

interface LongRuns {
  under: Set<Promise<void>>;
  first: Lane;
  later: Lane;
}

// Next bundles its own copy of this file; what stops the worker must reach the runs of the one that runs.
const holder = globalThis as { emptrustLongRuns?: LongRuns };

function longRuns(): LongRuns {
  holder.emptrustLongRuns ??= { under: new Set(), first: { steps: 0, waiting: [] }, later: { steps: 0, waiting: [] } };
  return holder.emptrustLongRuns;
}

/**
 * Waits for a run. A long one goes on in the background, so that its place is free for the next: imports that wait for the rate limit
 * would fill them all. `leave` is run then, in case this process dies before the run ends. A run's first steps wait for their turn among the
 * first steps of others, and the later ones among the later ones. Throws what the run throws, while it waits.
 */
export async function runOrLeave(
  run: (takeTurn: TakeTurn) => Promise<void>,
  leave: () => Promise<void>,
  longAfterMs = LONG_AFTER_MS,
): Promise<void> {
  const { under, first, later } = longRuns();
  let steps = 0;
  const running = run((step) => inTurn(steps++ < FIRST_STEPS ? first : later, step));
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

async function inTurn<Result>(lane: Lane, step: () => Promise<Result>): Promise<Result> {
  if (lane.steps >= STEPS_AT_ONCE) await new Promise<void>((turn) => lane.waiting.push(turn));
  else lane.steps++;
  try {
    return await step();
  } finally {
    // A turn is handed on, so that nobody who comes later goes first.
    const next = lane.waiting.shift();
    if (next) next();
    else lane.steps--;
  }
}

/** Waits for the runs in the background, for at most so long. */
export async function longRunsEnd(timeoutMs: number): Promise<void> {
  const { under } = longRuns();
  if (under.size > 0) await pTimeout(Promise.all(under), { milliseconds: timeoutMs, message: false });
}
