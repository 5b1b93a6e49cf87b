import pg from "pg";
import type { WorkerReport } from "@/bench/tenants/processes";
import { loadEnv } from "@/lib/platform/env";
import { startWorker, stopWorker } from "@/lib/workflows/operate/worker";

// The portal's worker in a process of its own, which tells how many statements it has sent and how much of its core it has used.
let statements = 0;
const client: { query(...given: unknown[]): unknown } = pg.Client.prototype;
const send = client.query;
client.query = function (...given) {
  statements++;
  return send.apply(this, given);
};

process.on("message", async (asked) => {
  if (asked === "start") {
    loadEnv({ mail: true });
    await startWorker();
  }
  if (asked === "stop") await stopWorker();
  const { user, system } = process.cpuUsage();
  process.send?.({ statements, cpuSeconds: (user + system) / 1_000_000 } satisfies WorkerReport);
});
process.once("disconnect", () => process.exit(0));
