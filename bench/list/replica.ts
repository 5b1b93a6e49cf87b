import { medianMs, quantile } from "@/bench/figures";
import type { Row } from "@/bench/results";
import { draftOf, makeOrganization, takeIn } from "@/e2e/fixtures/hires";
import { startDebianPostgres } from "@/e2e/servers/debian-postgres";
import { startDebianReplica } from "@/e2e/servers/debian-replica";
import { newHireQuerySchema } from "@/lib/hires/conditions/schema";
import { listHirePage } from "@/lib/hires/list/rows";
import { closeDatabase } from "@/lib/platform/database/client";
import { awaitReplica, beyondReplica, writtenPosition } from "@/lib/platform/database/replica";
import { env, loadEnv } from "@/lib/platform/env";
import { prepareDatabase } from "@/prisma/prepare-database";

const HIRES = 1_000;
const CHANGES = 200;
const TIMES = 300;

/**
 * A page of the list from a replica beside the same page from its primary, and what a change costs more: asking for its position, and the
 * time until the replica has it. Both servers are Debian's PostgreSQL on this machine.
 */
export async function replicaTimes(): Promise<Row> {
  const own = process.env.DATABASE_URL;
  const primary = await startDebianPostgres();
  const replica = await startDebianReplica(primary);
  try {
    const databaseUrl = await primary.create("emptrust");
    const { portalUrl } = await prepareDatabase({ DATABASE_URL: databaseUrl, CREDENTIAL_KEYS: env().CREDENTIAL_KEYS });
    await use({ DATABASE_URL: portalUrl, DATABASE_REPLICA_URL: replica.of(portalUrl) });
    return await timesOf();
  } finally {
    delete process.env.DATABASE_REPLICA_URL;
    await use({ DATABASE_URL: own });
    await replica.remove();
    await primary.stop();
  }
}

async function use(addresses: Record<string, string | undefined>): Promise<void> {
  await closeDatabase();
  Object.assign(process.env, addresses);
  loadEnv({ mail: false });
}

async function timesOf(): Promise<Row> {
  const organizationId = await makeOrganization();
  await takeIn(
    organizationId,
    Array.from({ length: HIRES }, (_, at) => draftOf(at + 1)),
  );
  const waits: number[] = [];
  for (let change = 0; change < CHANGES; change++) {
    await takeIn(organizationId, [draftOf(HIRES + change + 1)]);
    const position = await writtenPosition();
    const from = performance.now();
    if (!(await awaitReplica(position))) throw new Error("the replica does not catch up");
    waits.push(performance.now() - from);
  }
  const query = newHireQuerySchema.parse({ limit: "50" });
  return {
    name: "replica",
    hires: HIRES + CHANGES,
    replicaPageMs: await medianMs(TIMES, () => listHirePage(organizationId, query, null)),
    primaryPageMs: await medianMs(TIMES, () => listHirePage(organizationId, query, beyondReplica)),
    positionMs: await medianMs(TIMES, writtenPosition),
    catchUpP50Ms: quantile(waits, 0.5),
    catchUpP95Ms: quantile(waits, 0.95),
  };
}
