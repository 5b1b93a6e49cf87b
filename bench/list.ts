import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import type { Row } from "@/bench/import";
import { createUser } from "@/lib/auth/users";
import { encodeCursor } from "@/lib/new-hires/cursor";
import { applicationConnection } from "@/lib/platform/db";
import { freePort } from "@/lib/platform/local-database";
import { PortalClient } from "@/scripts/portal-client";

const CLIENTS = 8;
const CALLS_EACH = 25;
const WARM_UP = 3;
const PAGE = 50;
const SIZES = [1_000, 100_000, 1_000_000];
const password = "measured, never used by anybody";

interface Case {
  name: string;
  /** The API's query string. */
  query: string;
  /** The statements that find the page's ids, as the list asks them. */
  ids: (client: pg.Client) => Promise<string[]>;
}

interface Times {
  p50: number;
  p95: number;
}

/**
 * The list over HTTP with eight clients, at three sizes: first page, deep page, filtered, searched. Beside each the same SQL
 * through `pg` alone in the same run, and how it compares with itself at the smallest size.
 */
export async function listTimes(): Promise<Row[]> {
  const owner = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await owner.connect();
  const portal = await startPortal();
  const rows: Row[] = [];
  const atSmallest = new Map<string, Times>();
  try {
    for (const size of SIZES) {
      const { organizationId, email } = await seed(owner, size);
      const client = new PortalClient(portal.url);
      await client.signIn(email, password);
      for (const one of await casesOf(owner, organizationId)) {
        const bare = await baselineCalls(organizationId, one);
        const baseline = await measure(bare.calls);
        await bare.end();
        const times = await measure(Array.from({ length: CLIENTS }, () => httpCall(client, one.query)));
        if (size === SIZES[0]) atSmallest.set(one.name, times);
        const small = atSmallest.get(one.name) ?? times;
        rows.push({
          name: `list ${one.name} ${size.toLocaleString("en")}`,
          hires: size,
          p50Ms: times.p50,
          p95Ms: times.p95,
          baselineP50Ms: baseline.p50,
          baselineP95Ms: baseline.p95,
          ratioToBaseline: round(times.p50 / baseline.p50),
          ratioToSmallest: round(times.p50 / small.p50),
        });
      }
    }
    return rows;
  } finally {
    await portal.stop();
    await owner.end();
  }
}

