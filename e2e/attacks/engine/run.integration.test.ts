import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Attack, calling } from "@/e2e/attacks/engine/attack";
import { announce, call, raw } from "@/e2e/attacks/engine/client";
import { Tables } from "@/e2e/attacks/engine/fingerprint";
import { TYPED } from "@/e2e/attacks/engine/leaks";
import { attempt } from "@/e2e/attacks/engine/run";
import type { Scene } from "@/e2e/attacks/engine/scene";
import { testDatabase } from "@/e2e/fixtures/database";

// A portal with a hole for each thing that an attack must not find.

testDatabase();

const secret = "the-secret-of-this-portal";
const theirs = "Isolde Vantreese";
const problem = { code: "forbidden" };
let log = "";
let scene: Scene;
let server: Server;
let client: pg.Client;

const writing = `INSERT INTO "Organization" (id, name) VALUES (gen_random_uuid(), gen_random_uuid()::text)`;
/** A row is changed and its number stays. */
const changing = `UPDATE "Organization" SET name = gen_random_uuid()::text`;
const counting = `INSERT INTO "RateLimit" (key, points) VALUES (gen_random_uuid()::text, 1)`;

type Hole = () => Promise<{ body?: string; headers?: Record<string, string> }>;
const sql =
  (statement: string): Hole =>
  async () => {
    await client.query(statement);
    return {};
  };
const logging =
  (line: object): Hole =>
  async () => {
    log += `${JSON.stringify(line)}\n`;
    return {};
  };
const holes: Record<string, Hole> = {
  "/whole": async () => ({}),
  "/counts": sql(counting),
  "/writes": sql(writing),
  "/changes": sql(changing),
  "/tells": async () => ({ body: JSON.stringify({ ...problem, detail: `${theirs} is not yours` }) }),
  "/tells-in-a-header": async () => ({ headers: { location: `/?secret=${secret}` } }),
  "/shows-a-stack": async () => ({ body: JSON.stringify({ ...problem, detail: new Error("a").stack }) }),
  "/shows-sql": async () => ({ body: JSON.stringify({ ...problem, detail: 'SELECT "a" FROM "User"' }) }),
  "/repeats": async () => ({ body: JSON.stringify({ ...problem, detail: TYPED }) }),
  "/logs-no-refusal": async () => ({ headers: { "x-request-id": "00000000-1" } }),
  "/logs-a-person": logging({ level: 30, name: theirs }),
  "/logs-what-was-typed": logging({ level: 30, email: TYPED }),
  "/logs-a-failure": logging({ level: 50, msg: "request failed" }),
};

beforeAll(async () => {
  client = new pg.Client({ connectionString: process.env.SUPERUSER_URL ?? "" });
  await client.connect();
  await client.query(writing);
  server = createServer(async (request, response) => {
    const { body, headers } = (await holes[request.url ?? ""]?.()) ?? {};
    response.writeHead(403, { "content-type": "application/problem+json", ...headers });
    response.end(body ?? JSON.stringify(problem));
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const parts = {
    origin,
    tables: await Tables.open(process.env.SUPERUSER_URL ?? ""),
    canaries: { secrets: { "a secret": secret }, theirs: { "their hire": theirs }, ours: {} },
    log: () => log,
    call: (line: string) => call(origin, line),
    raw: (written: string) => raw(origin, written),
    address: () => "198.51.100.1",
  };
  // Who is in the organizations is for the attacks to know; the runner looks at none of it.
  scene = parts as Partial<Scene> as Scene;
});

afterAll(async () => {
  await scene.tables.close();
  await client.end();
  server.close();
});

const at = (path: string, more: Partial<Attack> = {}) =>
  attempt("test", { ...calling(path, "403 forbidden", `GET ${path}`), ...more }, scene);

it.each([
  ["/whole", []],
  ["/counts", []],
  ["/writes", ["it wrote to Organization"]],
  ["/changes", ["it wrote to Organization"]],
  ["/tells", ["the answer holds their hire"]],
  ["/tells-in-a-header", ["the headers hold a secret"]],
  ["/shows-sql", ["the answer shows SQL"]],
  ["/repeats", ["the problem repeats what was typed"]],
  ["/logs-no-refusal", ["the log does not say that it was refused"]],
  ["/logs-a-person", ["the log holds their hire"]],
  ["/logs-what-was-typed", ["the log repeats what was typed"]],
  ["/logs-a-failure", ['the portal logged a failure of its own: {"level":50,"msg":"request failed"}']],
])("a portal with a hole at %s is found out", async (path, faults) => {
  expect((await at(path)).faults).toEqual(faults);
});

it("finds out a stack, wherever its lines end", async () => {
  expect((await at("/shows-a-stack")).faults).toContain("the answer shows a stack");
});

it("does not take another answer, another code or another field for the one that is expected", async () => {
  expect((await at("/whole", { answer: "403 cross_origin" })).faults).toHaveLength(1);
  expect((await at("/whole", { answer: "40" })).faults).toHaveLength(1);
  expect((await at("/whole", { answer: "403 forbidden email" })).faults).toHaveLength(1);
});

it("lets an attack write only to what it names, and only what holds for it", async () => {
  expect((await at("/writes", { moves: { Organization: "the test's" } })).faults).toEqual([]);
  expect((await at("/writes", { moves: { User: "the test's" } })).faults).toEqual(["it wrote to Organization"]);
  expect((await at("/whole", { holds: async () => "two came through" })).faults).toEqual(["two came through"]);
  expect((await at("/whole", { holds: () => Promise.reject(new Error("a")) })).faults).toHaveLength(1);
});

it("counts no answer as none that holds", async () => {
  const gone = { send: () => call("http://127.0.0.1:1", "GET /") };
  expect(await at("/whole", gone)).toMatchObject({ answered: "nothing", faults: [expect.stringContaining("no answer")] });
});

it("reads the answer to a body that was announced and never sent", async () => {
  expect((await announce(scene.origin, "POST /whole", 1_000, {})).status).toBe(403);
});
