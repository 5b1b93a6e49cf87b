import { setTimeout as sleep } from "node:timers/promises";
import { round } from "@/bench/figures";
import { Greenhouse } from "@/bench/greenhouse";
import type { Row } from "@/bench/results";
import { Server } from "@/bench/server/server";
import { connections, pointAt } from "@/e2e/fixtures/greenhouse";
import { actorOf, makeOrganization } from "@/e2e/fixtures/hires";
import { inOrganization } from "@/lib/platform/db";
import { findSyncRun } from "@/lib/sync-runs/data";
import { connectGreenhouse, syncNow } from "@/lib/workflows/connect/connect-greenhouse";

const HIRES = 100_000;
const SETTLE_SECONDS = 15;
const noLimit = { limit: 1_000_000, windowSeconds: 10 };

/** The memory of `npm start` with its worker: when nothing happens, and at most while it imports an organization without a rate limit. */
export async function memory(): Promise<Row> {
  const greenhouse = await Greenhouse.start({ hires: HIRES, limits: { rateLimit: noLimit, rateLimitV3: noLimit } });
  pointAt(greenhouse.url);
  const server = await Server.start([process.execPath, "scripts/run.mjs", "start"]);
  try {
    await sleep(SETTLE_SECONDS * 1000);
    const idle = await server.megabytes();
    const actor = actorOf(await makeOrganization(), "admin");
    await connectGreenhouse(actor, { ...connections.v3, inviteFrom: "2020-01-01" });
    await server.forgetPeak();
    const began = performance.now();
    const runId = await inOrganization(actor.organizationId, (tx) => syncNow(tx, actor, new Date()));
    for (;;) {
      await sleep(500);
      const run = await inOrganization(actor.organizationId, (tx) => findSyncRun(tx, runId));
      if (run?.status === "failed") throw new Error(`the sync failed: ${run.error?.code}`);
      if (run?.status === "succeeded") break;
    }
    const seconds = round((performance.now() - began) / 1000, 1);
    const { peak } = await server.megabytes();
    return { name: "memory", hires: HIRES, seconds, idleMegabytes: idle.now, peakMegabytesAboveIdle: peak - idle.now };
  } finally {
    await server.stop();
    await greenhouse.close();
  }
}
