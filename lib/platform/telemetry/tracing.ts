import { type Attributes, context, ROOT_CONTEXT, type Span, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import type { OpenTelemetryOptions } from "pg-boss";
import { env } from "@/lib/platform/env";
import { describeError } from "@/lib/platform/logger";
import type { Tracing } from "@/lib/platform/telemetry/tracing-sdk";

// Next bundles its own copies of this file. The provider is ours alone and not OpenTelemetry's global one: Next.js would trace each
// request to it with the whole address, and the address of an invitation is its key.
const holder = globalThis as { emptrustTracing?: Tracing };

/** Starts tracing when OTEL_EXPORTER_OTLP_ENDPOINT is set. The SDK is loaded only then. */
export async function startTracing(): Promise<void> {
  const endpoint = env().OTEL_EXPORTER_OTLP_ENDPOINT;
  if (endpoint === undefined || holder.emptrustTracing) return;
  const { openTracing } = await import("@/lib/platform/telemetry/tracing-sdk");
  holder.emptrustTracing = openTracing(endpoint, env().OTEL_TRACES_SAMPLER_ARG);
}

/** Sends the spans that wait, and ends tracing. */
export async function stopTracing(): Promise<void> {
  const tracing = holder.emptrustTracing;
  delete holder.emptrustTracing;
  await tracing?.stop();
}

/** Returns how the queue takes part: it stores the trace ids of who sends a job with the job, and the job continues that trace. */
export function queueTracing(): OpenTelemetryOptions {
  const tracing = holder.emptrustTracing;
  if (!tracing) return { enabled: false };
  return { propagateContext: true, propagator: tracing.propagator, tracerProvider: tracing.provider };
}

/** Returns the trace that runs now as it is carried along (W3C's `traceparent`); undefined outside of one. */
export function traceparent(): string | undefined {
  const carried: { traceparent?: string } = {};
  holder.emptrustTracing?.propagator.inject(context.active(), carried, { set: (to, name, value) => Object.assign(to, { [name]: value }) });
  return carried.traceparent;
}

interface SpanOptions {
  kind?: "server" | "client" | "internal";
  /** Ids of ours, counts and codes; never personal data, nor an address. */
  attributes?: Attributes;
  /** Headers that may carry a trace to continue, already known to come from a trusted proxy. */
  headers?: Headers;
}

const kinds = { server: SpanKind.SERVER, client: SpanKind.CLIENT, internal: SpanKind.INTERNAL } as const;
const headerGetter = {
  keys: (headers: Headers) => [...headers.keys()],
  get: (headers: Headers, key: string) => headers.get(key) ?? undefined,
};

/** Runs work in a span; an error marks it with its name and code. Without tracing, runs the work. */
export async function traced<Result>(
  name: string,
  options: SpanOptions,
  work: (span: Span | undefined) => Promise<Result>,
): Promise<Result> {
  const tracing = holder.emptrustTracing;
  if (!tracing) return work(undefined);
  const { kind = "internal", attributes = {}, headers } = options;
  const parent = headers ? tracing.propagator.extract(ROOT_CONTEXT, headers, headerGetter) : context.active();
  const span = tracing.provider.getTracer("emptrust").startSpan(name, { kind: kinds[kind], attributes }, parent);
  try {
    return await context.with(trace.setSpan(parent, span), () => work(span));
  } catch (error) {
    markFailed(span, error);
    throw error;
  } finally {
    span.end();
  }
}

/** Marks a span as failed, with name and code of the error and without its message. */
function markFailed(span: Span, error: unknown): void {
  const { name, code } = describeError(error);
  span.setAttributes({ "error.type": name, ...(code ? { "error.code": code } : {}) });
  span.setStatus({ code: SpanStatusCode.ERROR });
}

/** Adds a job's ids to the span that runs now, if there is one. */
export function annotateSpan(ids: object): void {
  const span = trace.getActiveSpan();
  for (const [name, value] of Object.entries(ids)) {
    if (typeof value === "string" || typeof value === "number") span?.setAttribute(`emptrust.${name}`, value);
  }
}

/** Runs work that the current trace is not about, such as waking other people's jobs. */
export function outsideTrace<Result>(work: () => Result): Result {
  return context.with(trace.deleteSpan(context.active()), work);
}
