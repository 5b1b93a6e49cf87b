import { queueDepths, queuePoolUse } from "@/lib/jobs/queue";
import { SECOND_MS } from "@/lib/platform/calendar";
import { installationFigures, type PoolUse, poolUse, providerEventCounters } from "@/lib/platform/db";
import { recurringFault } from "@/lib/platform/telemetry/faults";
import { metrics } from "@/lib/platform/telemetry/metrics";
import { workerBeatAge } from "@/lib/workflows/operate/heartbeat";

/** The figures of the database are read at most so often, however many ask. */
const KEEP_MS = 10 * SECOND_MS;
const PATIENCE_MS = 8 * SECOND_MS;

const fault = () => recurringFault("the operator's figures cannot be read", { level: "warn" });
const holder = globalThis as { emptrustFigures?: { at: number; read: Promise<void> } };

/**
 * Returns the figures of this process and of the database in Prometheus' text format. Without a database those of the process come
 * all the same, within seconds, and `emptrust_figures_read` is 0.
 */
export async function readMetrics(): Promise<string> {
  const { registry, figuresRead } = metrics();
  setProcessFigures(poolUse(), await queuePoolUse());
  try {
    await inTime(databaseFigures());
    figuresRead.set(1);
    fault().passed();
  } catch (error) {
    figuresRead.set(0);
    fault().failed(error);
    // Old numbers would look like new ones.
    for (const metric of Object.values(metrics().database)) metric.reset();
  }
  return registry.metrics();
}

/** Returns the media type of what `readMetrics` returns. */
export const METRICS_CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

async function inTime(work: Promise<void>): Promise<void> {
  const silence = Promise.withResolvers<never>();
  const timer = setTimeout(() => silence.reject(Object.assign(new Error("no answer in time"), { code: "ETIMEDOUT" })), PATIENCE_MS);
  try {
    await Promise.race([work, silence.promise]);
  } finally {
    clearTimeout(timer);
  }
}

function setProcessFigures(...uses: readonly [app: PoolUse | null, queue: PoolUse | null]): void {
  const { poolConnections, poolSize, workerBeat } = metrics();
  for (const [at, pool] of (["app", "queue"] as const).entries()) {
    const use = uses[at] ?? { max: 0, total: 0, idle: 0, waiting: 0 };
    poolConnections.set({ pool, state: "in_use" }, use.total - use.idle);
    poolConnections.set({ pool, state: "idle" }, use.idle);
    poolConnections.set({ pool, state: "waiting" }, use.waiting);
    poolSize.set({ pool }, use.max);
  }
  const age = workerBeatAge();
  if (age === null) workerBeat.remove();
  else workerBeat.set(age);
}

/** Reads the figures of the database, or waits for who is reading them. */
function databaseFigures(): Promise<void> {
  const kept = holder.emptrustFigures;
  if (kept && performance.now() - kept.at < KEEP_MS) return kept.read;
  const read = setDatabaseFigures();
  holder.emptrustFigures = { at: performance.now(), read };
  read.catch(() => {
    delete holder.emptrustFigures;
  });
  return read;
}

async function setDatabaseFigures(): Promise<void> {
  const [figures, depths, events] = await Promise.all([
    installationFigures(),
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
  for (const { figure, label, value } of figures) setters[figure]?.(label, value);
  for (const { queue, oldestSeconds, ...states } of depths) {
    for (const [state, count] of Object.entries(states)) jobs.set({ queue, state }, count);
    oldestJob.set({ queue }, oldestSeconds);
  }
  for (const { provider, kind, count } of events) mailEvents.inc({ provider, kind }, count);
}
