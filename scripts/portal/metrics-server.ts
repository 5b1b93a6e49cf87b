import { bearerToken } from "@/lib/http/access";
import { problemResponse } from "@/lib/http/problem-response";
import { notFound } from "@/lib/platform/errors";
import { metricsRoute } from "@/lib/platform/paths/service";
import { METRICS_CONTENT_TYPE, readMetrics } from "@/lib/workflows/operate/figures";
import { webServer } from "@/scripts/portal/web-server";

/** Serves `GET /api/metrics` of a worker on its own, behind the same token as the portal's, and nothing else. Returns what closes it. */
export async function serveMetrics(port: number): Promise<() => Promise<void>> {
  const limits = { maxHeaderSize: 16 * 1024, headersTimeout: 15_000, requestTimeout: 30_000 };
  const server = webServer(limits, (request, response) => {
    const { method = "", url, headers } = request;
    const asked = new Request(`http://localhost${metricsRoute}`, { headers: { authorization: headers.authorization ?? "" } });
    void answer(asked, method === "GET" && url === metricsRoute).then(async (answered) => {
      response.writeHead(answered.status, Object.fromEntries(answered.headers)).end(await answered.text());
    });
  });
  await new Promise<void>((listening, failed) => {
    server.once("error", failed);
    server.listen(port, () => listening());
  });
  return async () => {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  };
}

async function answer(request: Request, isMetrics: boolean): Promise<Response> {
  try {
    if (!isMetrics) throw notFound("page");
    bearerToken("METRICS_TOKEN").check(request);
    return new Response(await readMetrics(), { headers: { "content-type": METRICS_CONTENT_TYPE, "cache-control": "no-store" } });
  } catch (error) {
    return problemResponse(error, request);
  }
}
