import { randomUUID } from "node:crypto";
import type { Span } from "@opentelemetry/api";
import { withLogContext } from "@/lib/platform/telemetry/log-context";
import { metrics, timed } from "@/lib/platform/telemetry/metrics";
import { traced } from "@/lib/platform/telemetry/tracing";

const REQUEST_ID_HEADER = "x-request-id";
/** As proxies make them. Anything else could be what a caller wants in our log. */
const requestIdPattern = /^[A-Za-z0-9-]{8,64}$/;

/** Asked every few seconds by machines: traces of them would bury the others. */
const untraced = new Set(["getLiveness", "getReadiness", "getMetrics"]);

/**
 * Returns a handler whose every answer is measured by operation and status, traced, and carries a request id that its log lines carry
 * too. A trusted proxy's request id and trace are continued; from anyone else the server removes them (`scripts/portal/serve.ts`).
 */
export function observed<Context>(
  operationOf: (request: Request) => string,
  handle: (request: Request, context: Context) => Promise<Response>,
): (request: Request, context: Context) => Promise<Response> {
  return (request, context) => {
    const operation = operationOf(request);
    const given = request.headers.get(REQUEST_ID_HEADER) ?? "";
    const requestId = requestIdPattern.test(given) ? given : randomUUID();
    const attributes = { "http.request.method": request.method, "emptrust.request_id": requestId };
    const answer = async (span?: Span) => {
      const response = await handle(request, context);
      span?.setAttribute("http.response.status_code", response.status);
      response.headers.set(REQUEST_ID_HEADER, requestId);
      return response;
    };
    const respond = () =>
      untraced.has(operation) ? answer() : traced(operation, { kind: "server", attributes, headers: request.headers }, answer);
    return withLogContext({ requestId, operation }, () =>
      timed(metrics().http, respond, (end) => ({ operation, status: "result" in end ? String(end.result.status) : "error" })),
    );
  };
}
