import { setTimeout as sleep } from "node:timers/promises";
import { SECOND_MS } from "@/lib/platform/calendar";
import { hasReplica, readAlone, readTogether, replicaPool } from "@/lib/platform/database/client";
import { databaseTrouble } from "@/lib/platform/database/errors";
import { recurringFault } from "@/lib/platform/telemetry/faults";
import { metrics } from "@/lib/platform/telemetry/metrics";
import { Prisma } from "@/prisma/generated/client";

declare const logPositionBrand: unique symbol;
/** A position in the primary's write-ahead log, as PostgreSQL writes it. A replica that has replayed it has all that was committed before it. */
export type LogPosition = string & { readonly [logPositionBrand]: true };

/** The position up to which a reader must see everything, because they wrote it; null where they wrote nothing lately. */
export type OwnWrites = LogPosition | null;

/** A position that no replica reaches: for a reader who wrote, where the position of it is not known. */
export const beyondReplica = "FFFFFFFF/FFFFFFFF" as LogPosition;

/** Returns a text as a position; null where it is none. */
export function asLogPosition(text: string): LogPosition | null {
  return /^[\dA-F]{1,8}\/[\dA-F]{1,8}$/i.test(text) ? (text as LogPosition) : null;
}

/** What a transaction on the replica is held to: it is given up where the primary would still be asked. */
export const replicaLimits = { statement_timeout: "2s" } as const;

const LOOK_MS = 4 * SECOND_MS;
/** No reader is shown a state of the database that is older than this. */
const MOST_BEHIND_MS = 10 * SECOND_MS;
const CATCH_UP_MS = SECOND_MS;
const CATCH_UP_STEP_MS = 25;

/** Why the primary answers. `own_write`: for a moment, the reader's own change is not there yet; `failed`: a statement was refused. */
type Reason = "own_write" | "behind" | "away" | "failed";

/** The replica does not have what it should show. */
class ReplicaBehind extends Error {
  readonly code: Reason;

  constructor(code: Reason) {
    super("the replica is behind");
    this.name = "ReplicaBehind";
    this.code = code;
  }
}

/** What a transaction on the replica runs before it reads, and how its answer is judged: throws where the replica is behind. */
export interface ReplicaCheck {
  statement: Prisma.Sql;
  judge(rows: unknown): void;
}

interface Watch {
  isCurrent: () => boolean;
  /** Where the primary was at the last two looks, the older one first. */
  seen: { at: number; position: LogPosition }[];
  /** Why the replica is not asked until a look finds it well. */
  trouble: Reason | null;
  firstLook: Promise<void>;
}

// Next bundles its own copies of this file; one of them watches.
const holder = globalThis as { emptrustReplicaWatch?: Watch };

const fault = () => recurringFault("the replica does not answer; the primary does instead", { level: "warn" });
const refusal = () => recurringFault("a statement failed on the replica", { level: "warn", quietSeconds: 60 });
const unknown = () => recurringFault("the position of a change could not be read", { level: "warn", quietSeconds: 60 });

async function primaryPosition(): Promise<LogPosition> {
  const [row] = await readAlone<{ position: LogPosition }>(Prisma.sql`SELECT pg_current_wal_insert_lsn()::text AS "position"`);
  if (!row) throw new Error("the database did not say its position");
  return row.position;
}

/**
 * Returns the position behind everything that is committed by now, for a reader who must see it from now on. Null without a replica: then
 * nothing is asked.
 */
export async function writtenPosition(): Promise<OwnWrites> {
  if (!hasReplica()) return null;
  try {
    return await primaryPosition();
  } catch (error) {
    unknown().failed(error);
    return beyondReplica;
  }
}

/**
 * Has the replica answer, or the primary: where there is no replica, where it lacks something of `since` or is more than ten seconds behind,
 * and where it fails or is too slow. An error of the replica reaches no reader: the primary is asked the same.
 */
export async function preferReplica<Result>(
  since: OwnWrites,
  onReplica: (check: ReplicaCheck) => Promise<Result>,
  onPrimary: () => Promise<Result>,
): Promise<Result> {
  if (!hasReplica()) return onPrimary();
  const reason = (outcome: "replica" | Reason) => metrics().replicaReads.inc({ outcome });
  const watch = await watched();
  const check = checkOf(watch, since);
  if (typeof check === "string") {
    reason(check);
    return onPrimary();
  }
  try {
    const result = await onReplica(check);
    reason("replica");
    return result;
  } catch (error) {
    reason(noted(watch, error));
    return onPrimary();
  }
}

