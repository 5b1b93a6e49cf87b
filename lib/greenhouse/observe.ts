import { metrics, timed } from "@/lib/platform/telemetry/metrics";
import { traced } from "@/lib/platform/telemetry/tracing";

/** Which of Greenhouse's interfaces a request goes to. */
export type GreenhouseApi = "v1" | "v3" | "oauth";

/** Sends one request, which is counted by its status, or by why there was no answer, and traced by what it asks for. */
export function observedRequest<Answer extends { status: number } | { broken: string }>(
  api: GreenhouseApi,
  path: string,
  send: () => Promise<Answer>,
): Promise<Answer> {
  const attributes = { "emptrust.greenhouse.api": api, "emptrust.greenhouse.resource": resourceOf(path) };
  const request = () =>
    traced("greenhouse request", { kind: "client", attributes }, async (span) => {
      const answer = await send();
      if ("status" in answer) span?.setAttribute("http.response.status_code", answer.status);
      else span?.setAttribute("error.type", answer.broken);
      return answer;
    });
  return timed(metrics().greenhouse, request, (end) => ({ api, outcome: "result" in end ? outcomeOf(end.result) : "stopped" }));
}

function outcomeOf(answer: { status: number } | { broken: string }): string {
  return "status" in answer ? String(answer.status) : answer.broken;
}

/** Returns the path without its query, and with every id left out. */
function resourceOf(path: string): string {
  return (path.split("?")[0] ?? "").replace(/\d{2,}/g, "{id}");
}
