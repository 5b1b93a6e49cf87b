import pg from "pg";
import { Pool } from "undici";
import { round } from "@/bench/figures";
import { baselineCalls, PAGE } from "@/bench/list/baseline";
import { type Call, CLIENTS, measure, type Times } from "@/bench/list/measure";
import { type Caller, city, password, searched, seed, widely } from "@/bench/list/organization";
import { startPortalAnywhere } from "@/bench/portal";
import type { Row } from "@/bench/results";
import { encodeCursor } from "@/lib/hires/list/cursor";
import { PortalClient } from "@/scripts/portal/client";

const SIZES = [1_000, 10_000, 1_000_000];
/** How many ask at a time: one alone, and as many as `CLIENTS`. */
const CROWDS = [1, CLIENTS];

interface Case {
  name: string;
  /** The API's query string. */
  query: string;
}

/**
 * A page of the list over HTTP, asked by one client and by eight, at three sizes: first page, deep page, filtered, searched. Beside each, in the
 * same run, the same SQL through `pg` alone and a route of the same server that asks nothing, and how it compares with itself at the smallest size.
 */
export async function listTimes(): Promise<Row[]> {
  const owner = new pg.Client({ connectionString: process.env.SUPERUSER_URL });
  await owner.connect();
  const { url, stop } = await startPortalAnywhere({ WORKER: "off" });
  const connections = new Pool(url, { connections: CLIENTS });
  const rows: Row[] = [];
  const atSmallest = new Map<string, Times>();
  try {
    for (const size of SIZES) {
      const { caller, email } = await seed(owner, size);
      const client = new PortalClient(url);
      await client.signIn(email, password);
      for (const one of await casesOf(owner, caller)) {
        const bare = await baselineCalls(caller, one.query);
        for (const crowd of CROWDS) {
          const name = `list ${one.name}, ${crowd} ${crowd === 1 ? "client" : "clients"}`;
          const baseline = await measure(bare.calls.slice(0, crowd));
          const empty = await measure(Array.from({ length: crowd }, () => httpCall(connections, client, "/api/health/live")));
          const address = `/api/new-hires/rows?${one.query}&limit=${PAGE}`;
          const times = await measure(Array.from({ length: crowd }, () => httpCall(connections, client, address)));
          if (size === SIZES[0]) atSmallest.set(name, times);
          const small = atSmallest.get(name) ?? times;
          rows.push({
            name: `${name}, ${size.toLocaleString("en")}`,
            hires: size,
            p50Ms: times.p50,
            p95Ms: times.p95,
            baselineP50Ms: baseline.p50,
            baselineP95Ms: baseline.p95,
            emptyRouteP50Ms: empty.p50,
            p95OverBaseline: round(times.p95 / baseline.p95),
            p50OverEmptyRoute: round(times.p50 / empty.p50),
            ratioToSmallest: round(times.p50 / small.p50),
          });
        }
        await bare.end();
      }
    }
    return rows;
  } finally {
    await connections.close();
    await stop();
    await owner.end();
  }
}

async function casesOf(owner: pg.Client, { organizationId }: Caller): Promise<Case[]> {
  // The place after which one full page is left.
  const { rows } = await owner.query<{ id: string }>(
    `SELECT "id" FROM "NewHire" WHERE "organizationId" = $1 AND "tab" = 'pending' ORDER BY "startKey" DESC, "id" DESC OFFSET ${PAGE} LIMIT 1`,
    [organizationId],
  );
  const [place] = rows;
  if (!place) throw new Error("too few pending hires");
  return [
    { name: "first", query: "status=pending" },
    { name: "deep", query: `status=pending&cursor=${encodeCursor({ sort: "startDate", id: place.id })}` },
    { name: "filtered", query: `status=started&location=${encodeURIComponent(city)}&startFrom=2026-03-01` },
    { name: "filtered by own fields", query: `status=started&x_size=M&x_laptop=yes` },
    { name: "searched", query: `status=pending&search=${searched}` },
    { name: "searched widely", query: `search=${widely}` },
  ];
}

// The response is read compressed, as a browser asks for it, and not unpacked: unpacking is the browser's work.
function httpCall(connections: Pool, { cookie }: PortalClient, path: string): Call {
  const request = { method: "GET", path, headers: { cookie, "accept-encoding": "gzip" } } as const;
  return async () => {
    const { statusCode, body } = await connections.request(request);
    await body.arrayBuffer();
    if (statusCode !== 200) throw new Error(`${path} was answered with ${statusCode}`);
  };
}
