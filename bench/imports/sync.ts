import { setTimeout as sleep } from "node:timers/promises";
import { Greenhouse, type GreenhouseOrder } from "@/bench/greenhouse";
import { connectedAdmin, connections, pointAt, syncOf, type Version } from "@/e2e/fixtures/greenhouse";
import type { RateLimit } from "@/e2e/sandbox/control/rate-limit";
import { demoClients, demoKeys } from "@/e2e/sandbox/server";
import type { Actor } from "@/lib/auth/actor";
import type { SyncRun } from "@/lib/sync-runs/schema";

/** The most rows of a page that Greenhouse allows. */
export const PAGE_SIZE = 500;

const noLimit: RateLimit = { limit: 1_000_000, windowSeconds: 10 };

/** What Harvest v1 documents, and what was recorded of v3 (150 requests in 30 seconds). */
export const documented: Record<Version, RateLimit> = {
  v1: { limit: 50, windowSeconds: 10 },
  v3: { limit: 150, windowSeconds: 30 },
};

/** The name under which the portal's credential is counted. */
export const portalCredential: Record<Version, string> = { v1: demoKeys.good, v3: demoClients.good.id };

/** Starts a Greenhouse at one rate limit of both versions, none unless one is given, and points the portal at it. */
export async function startGreenhouse(order: Omit<GreenhouseOrder, "limits">, limit: RateLimit = noLimit): Promise<Greenhouse> {
  const greenhouse = await Greenhouse.start({ ...order, limits: { rateLimit: limit, rateLimitV3: limit } });
  pointAt(greenhouse.url);
  return greenhouse;
}

/** Connects a new organization. What connecting used of a rate limit is not the import's: its window is over afterwards. */
export async function connectOrganization(version: Version, greenhouse: Greenhouse, limit: RateLimit = noLimit): Promise<Actor> {
  const actor = await connectedAdmin({ ...connections[version], inviteFrom: "2020-01-01" });
  await sleep(limit === noLimit ? 0 : limit.windowSeconds * 1000);
  await greenhouse.resetStatistics();
  return actor;
}

/** Runs a sync to its end. Throws where it did not succeed. */
export async function syncOnce(actor: Actor): Promise<SyncRun> {
  const run = await syncOf(actor);
  if (run.status !== "succeeded") throw new Error(`the sync did not succeed: ${run.error?.code}`);
  return run;
}
