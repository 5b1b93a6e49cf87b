import { bearerToken } from "@/lib/http/access";
import { text } from "@/lib/http/responses";
import { publicRoute } from "@/lib/http/routes";
import { queueDepths } from "@/lib/jobs/queue";
import { providerEventCounters } from "@/lib/platform/db";

export const dynamic = "force-dynamic";

/** Figures in Prometheus' text format 0.0.4, for the operator's own monitoring; counts only, nothing about anyone. */
export const GET = publicRoute({
  operationId: "getMetrics",
  summary: "Get the operator's figures in Prometheus' text format",
  access: bearerToken("METRICS_TOKEN"),
  response: text("text/plain; version=0.0.4; charset=utf-8"),
  audit: { none: "reads counts" },
  handler: async () => {
    const jobs = (await queueDepths()).flatMap(({ queue, ...depths }) =>
      Object.entries(depths).map(([state, count]) => `emptrust_jobs{queue="${queue}",state="${state}"} ${count}`),
    );
    const told = await providerEventCounters().providerEventCount.findMany({ orderBy: [{ provider: "asc" }, { kind: "asc" }] });
    const lines = [
      "# TYPE emptrust_jobs gauge",
      ...jobs,
      "# TYPE emptrust_mail_events_total counter",
      ...told.map(({ provider, kind, count }) => `emptrust_mail_events_total{provider="${provider}",kind="${kind}"} ${count}`),
      "# TYPE process_resident_memory_bytes gauge",
      `process_resident_memory_bytes ${process.memoryUsage().rss}`,
      "# TYPE process_uptime_seconds gauge",
      `process_uptime_seconds ${process.uptime()}`,
    ];
    return `${lines.join("\n")}\n`;
  },
});
