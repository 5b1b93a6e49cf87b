import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { connect, createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { TLSSocket } from "node:tls";
import pg from "pg";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type TestCertificate, testCertificate } from "@/e2e/fixtures/certificate";
import { testDatabase } from "@/e2e/fixtures/database";
import { freePort } from "@/lib/embedded-database/database";
import { applicationConnection } from "@/lib/platform/database/connection";
import { isDatabaseUnavailable } from "@/lib/platform/database/errors";

testDatabase();

let proxy: Server;
let isFrozen: boolean;
let pool: pg.Pool;
const sockets = new Set<Socket>();

beforeEach(async () => {
  isFrozen = false;
  const target = new URL(process.env.DATABASE_URL ?? "");
  // Frozen, it keeps its connections and passes nothing on, as a stopped server or a firewall that forgot them does.
  proxy = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(from);
      from.on("data", (chunk) => isFrozen || to.write(chunk));
      from.on("error", () => {});
      from.on("close", () => to.destroy());
    }
  });
  const through = new URL(target);
  through.port = String(await freePort());
  await new Promise<void>((listening) => proxy.listen(Number(through.port), through.hostname, listening));
  pool = new pg.Pool({ ...applicationConnection(through.href, { silenceSeconds: 1 }), max: 2, connectionTimeoutMillis: 1_000 });
  pool.on("error", () => {});
});

afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  sockets.clear();
  await pool.end();
  proxy.close();
});

it("a query fails when the database says nothing, and the pool works again once it does", async () => {
  await pool.query("SELECT 1");
  isFrozen = true;
  const failed = await pool.query("SELECT 2").catch((error: unknown) => error);
  expect(isDatabaseUnavailable(failed)).toBe(true);
  expect(isDatabaseUnavailable(await pool.query("SELECT 3").catch((error: unknown) => error))).toBe(true);
  isFrozen = false;
  expect((await pool.query("SELECT 4 AS four")).rows).toEqual([{ four: 4 }]);
});

it("a connection that waits idle stays, and so does one whose query takes its time within the limit", async () => {
  const { rows } = await pool.query("SELECT pg_backend_pid() AS pid");
  await sleep(2_500);
  expect((await pool.query("SELECT pg_backend_pid() AS pid")).rows).toEqual(rows);
  expect((await pool.query("SELECT pg_sleep(0.8)")).rowCount).toBe(1);
});

it("a session has limits for a statement, a lock and an idle transaction", async () => {
  const { rows } = await pool.query(
    "SELECT name, setting::int > 0 AS limited FROM pg_settings WHERE name IN ('statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout')",
  );
  expect(rows).toHaveLength(3);
  expect(rows.every(({ limited }) => limited)).toBe(true);
});

/** Takes connections over TLS, as PostgreSQL's protocol begins it (SSLRequest, answered with S), in front of the database. */
async function encryptedDatabase({ cert, key }: TestCertificate): Promise<{ address: URL; close: () => void }> {
  const target = new URL(process.env.DATABASE_URL ?? "");
  const server = createServer((client) => {
    client.on("error", () => {});
    client.once("data", () => {
      client.write("S");
      const secured = new TLSSocket(client, { isServer: true, cert, key });
      const upstream = connect(Number(target.port), target.hostname);
      secured.on("error", () => upstream.destroy()).pipe(upstream);
      upstream.on("error", () => {}).pipe(secured);
    });
  });
  const address = new URL(target);
  address.hostname = "localhost";
  address.port = String(await freePort());
  server.listen(Number(address.port), "127.0.0.1");
  await once(server, "listening");
  return { address, close: () => server.close() };
}

it("sslmode=verify-full works with a certificate that sslrootcert vouches for, and with no other", async () => {
  const [own, foreign] = await Promise.all([testCertificate(), testCertificate()]);
  const { address, close } = await encryptedDatabase(own);
  const folder = await mkdtemp(join(tmpdir(), "certificate-"));
  const ask = async ({ cert }: TestCertificate) => {
    const sslrootcert = join(folder, "authority.pem");
    await writeFile(sslrootcert, cert);
    address.search = new URLSearchParams({ sslmode: "verify-full", sslrootcert }).toString();
    const encrypted = new pg.Pool({ ...applicationConnection(address.href), max: 1, connectionTimeoutMillis: 5_000 });
    return encrypted.query("SELECT 1 AS one").finally(() => encrypted.end());
  };
  expect((await ask(own)).rows).toEqual([{ one: 1 }]);
  await expect(ask(foreign)).rejects.toMatchObject({ code: "DEPTH_ZERO_SELF_SIGNED_CERT" });
  close();
  await rm(folder, { recursive: true });
});