async function startPortal(): Promise<{ url: string; stop: () => Promise<void> }> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const given = {
    PORT: String(port),
    APP_URL: url,
    NEXTAUTH_URL: url,
    WORKER: "off",
    SMTP_URL: "smtp://127.0.0.1:1",
    MAIL_FROM: "bench@emptrust.example",
  };
  const child = spawn(process.execPath, ["--import", "tsx", "scripts/start.ts"], {
    env: { ...process.env, ...given },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  await answering(child, `${url}/api/health/ready`);
  return {
    url,
    stop: async () => {
      child.kill("SIGTERM");
      await ended;
    },
  };
}

async function answering(child: ChildProcess, address: string): Promise<void> {
  for (let attempt = 0; attempt < 480; attempt++) {
    if (child.exitCode !== null) throw new Error(`the portal ended with ${child.exitCode}`);
    const isReady = await fetch(address).then(
      (answer) => answer.ok,
      () => false,
    );
    if (isReady) return;
    await sleep(250);
  }
  throw new Error("the portal did not start in time");
}

/** An organization of so many hires: a tenth pending, the others invited, started and on hold, with an invitation each. */
export async function seed(owner: pg.Client, size: number): Promise<{ organizationId: string; email: string }> {
  const name = `Bench ${size} ${randomUUID()}`;
  const email = `${randomUUID()}@bench.example`;
  await createUser({ organization: name, email, name: "Bench", role: "hr", password });
  const { rows } = await owner.query<{ id: string }>('SELECT "id" FROM "Organization" WHERE "name" = $1', [name]);
  const organizationId = rows[0]?.id ?? "";
  await owner.query(
    `INSERT INTO "NewHire" ("id", "organizationId", "applicationId", "candidateId", "offerId", "status", "missingFields", "firstName", "lastName",
       "personalEmail", "jobTitle", "location", "startDate", "searchText", "sortName", "createdAt", "updatedAt", "pendingSince")
     SELECT gen_random_uuid(), $1::uuid, n, n + 10000000, n + 20000000,
       (CASE WHEN n % 10 = 0 THEN 'pending' WHEN n % 10 < 3 THEN 'on_hold' WHEN n % 10 < 6 THEN 'invited' ELSE 'started' END)::"HireStatus",
       CASE WHEN n % 10 = 0 THEN ARRAY['startDate']::"HireField"[] ELSE '{}' END,
       'First' || n % 977, 'Łast' || n, 'hire' || n || '@mail.example', 'Job ' || n % 40, 'City ' || n % 25,
       (DATE '2026-01-01' + n % 700)::text, 'first' || n % 977 || ' last' || n || ' hire' || n || '@mail.example job ' || n % 40,
       'last' || n || ' first' || n % 977, now() - n * interval '1 second', now() - n * interval '1 second', now()
     FROM generate_series(1, $2::int) n`,
    [organizationId, size],
  );
  await owner.query(
    `INSERT INTO "Invitation" ("id", "organizationId", "newHireId", "status", "trigger", "sentTo", "sentAt", "tokenKeyId", "tokenHash", "expiresAt", "createdAt")
     SELECT gen_random_uuid(), "organizationId", "id", 'sent', 'automatic', "personalEmail", now(), 'k', sha256(("id"::text || $2)::bytea), now() + interval '9 days', now()
     FROM "NewHire" WHERE "organizationId" = $1 AND "status" IN ('invited', 'started')`,
    [organizationId, name],
  );
  await owner.query("VACUUM ANALYZE");
  return { organizationId, email };
}

const start = `"startKey"`;

async function casesOf(owner: pg.Client, organizationId: string): Promise<Case[]> {
  const { rows } = await owner.query<{ id: string; key: number }>(
    `SELECT "id", ${start} AS "key" FROM "NewHire" WHERE "organizationId" = $1 AND "tab" = 'pending' ORDER BY ${start}, "id"
     OFFSET (SELECT count(*) * 9 / 10 FROM "NewHire" WHERE "organizationId" = $1 AND "tab" = 'pending') LIMIT 1`,
    [organizationId],
  );
  const [place] = rows;
  if (!place) throw new Error("no pending hire");
  const cursor = encodeCursor({ sort: "startDate", id: place.id });
  const page = (conditions: string, values: unknown[]) => async (client: pg.Client) => {
    const found = await client.query<{ id: string }>(
      `SELECT "id" FROM "NewHire" WHERE "organizationId" = $1 AND ${conditions} ORDER BY ${start}, "id" LIMIT ${PAGE + 1}`,
      [organizationId, ...values],
    );
    return found.rows.slice(0, PAGE).map(({ id }) => id);
  };
  return [
    { name: "first", query: "status=pending", ids: page(`"tab" = 'pending'`, []) },
    {
      name: "deep",
      query: `status=pending&cursor=${cursor}`,
      ids: page(`"tab" = 'pending' AND (${start}, "id") > ($2, $3::uuid)`, [place.key, place.id]),
    },
    {
      name: "filtered",
      query: `status=started&location=${encodeURIComponent("City 7")}&startFrom=2026-03-01`,
      ids: page(`"tab" = 'started' AND "location" = $2 AND ${start} >= $3 AND "startDate" IS NOT NULL`, ["City 7", 20260301]),
    },
    {
      name: "searched",
      query: "status=pending&search=last990",
      ids: async (client) => {
        const matching = await client.query<{ id: string }>("SELECT matching_new_hires($1, NULL, NULL, 2001) AS id", ["%last990%"]);
        return page(`"tab" = 'pending' AND "id" = ANY($2::uuid[])`, [matching.rows.map(({ id }) => id)])(client);
      },
    },
  ];
}

type Call = () => Promise<void>;

function httpCall(client: PortalClient, query: string): Call {
  return async () => {
    const answer = await client.call("GET", `/api/new-hires?${query}&limit=${PAGE}`);
    if (answer.status !== 200) throw new Error(`${query} was answered with ${answer.status}`);
    await answer.text();
  };
}

/** The statements of one page, each client on a connection of its own, as the application's role and below row-level security. */
async function baselineCalls(organizationId: string, one: Case): Promise<{ calls: Call[]; end: () => Promise<void> }> {
  const clients = Array.from({ length: CLIENTS }, () => new pg.Client(applicationConnection(process.env.DATABASE_URL ?? "")));
  for (const client of clients) await client.connect();
  const calls = clients.map((client) => async () => {
    await client.query("BEGIN");
    await client.query("SELECT set_config('app.organization_id', $1, true)", [organizationId]);
    const ids = await one.ids(client);
    await client.query('SELECT * FROM "NewHire" WHERE "id" = ANY($1::uuid[])', [ids]);
    await client.query('SELECT * FROM "Invitation" WHERE "newHireId" = ANY($1::uuid[])', [ids]);
    await client.query('SELECT "key", sum("count") FROM "NewHireCount" GROUP BY "key"');
    await client.query("COMMIT");
  });
  return {
    calls,
    end: async () => {
      for (const client of clients) await client.end();
    },
  };
}

/** Half of the calls, and nineteen of twenty, were answered within so many milliseconds. */
async function measure(clients: readonly Call[]): Promise<Times> {
  const times: number[] = [];
  await Promise.all(
    clients.map(async (call) => {
      for (let at = 0; at < WARM_UP + CALLS_EACH; at++) {
        const began = performance.now();
        await call();
        if (at >= WARM_UP) times.push(performance.now() - began);
      }
    }),
  );
  times.sort((a, b) => a - b);
  const at = (share: number) => round(times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0);
  return { p50: at(0.5), p95: at(0.95) };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
