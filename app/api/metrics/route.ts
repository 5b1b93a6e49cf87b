import { bearerToken } from "@/lib/http/access";
import { text } from "@/lib/http/responses";
import { publicRoute } from "@/lib/http/routes";
import { METRICS_CONTENT_TYPE, readMetrics } from "@/lib/workflows/operate/figures";

export const dynamic = "force-dynamic";

/** What docs/OPERATIONS.md lists, for the operator's own monitoring: numbers only, nothing about anyone. */
export const GET = publicRoute({
  operationId: "getMetrics",
  summary: "Get the operator's figures in Prometheus' text format",
  access: bearerToken("METRICS_TOKEN"),
  response: text(METRICS_CONTENT_TYPE),
  audit: { none: "reads counts" },
  handler: readMetrics,
});
