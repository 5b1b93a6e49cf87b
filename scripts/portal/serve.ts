import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import type { ServerResponse } from "node:http";
import next from "next";
import { z } from "zod";
import { closeQueue } from "@/lib/jobs/queue";
import { closeDatabase } from "@/lib/platform/database/client";
import type { Env } from "@/lib/platform/env";
import { logger } from "@/lib/platform/logger";
import { metrics } from "@/lib/platform/telemetry/metrics";
import { stopTracing } from "@/lib/platform/telemetry/tracing";
import { noteCaller, proxyList } from "@/scripts/portal/caller";
import { logConsole } from "@/scripts/portal/console";
import { headersOfEveryAnswer } from "@/scripts/portal/every-answer";
import { answerFailures } from "@/scripts/portal/failures";
import { answerUnanswerable } from "@/scripts/portal/unanswerable";
import { webServer } from "@/scripts/portal/web-server";

const DRAIN_SECONDS = 10;

export interface Portal {
  /** Stops accepting requests, finishes open requests and jobs, and closes the connections. */
  stop(): Promise<void>;
}

/** Serves the built portal in this process, with a worker unless WORKER is `off`. */
export async function servePortal(env: Env): Promise<Portal> {
  logConsole();
  await takeBuiltConfig();
  const app = next({ dev: false, dir: process.cwd(), port: env.PORT, hostname: new URL(env.APP_URL).hostname });
  const ready = Promise.withResolvers<ReturnType<typeof app.getRequestHandler>>();
  const headers = headersOfEveryAnswer(env.APP_URL);
  const trusted = proxyList(env.TRUSTED_PROXIES ?? []);
  const server = webServer(
    { maxHeaderSize: 16 * 1024, headersTimeout: 15_000, requestTimeout: 60_000, keepAliveTimeout: 65_000 },
    (request, response) => {
      for (const [name, value] of headers) response.setHeader(name, value);
      if (answerUnanswerable(request, response)) return;
      noteCaller(request, trusted);
      request.url = readableAddress(request.url ?? "/");
      measurePage(request.url, response);
      answerFailures(request, response);
      void ready.promise.then((handle) => handle(request, response));
    },
  );
  await new Promise<void>((listening, failed) => {
    server.once("error", failed);
    server.listen(env.PORT, env.HOST, () => listening());
  });
  // After listening: preparing starts the worker, which must not begin jobs when the port is in use.
  await app.prepare();
  ready.resolve(app.getRequestHandler());
  logger().info({ host: env.HOST, port: env.PORT, address: env.APP_URL, worker: env.WORKER }, "listening");
  return {
    stop: async () => {
      const closed = new Promise<void>((done) => server.close(() => done()));
      // Repeated, because a kept-alive connection becomes idle only after its last response.
      const idle = setInterval(() => server.closeIdleConnections(), 200);
      const drained = setTimeout(() => server.closeAllConnections(), DRAIN_SECONDS * 1000);
      // Next bundles its own copy of the worker's module, so its stop function is shared through a global.
      await (globalThis as { emptrustStopWorker?: () => Promise<void> }).emptrustStopWorker?.();
      await closed;
      clearInterval(idle);
      clearTimeout(drained);
      await app.close();
      await closeQueue(DRAIN_SECONDS);
      await closeDatabase();
      await stopTracing();
    },
  };
}

/**
 * The image has no next.config.js and not the compilers that reading it loads. There the configuration is taken as the build stored it,
 * through the variable by which the server.js of a standalone build hands it over; npm start reads the file.
 */
async function takeBuiltConfig(): Promise<void> {
  if (existsSync("next.config.js")) return;
  const { config } = builtConfig.parse(JSON.parse(await readFile(".next/required-server-files.json", "utf8")));
  process.env.__NEXT_PRIVATE_STANDALONE_CONFIG = JSON.stringify({ ...config, distDir: ".next" });
}

const builtConfig = z.object({ config: z.record(z.string(), z.unknown()) });

/** Measures what is no route of the API: those measure themselves, by operation. */
function measurePage(address: string, response: ServerResponse): void {
  if (address.startsWith("/api/")) return;
  const operation = address.startsWith("/_next/") ? "asset" : "page";
  const started = performance.now();
  response.once("finish", () =>
    metrics().http.observe({ operation, status: String(response.statusCode) }, (performance.now() - started) / 1000),
  );
}

/** Next.js fails where the percent-encoding of a path cannot be read. Taken literally, it is an address that leads nowhere. */
function readableAddress(address: string): string {
  const [path = "", ...query] = address.split("?");
  try {
    decodeURIComponent(path);
    return address;
  } catch {
    return [path.replaceAll("%", "%25"), ...query].join("?");
  }
}
