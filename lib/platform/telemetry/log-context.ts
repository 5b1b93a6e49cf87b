import { AsyncLocalStorage } from "node:async_hooks";
import { trace } from "@opentelemetry/api";

/** What every log line of one request or job carries: ids and names of ours, never data. */
export interface LogContext {
  requestId?: string;
  /** The name of the API's operation. */
  operation?: string;
  userId?: string;
  organizationId?: string;
  job?: string;
  jobId?: string;
  runId?: string;
}

// Next bundles its own copies of this file; a request's id must reach the lines of all of them.
const holder = globalThis as { emptrustLogContext?: AsyncLocalStorage<LogContext> };

function storage(): AsyncLocalStorage<LogContext> {
  holder.emptrustLogContext ??= new AsyncLocalStorage();
  return holder.emptrustLogContext;
}

/** Runs work whose log lines carry these ids, besides those that are carried already. */
export function withLogContext<Result>(ids: LogContext, work: () => Result): Result {
  return storage().run({ ...storage().getStore(), ...ids }, work);
}

/** Adds ids to the log lines of the work that runs now, from here on. */
export function addToLogContext(ids: LogContext): void {
  const store = storage().getStore();
  if (store) Object.assign(store, ids);
}

/** Returns the ids of the request, job, run and trace that runs now. */
export function logContext(): LogContext & { traceId?: string } {
  const traceId = trace.getActiveSpan()?.spanContext().traceId;
  return { ...storage().getStore(), ...(traceId ? { traceId } : {}) };
}
