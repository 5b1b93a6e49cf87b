import { context } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { W3CTraceContextPropagator } from "@opentelemetry/core";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { defaultResource, detectResources, envDetector, resourceFromAttributes } from "@opentelemetry/resources";
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  type ReadableSpan,
  type SpanExporter,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from "@opentelemetry/sdk-trace";
import { recurringFault } from "@/lib/platform/telemetry/faults";

/** Tracing of a process. */
export interface Tracing {
  provider: TracerProvider;
  propagator: W3CTraceContextPropagator;
  stop(): Promise<void>;
}

/**
 * Returns tracing that sends spans to an OTLP/HTTP collector (JSON, `endpoint`/v1/traces). The SDK itself reads the headers of the
 * request, OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES. `share` of the traces that begin here is kept, from 0 to 1.
 */
export function openTracing(endpoint: string, share: number): Tracing {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager());
  const exporter = withoutMessages(new OTLPTraceExporter({ url: `${endpoint}/v1/traces` }));
  const provider = new TracerProvider({
    resource: defaultResource()
      .merge(resourceFromAttributes({ "service.name": "emptrust" }))
      .merge(detectResources({ detectors: [envDetector] })),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(share) }),
    spanProcessors: [new BatchSpanProcessor({ exporter })],
  });
  return {
    provider,
    propagator: new W3CTraceContextPropagator(),
    stop: async () => {
      await provider.shutdown().catch(() => {});
      context.disable();
    },
  };
}

/** The queue notes errors with their messages and stacks, which can quote a row. What leaves has neither. */
function withoutMessages(exporter: SpanExporter): SpanExporter {
  const bare = (span: ReadableSpan): ReadableSpan =>
    Object.create(span, { events: { value: [], enumerable: true }, status: { value: { code: span.status.code }, enumerable: true } });
  const fault = recurringFault("traces cannot be sent", { level: "warn" });
  return {
    export: (spans, done) =>
      exporter.export(spans.map(bare), (result) => {
        if (result.error) fault.failed(result.error);
        else fault.passed();
        done(result);
      }),
    shutdown: () => exporter.shutdown(),
    forceFlush: async () => exporter.forceFlush?.(),
  };
}
