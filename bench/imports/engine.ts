import { pMapIterable } from "p-map";
import { Agent } from "undici";
import { round, timing } from "@/bench/figures";
import { otherCredentials } from "@/bench/greenhouse";
import { BareTables } from "@/bench/imports/bare-tables";
import { isForPeople, type RecordedRequests, recordRequests } from "@/bench/imports/record";
import { connectOrganization, PAGE_SIZE, startGreenhouse, syncOnce } from "@/bench/imports/sync";
import type { Row } from "@/bench/results";
import type { Version } from "@/e2e/fixtures/greenhouse";
import { accessToken, basic } from "@/e2e/sandbox/requests";
import type { Actor } from "@/lib/auth/actor";
import { findGreenhouse } from "@/lib/connections/data";
import { inOrganization } from "@/lib/platform/db";
import { openConnector } from "@/lib/workflows/connect/greenhouse-connection";

const ROUNDS = 2;

interface Candidate {
  id: number;
}

/**
 * A first import without a rate limit, beside a loop that sends the requests that the import sent, with as many at the same time, parses the
 * responses, and writes the same rows into bare copies of the five tables that get one for each hire, as many hires in a transaction. Left
 * out of the loop: turning responses into rows, deciding about each hire, row-level security, triggers, and what lets an import continue after
 * a crash, such as v3's first write of an application before its person is read. Both are measured alternately, and the better time
 * of each counts.
 */
export async function importEngine(version: Version, hires: number): Promise<Row> {
  const greenhouse = await startGreenhouse({ hires });
  const authorization =
    version === "v1" ? basic(otherCredentials.key) : { authorization: `Bearer ${await accessToken(greenhouse, otherCredentials.client)}` };
  const seconds: number[] = [];
  const baselineSeconds: number[] = [];
  let requests = 0;
  let recorded: RecordedRequests = { waves: [], atOnce: 0 };
  for (let at = 0; at < ROUNDS; at++) {
    const actor = await connectOrganization(version, greenhouse);
    const engine = await timing(() => recordRequests(`/${version}/`, () => syncOnce(actor)));
    ({ recorded } = engine.result);
    ({ requests } = engine.result.result);
    seconds.push(engine.seconds);
    const tables = await BareTables.of(actor.organizationId, hires);
    const batchSize = await batchSizeOf(actor);
    const loop = await timing(() => repeat(recorded, { url: greenhouse.url, authorization, batchSize, tables }));
    baselineSeconds.push(loop.seconds);
    const written = await tables.drop();
    if (written.some((count) => count !== hires)) throw new Error(`the loop wrote ${written.join(", ")} rows, not ${hires} of each table`);
  }
  await greenhouse.close();
  const better = { portal: Math.min(...seconds), loop: Math.min(...baselineSeconds) };
  return {
    name: `import-engine ${version}`,
    hires,
    requests,
    baselineRequests: recorded.waves.flat().length,
    requestsAtOnce: recorded.atOnce,
    seconds: better.portal,
    baselineSeconds: better.loop,
    /** 1: as fast as the loop. */
    ratio: round(better.loop / better.portal, 3),
  };
}

/** Returns how many hires the portal writes in one transaction. */
async function batchSizeOf({ organizationId }: Actor): Promise<number> {
  const integration = await inOrganization(organizationId, findGreenhouse);
  if (!integration) throw new Error("the organization is not connected");
  const connector = openConnector(integration);
  await connector.close();
  return connector.batchSize.preferred;
}

interface Loop {
  url: string;
  authorization: Record<string, string>;
  batchSize: number;
  tables: BareTables;
}

/** Sends the requests wave by wave and writes a batch as soon as its people are read; more are read while it is written. */
async function repeat({ waves, atOnce }: RecordedRequests, { url, authorization, batchSize, tables }: Loop): Promise<void> {
  const agent = new Agent();
  const get = async (path: string): Promise<number[]> => {
    const { statusCode, body } = await agent.request({ origin: url, path, method: "GET", headers: authorization });
    if (statusCode !== 200) throw new Error(`${path} was answered with ${statusCode}`);
    const parsed: unknown = JSON.parse(await body.text());
    return isForPeople(path) ? [parsed as Candidate | Candidate[]].flat().map(({ id }) => id) : [];
  };
  const read: number[] = [];
  for (const wave of waves) {
    for await (const ids of pMapIterable(wave, get, { concurrency: atOnce, backpressure: PAGE_SIZE })) {
      read.push(...ids);
      if (read.length >= batchSize) await tables.write(read.splice(0, batchSize));
    }
  }
  if (read.length > 0) await tables.write(read);
  await agent.close();
}
