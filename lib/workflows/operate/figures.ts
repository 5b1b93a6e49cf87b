import pTimeout from "p-timeout";
import { queueDepths, queuePoolUse } from "@/lib/jobs/queue";
import { MINUTE_MS, SECOND_MS } from "@/lib/platform/calendar";
import { type PoolUse, poolUse } from "@/lib/platform/database/client";
import { type InstallationFigure, installationFigures, installationTotals } from "@/lib/platform/database/installation";
import { providerEventCounters } from "@/lib/platform/db";
import { recurringFault } from "@/lib/platform/telemetry/faults";
import { metrics } from "@/lib/platform/telemetry/metrics";
import { workerBeatAge } from "@/lib/workflows/operate/heartbeat";
import { knownKeyProblems } from "@/lib/workflows/operate/keys/key-problems";

/** The figures of the database are read at most so often, however many ask. */
const KEEP_MS = 10 * SECOND_MS;
const KEEP_TOTALS_MS = 10 * MINUTE_MS;
const PATIENCE_MS = 8 * SECOND_MS;

const fault = () => recurringFault("the operator's figures cannot be read", { level: "warn" });
interface Kept<Value> {
  at: number;
  read: Promise<Value>;
}
const holder = globalThis as { emptrustFigures?: { figures?: Kept<void>; totals?: Kept<InstallationFigure[]> } };

/** Returns what was read lately, or reads it; callers at the same time share one reading, and a failed one is not kept. */
function kept<Value>(value: Kept<Value> | undefined, keepMs: number, read: () => Promise<Value>, keep: (value?: Kept<Value>) => void) {
  if (value && performance.now() - value.at < keepMs) return value.read;
  const reading = { at: performance.now(), read: read() };
  keep(reading);
  reading.read.catch(() => keep(undefined));
  return reading.read;
}

/**
 * Returns the figures of this process and of the database in Prometheus' text format. Without a database those of the process come
 * all the same, within seconds, and `emptrust_figures_read` is 0.
 */
export async function readMetrics(): Promise<string> {
  const { registry, figuresRead } = metrics();
  setProcessFigures({ app: poolUse("primary"), replica: poolUse("replica"), queue: await queuePoolUse() });
  try {
    await pTimeout(Promise.all([databaseFigures(), setKeyProblems()]), { milliseconds: PATIENCE_MS });
    figuresRead.set(1);
    fault().passed();
  } catch (error) {
    figuresRead.set(0);
    fault().failed(error);
    // Old numbers would look like new ones.
    for (const metric of [...Object.values(metrics().database), metrics().keyProblems]) metric.reset();
  }
  return registry.metrics();
}

/** Returns the media type of what `readMetrics` returns. */
export const METRICS_CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

function setProcessFigures(uses: Readonly<Record<"app" | "replica" | "queue", PoolUse | null>>): void {
  const { poolConnections, poolSize, workerBeat } = metrics();
  for (const [pool, inUse] of Object.entries(uses)) {
    const use = inUse ?? { max: 0, total: 0, idle: 0, waiting: 0 };
    poolConnections.set({ pool, state: "in_use" }, use.total - use.idle);
    poolConnections.set({ pool, state: "idle" }, use.idle);
    poolConnections.set({ pool, state: "waiting" }, use.waiting);
    poolSize.set({ pool }, use.max);
  }
  const age = workerBeatAge();
  if (age === null) workerBeat.remove();
  else workerBeat.set(age);
}

async function setKeyProblems(): Promise<void> {
  const problems = await knownKeyProblems();
  for (const kind of ["missing", "wrong"] as const) {
    metrics().keyProblems.set({ problem: kind }, problems.filter(({ problem }) => problem === kind).length);
  }
}

function databaseFigures(): Promise<void> {
  holder.emptrustFigures ??= {};
  const all = holder.emptrustFigures;
  return kept(all.figures, KEEP_MS, setDatabaseFigures, (figures) => Object.assign(all, { figures }));
}

function totals(): Promise<InstallationFigure[]> {
  holder.emptrustFigures ??= {};
  const all = holder.emptrustFigures;
  return kept(all.totals, KEEP_TOTALS_MS, installationTotals, (totals) => Object.assign(all, { totals }));
}

async function setDatabaseFigures(): Promise<void> {
  const [figures, ended, depths, events] = await Promise.all([
    installationFigures(),
    totals(),
    queueDepths(),
    providerEventCounters().providerEventCount.findMany(),
  ]);
  const { syncAge, watermarkLag, connections, invitations, oldestWaiting, jobs, oldestJob, mailEvents } = metrics().database;
  const setters: Record<string, (label: string, value: number) => void> = {
    sync_age: (quantile, value) => syncAge.set({ quantile }, value),
    watermark_lag: (quantile, value) => watermarkLag.set({ quantile }, value),
    connections: (status, value) => connections.set({ status }, value),
    invitations: (status, value) => invitations.set({ status }, value),
    oldest_waiting_invitation: (_, value) => oldestWaiting.set(value),
  };
  for (const metric of Object.values(metrics().database)) metric.reset();
  for (const { figure, label, value } of [...figures, ...ended]) setters[figure]?.(label, value);
  for (const { queue, oldestSeconds, ...states } of depths) {
    for (const [state, count] of Object.entries(states)) jobs.set({ queue, state }, count);
    oldestJob.set({ queue }, oldestSeconds);
  }
  for (const { provider, kind, count } of events) mailEvents.inc({ provider, kind }, count);
}
