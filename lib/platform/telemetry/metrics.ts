import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

// Next bundles its own copies of this file; all of a process count in one place.
const holder = globalThis as { emptrustMetrics?: ReturnType<typeof makeMetrics> };

/** Returns what this process counts and measures. Labels are kinds, states and names of ours: never an id, an address or a name of anyone. */
export function metrics() {
  holder.emptrustMetrics ??= makeMetrics();
  return holder.emptrustMetrics;
}

function makeMetrics() {
  const registers = [new Registry()] as const;
  const [registry] = registers;
  collectDefaultMetrics({ register: registry });
  const histogram = <Label extends string>(name: string, help: string, labelNames: Label[], buckets: number[]) =>
    new Histogram({ name, help, labelNames, buckets, registers: [registry] });
  const counter = <Label extends string>(name: string, help: string, labelNames: Label[]) =>
    new Counter({ name, help, labelNames, registers: [registry] });
  const gauge = <Label extends string>(name: string, help: string, labelNames: Label[] = []) =>
    new Gauge({ name, help, labelNames, registers: [registry] });

  return {
    registry,
    /** Of this process. */
    http: histogram(
      "emptrust_http_request_duration_seconds",
      "Answers by operation of the API (operationId), page or asset, and by status",
      ["operation", "status"],
      [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    ),
    greenhouse: histogram(
      "emptrust_greenhouse_request_duration_seconds",
      "Requests to Greenhouse by API and outcome: a status such as 200 or 429, or why there was no answer",
      ["api", "outcome"],
      [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
    ),
    email: histogram(
      "emptrust_email_handover_duration_seconds",
      "Emails handed to the mail server, by outcome",
      ["outcome"],
      [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 600],
    ),
    job: histogram(
      "emptrust_job_duration_seconds",
      "Jobs run, by queue and outcome",
      ["queue", "outcome"],
      [0.01, 0.05, 0.1, 0.5, 1, 5, 15, 60, 300, 900, 3600],
    ),
    syncRuns: counter("emptrust_sync_runs_total", "Syncs that ended, by outcome: succeeded or an error code", ["outcome"]),
    poolConnections: gauge("emptrust_database_pool_connections", "Database connections by pool and state", ["pool", "state"]),
    poolSize: gauge("emptrust_database_pool_size", "The most connections a pool opens", ["pool"]),
    replicaReads: counter("emptrust_replica_reads_total", "Reads that a replica may answer: replica, or why the primary answered instead", [
      "outcome",
    ]),
    workerBeat: gauge("emptrust_worker_beat_age_seconds", "Time since the worker's loop came round; absent without a worker"),
    faults: gauge("emptrust_fault", "1 while something fails whenever it is tried, 0 once it works again; absent where it never failed", [
      "fault",
      "level",
    ]),
    keyProblems: gauge("emptrust_key_problems", "Keys that stored secrets need and this process lacks or has another one of", ["problem"]),
    figuresRead: gauge("emptrust_figures_read", "1 if the figures of the database could be read, 0 if not"),
    /** Of the database: the same whichever process is asked. */
    database: {
      syncAge: gauge("emptrust_last_good_sync_age_seconds", "Age of the last good sync over connected organizations", ["quantile"]),
      watermarkLag: gauge("emptrust_watermark_lag_seconds", "Age of what was read of Greenhouse over connected organizations", [
        "quantile",
      ]),
      connections: gauge("emptrust_connections", "Connections to Greenhouse by status", ["status"]),
      invitations: gauge("emptrust_invitations", "Invitations by status", ["status"]),
      oldestWaiting: gauge(
        "emptrust_oldest_waiting_invitation_age_seconds",
        "Age of the oldest invitation that is not sent yet; 0 without",
      ),
      jobs: gauge("emptrust_jobs", "Jobs by queue and state", ["queue", "state"]),
      oldestJob: gauge("emptrust_oldest_waiting_job_age_seconds", "How long the oldest job that could run has waited; 0 without", [
        "queue",
      ]),
      mailEvents: counter("emptrust_mail_events_total", "Delivery events that mail providers reported", ["provider", "kind"]),
    },
  };
}

/** Runs work and observes how long it took, with the labels that its end gives. */
export async function timed<Label extends string, Result>(
  histogram: Histogram<Label>,
  work: () => Promise<Result>,
  labelsOf: (end: { result: Result } | { error: unknown }) => Record<Label, string>,
): Promise<Result> {
  const started = performance.now();
  const observe = (labels: Record<Label, string>) => histogram.observe(labels, (performance.now() - started) / 1000);
  try {
    const result = await work();
    observe(labelsOf({ result }));
    return result;
  } catch (error) {
    observe(labelsOf({ error }));
    throw error;
  }
}
