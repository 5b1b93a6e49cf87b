import { randomUUID } from "node:crypto";
import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, it } from "vitest";
import { testDatabase } from "@/e2e/fixtures/database";
import { makeOrganization } from "@/e2e/fixtures/hires";
import { verifyAuditChain } from "@/lib/audit/chain";
import { recordAudits } from "@/lib/audit/mutations";
import { inOrganization, type OrganizationId } from "@/lib/platform/db";
import { loadEnv } from "@/lib/platform/env";
import { runAuditClock } from "@/lib/workflows/operate/audit-clock";

testDatabase();

const token = "token-of-the-audit-stream";
const secret = "Wilhelmina";
let server: Server;
let status: number;
let received: { authorization: string | undefined; body: string }[];
let organizationId: OrganizationId;

beforeEach(async () => {
  received = [];
  status = 200;
  server = createServer(async (request, response) => {
    received.push({ authorization: request.headers.authorization, body: await text(request) });
    response.writeHead(status).end();
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  stream(`http://127.0.0.1:${(server.address() as AddressInfo).port}/audit`);
  organizationId = await makeOrganization();
  await write();
});

afterEach(async () => {
  await new Promise((closed) => server.close(closed));
});

function stream(target: string): void {
  process.env.AUDIT_STREAM = target;
  process.env.AUDIT_STREAM_TOKEN = token;
  loadEnv({ mail: false });
}

function write(): Promise<unknown> {
  return inOrganization(organizationId, (tx) =>
    recordAudits(tx, [
      {
        organizationId,
        actor: { id: randomUUID(), name: "Maren Olsen" },
        action: "new_hire.edited",
        subject: `new_hire:${randomUUID()}`,
        changes: { firstName: ["Ida", secret] },
      },
    ]),
  );
}

const turn = () => runAuditClock(new AbortController().signal);
const entriesIn = (lines: string) =>
  lines
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line))
    .filter((entry) => entry.organizationId === organizationId);

it("seals what was written, and streams each entry with its link, in order, and no value of a person", async () => {
  await write();
  await turn();
  await write();
  await turn();
  await turn();
  const entries = received.flatMap(({ body }) => entriesIn(body));
  expect(entries.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
  expect(entries[0]).toMatchObject({
    action: "new_hire.edited",
    actor: "Maren Olsen",
    fields: ["firstName"],
    hash: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  expect(received.every(({ authorization }) => authorization === `Bearer ${token}`)).toBe(true);
  expect(JSON.stringify(received)).not.toContain(secret);
  expect(await inOrganization(organizationId, verifyAuditChain)).toEqual({ sealed: 3, unsealed: 0, broken: null });
});

it("keeps what a stream does not take, and hands it over when it does", async () => {
  status = 503;
  await turn();
  expect(await inOrganization(organizationId, verifyAuditChain)).toMatchObject({ sealed: 1 });
  status = 200;
  received = [];
  await turn();
  expect(received.flatMap(({ body }) => entriesIn(body)).map(({ sequence }) => sequence)).toEqual([1]);
});

it("writes to a file that its user alone may read", async () => {
  const folder = await mkdtemp(join(tmpdir(), "audit-stream-"));
  const file = join(folder, "audit.jsonl");
  stream(pathToFileURL(file).href);
  await turn();
  await write();
  await turn();
  expect(entriesIn(await readFile(file, "utf8")).map(({ sequence }) => sequence)).toEqual([1, 2]);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  await rm(folder, { recursive: true });
});