/** Waits for a moment until the replica has all of `since`. Returns whether it has. */
export async function awaitReplica(since: OwnWrites): Promise<boolean> {
  if (!hasReplica()) return false;
  const watch = await watched();
  for (const until = performance.now() + CATCH_UP_MS; performance.now() < until; await sleep(CATCH_UP_STEP_MS)) {
    const check = checkOf(watch, since);
    if (typeof check === "string") return false;
    try {
      await askReplica(check);
      return true;
    } catch (error) {
      if (noted(watch, error) !== "own_write") return false;
    }
  }
  return false;
}

/** Returns why an error sends its reader to the primary. What is not over in a moment keeps later readers from asking the replica. */
function noted(watch: Watch, error: unknown): Reason {
  const trouble = databaseTrouble(error);
  const reason = error instanceof ReplicaBehind ? error.code : trouble === null || trouble === "read_only" ? "failed" : "away";
  if (reason === "failed") refusal().failed(error);
  if (reason !== "behind" && reason !== "away") return reason;
  watch.trouble = reason;
  fault().failed(error);
  return reason;
}

/** Returns what to ask the replica before a read, or why it is not asked. */
function checkOf({ seen: [former], trouble }: Watch, since: OwnWrites): ReplicaCheck | Reason {
  if (trouble !== null) return trouble;
  if (since === beyondReplica) return "own_write";
  const age = former ? performance.now() - former.at : Number.POSITIVE_INFINITY;
  // The primary has not said where it is: it is away itself, or this process stood still.
  if (!former || age > MOST_BEHIND_MS) return "behind";
  return {
    // After a promotion, a former replica keeps the last position that it replayed, and shows it for ever.
    statement: Prisma.sql`
      SELECT pg_is_in_recovery() AND pg_last_wal_replay_lsn() >= ${former.position}::pg_lsn AS "isRecent",
             pg_is_in_recovery() AND pg_last_wal_replay_lsn() >= ${since ?? former.position}::pg_lsn AS "hasOwn"`,
    judge(rows) {
      const [row] = rows as { isRecent: boolean | null; hasOwn: boolean | null }[];
      // A position that was read a moment ago is not there yet on any replica.
      if (row?.isRecent !== true) throw new ReplicaBehind(age < LOOK_MS ? "own_write" : "behind");
      if (row.hasOwn !== true) throw new ReplicaBehind("own_write");
    },
  };
}

async function askReplica(check: ReplicaCheck): Promise<void> {
  const [rows] = await readTogether("replica", [check.statement]);
  check.judge(rows);
}

async function watched(): Promise<Watch> {
  const watch = holder.emptrustReplicaWatch?.isCurrent() ? holder.emptrustReplicaWatch : startWatch();
  await watch.firstLook;
  return watch;
}

/** Looks every few seconds where the primary is, and at a replica that is not asked, until the replica's pool is closed. */
function startWatch(): Watch {
  const watch: Watch = { isCurrent: replicaPool(), seen: [], trouble: null, firstLook: Promise.resolve() };
  holder.emptrustReplicaWatch = watch;
  watch.firstLook = look(watch);
  let isLooking = false;
  const timer = setInterval(async () => {
    if (!watch.isCurrent()) return clearInterval(timer);
    if (isLooking) return;
    isLooking = true;
    await look(watch);
    isLooking = false;
  }, LOOK_MS).unref();
  return watch;
}

async function look(watch: Watch): Promise<void> {
  const at = performance.now();
  try {
    const position = await primaryPosition();
    watch.seen = [...watch.seen.slice(-1), { at, position }];
  } catch {
    // Readers are sent to the primary, and hear from it what is wrong.
    return;
  }
  if (watch.trouble === null) return;
  const check = checkOf({ ...watch, trouble: null }, null);
  if (typeof check === "string") return;
  try {
    await askReplica(check);
    watch.trouble = null;
    fault().passed();
  } catch (error) {
    fault().failed(error);
  }
}
