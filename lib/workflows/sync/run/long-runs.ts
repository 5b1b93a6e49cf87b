import { SECOND_MS } from "@/lib/platform/calendar";
import { background } from "@/lib/workflows/operate/background";

/** The runs that wait for Greenhouse or have much to import: they would fill all places. A process holds a few pages of each in memory. */
export const longRuns = background("syncs", {
  afterMs: 2 * SECOND_MS,
  most: 256,
  failed: "a long sync stopped; another worker goes on with it",
});

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

// Next bundles its own copy of this file; the turns are the process's.
const holder = globalThis as { emptrustLanes?: { first: Lane; later: Lane } };

function lanes() {
  holder.emptrustLanes ??= { first: { steps: 0, waiting: [] }, later: { steps: 0, waiting: [] } };
  return holder.emptrustLanes;
}

/**
 * Waits for a run, or leaves a long one in the background (`longRuns`). A run's first steps wait for their turn among the first steps of others,
 * and the later ones among the later ones.
 */
export function runOrLeave(run: (takeTurn: TakeTurn) => Promise<void>, leave: () => Promise<void>, longAfterMs?: number): Promise<void> {
  const { first, later } = lanes();
  let steps = 0;
  const running = run((step) => inTurn(steps++ < FIRST_STEPS ? first : later, step));
  return longRuns.waitOrLeave(running, leave, longAfterMs);
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
