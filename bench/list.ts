import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { Pool } from "undici";
import type { Row } from "@/bench/import";
import { createUser } from "@/lib/auth/users";
import { freePort } from "@/lib/embedded-database/database";
import { bulkActionsUnderWay } from "@/lib/hires/bulk/data";
import { encodeCursor } from "@/lib/hires/list/cursor";
import { listNewHires } from "@/lib/hires/list/list";
import { newHireQuerySchema } from "@/lib/hires/schema";
import { applicationConnection, asOrganizationId, findSessionUser, inOrganization, type OrganizationId } from "@/lib/platform/db";
import { PortalClient } from "@/scripts/portal-client";

const CLIENTS = 8;
const CALLS_EACH = 25;
// A portal that has just started compiles its own code first.
const WARM_UP = 25;
const PAGE = 50;
const SIZES = [1_000, 100_000, 1_000_000];
const password = "measured, never used by anybody";

interface Case {
  name: string;
  /** The API's query string. */
  query: string;
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
  const connections = new Pool(portal.url, { connections: CLIENTS });
  const rows: Row[] = [];
  const atSmallest = new Map<string, Times>();
  try {
    for (const size of SIZES) {
      const { caller, email } = await seed(owner, size);
      const client = new PortalClient(portal.url);
      await client.signIn(email, password);
      for (const one of await casesOf(owner, caller)) {
        const bare = await baselineCalls(caller, one);
        const baseline = await measure(bare.calls);
        await bare.end();
        const times = await measure(Array.from({ length: CLIENTS }, () => httpCall(connections, client, one.query)));
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
    await connections.close();
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

/** Who asks for the list. */
interface Caller {
  organizationId: OrganizationId;
  userId: string;
}

// So many pending hires bear the name that is searched for, and each page of the list is full, whatever the organization's size: what is
// compared with itself at the smallest size must show as much.
const NAMESAKES = 60;
const searched = "Seldom";
const city = "City 3";

/**
 * An organization of so many hires: a tenth pending, the others invited, started and on hold, with an invitation each. Start dates,
 * cities and jobs have nothing to do with one another.
 */
async function seed(owner: pg.Client, size: number): Promise<{ caller: Caller; email: string }> {
  const name = `Bench ${size} ${randomUUID()}`;
  const email = `${randomUUID()}@bench.example`;
  await createUser({ organization: name, email, name: "Bench", role: "hr", password });
  const { rows } = await owner.query<{ id: string; organizationId: string }>(
    'SELECT "id", "organizationId" FROM "User" WHERE "email" = $1',
    [email],
  );
  const [user] = rows;
  if (!user) throw new Error("no user was made");
  await owner.query(
    `INSERT INTO "NewHire" ("id", "organizationId", "applicationId", "candidateId", "offerId", "status", "missingFields", "firstName", "lastName",
       "personalEmail", "jobTitle", "location", "startDate", "searchText", "sortName", "createdAt", "updatedAt", "pendingSince")
     SELECT gen_random_uuid(), $1::uuid, n, n + 10000000, n + 20000000,
       (CASE WHEN n % 10 = 0 THEN 'pending' WHEN n % 10 < 3 THEN 'on_hold' WHEN n % 10 < 6 THEN 'invited' ELSE 'started' END)::"HireStatus",
       CASE WHEN n % 10 = 0 THEN ARRAY['startDate']::"HireField"[] ELSE '{}' END,
       first, last, 'hire' || n || '@mail.example', 'Job ' || (spread >> 8) % 40, 'City ' || (spread >> 16) % 5,
       (DATE '2026-01-01' + spread % 700)::text, lower(first || ' ' || last) || ' hire' || n || '@mail.example job ' || (spread >> 8) % 40,
       lower(last || ' ' || first), now() - n * interval '1 second', now() - n * interval '1 second', now()
     FROM (
       SELECT n, hashint4(n) & 2147483647 AS spread, 'First' || n % 977 AS first,
         CASE WHEN n % 10 = 0 AND n <= $3 * 10 THEN $4 || n ELSE 'Last' || n END AS last
       FROM generate_series(1, $2::int) n
     ) people`,
    [user.organizationId, size, NAMESAKES, searched],
  );
  await owner.query(
    `INSERT INTO "Invitation" ("id", "organizationId", "newHireId", "status", "trigger", "sentTo", "sentAt", "tokenKeyId", "tokenHash", "expiresAt", "createdAt")
     SELECT gen_random_uuid(), "organizationId", "id", 'sent', 'automatic', "personalEmail", now(), 'k', sha256(("id"::text || $2)::bytea), now() + interval '9 days', now()
     FROM "NewHire" WHERE "organizationId" = $1 AND "status" IN ('invited', 'started')`,
    [user.organizationId, name],
  );
  await owner.query("VACUUM ANALYZE");
  return { caller: { organizationId: asOrganizationId(user.organizationId), userId: user.id }, email };
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
    { name: "searched", query: `status=pending&search=${searched}` },
  ];
}

type Call = () => Promise<void>;

// The answer is taken compressed, as a browser asks for it, and not unpacked: that is the work of somebody else's machine.
function httpCall(connections: Pool, { cookie }: PortalClient, query: string): Call {
  const request = { method: "GET", path: `/api/new-hires?${query}&limit=${PAGE}`, headers: { cookie, "accept-encoding": "gzip" } } as const;
  return async () => {
    const { statusCode, body } = await connections.request(request);
    await body.arrayBuffer();
    if (statusCode !== 200) throw new Error(`${query} was answered with ${statusCode}`);
  };
}

interface Statement {
  name: string;
  text: string;
  values: unknown[];
}

/** The statements that a portal which has sent them before sends for one page of the list, taken down as they leave. */
async function statementsOf({ organizationId, userId }: Caller, query: string): Promise<Statement[]> {
  const asked = newHireQuerySchema.parse({ ...Object.fromEntries(new URLSearchParams(query)), limit: PAGE });
  const ask = async () => {
    await findSessionUser(organizationId, userId);
    return inOrganization(organizationId, async (tx) => {
      await bulkActionsUnderWay(tx);
      return (await listNewHires(tx, organizationId, asked)).items;
    });
  };
  // Statements are prepared once they come again.
  await ask();
  const statements: Statement[] = [];
  const client: { query(statement: Statement, ...rest: unknown[]): unknown } = pg.Client.prototype;
  const send = client.query;
  client.query = function (statement, ...rest) {
    const { name, text, values } = statement;
    statements.push({ name, text, values });
    return send.call(this, statement, ...rest);
  };
  try {
    const items = await ask();
    if (items.length !== PAGE) throw new Error(`${query} has ${items.length} hires, not a full page`);
    return statements;
  } finally {
    client.query = send;
  }
}

/** The same statements through `pg`, each client on a connection of its own, as the application's role and below row-level security. */
async function baselineCalls(caller: Caller, { query }: Case): Promise<{ calls: Call[]; end: () => Promise<void> }> {
  const statements = await statementsOf(caller, query);
  const clients = Array.from({ length: CLIENTS }, () => new pg.Client(applicationConnection(process.env.DATABASE_URL ?? "")));
  for (const client of clients) await client.connect();
  const calls = clients.map((client) => async () => {
    for (const statement of statements) await client.query(statement);
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
