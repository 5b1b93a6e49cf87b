import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { Writable } from "node:stream";
import pg from "pg";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { z } from "zod";
import { testDatabase } from "@/e2e/fixtures/database";
import { connectedAdmin, connections, startGreenhouse, syncOf } from "@/e2e/fixtures/greenhouse";
import { steer } from "@/e2e/sandbox/requests";
import type { Sandbox } from "@/e2e/sandbox/server";
import { type MailServer, startMailServer } from "@/e2e/servers/mail-server";
import type { Actor } from "@/lib/auth/actor";
import { closeTransport } from "@/lib/email/transport";
import { hireFields } from "@/lib/hire-fields/fields";
import { newHireExportQuerySchema, newHireQuerySchema } from "@/lib/hires/conditions/schema";
import { newHireEditSchema } from "@/lib/hires/edit/schema";
import { exportHires } from "@/lib/hires/list/export";
import { listNewHires } from "@/lib/hires/list/list";
import { updateNewHire } from "@/lib/hires/mutations";
import type { NewHire } from "@/lib/hires/schema";
import { anyone } from "@/lib/http/access";
import { jsonBody } from "@/lib/http/bodies";
import { file, ok } from "@/lib/http/responses";
import { publicRoute } from "@/lib/http/routes";
import { inOrganization } from "@/lib/platform/db";
import { loadEnv } from "@/lib/platform/env";
import { openLogger } from "@/lib/platform/logger";
import { metrics } from "@/lib/platform/telemetry/metrics";
import { inviteMember } from "@/lib/team/mutations";
import { startWorker, stopWorker } from "@/lib/workflows/operate/worker";

testDatabase();

/** Stands in every personal value, so that wherever one comes to light it is found. */
const CANARY = "canaria";

const lines: string[] = [];
const addresses: string[] = [];
let mail: MailServer;
let greenhouse: Sandbox;

const requestSchema = z.object({ request: z.object({ path: z.string() }) });

function noteAddress(message: unknown): void {
  const sent = requestSchema.safeParse(message);
  if (sent.success) addresses.push(sent.data.request.path);
}

beforeAll(async () => {
  mail = await startMailServer();
  greenhouse = await startGreenhouse();
  Object.assign(process.env, { SMTP_URL: mail.url, MAIL_RETRY_SECONDS: "1,1", WORKER: "inline" });
  loadEnv({ mail: true });
  const sink = new Writable({
    write(chunk, _, done) {
      lines.push(String(chunk));
      done();
    },
  });
  (globalThis as { emptrustLogger?: unknown }).emptrustLogger = openLogger("trace", sink);
  subscribe("undici:request:create", noteAddress);
});

afterAll(async () => {
  await stopWorker();
  unsubscribe("undici:request:create", noteAddress);
  closeTransport();
  await Promise.all([mail.close(), greenhouse.close()]);
});

async function find(actor: Actor, search: string): Promise<NewHire | undefined> {
  const query = newHireQuerySchema.parse({ search });
  const { items } = await inOrganization(actor.organizationId, (tx) => listNewHires(tx, actor.organizationId, query));
  return items[0];
}

/** Everything that the queue keeps: what its jobs carry, and what became of them. */
async function queueContents(): Promise<string> {
  const client = new pg.Client({ connectionString: process.env.SUPERUSER_URL });
  await client.connect();
  try {
    const { rows } = await client.query("SELECT row_to_json(job)::text AS job FROM pgboss.job");
    return rows.map(({ job }) => job).join("\n");
  } finally {
    await client.end();
  }
}

const edited = publicRoute({
  operationId: "test",
  summary: "Test",
  access: anyone,
  audit: { none: "tests" },
  body: jsonBody(newHireEditSchema),
  response: ok(z.unknown()),
  handler: async ({ body }) => Promise.reject(new Error(`fails over ${JSON.stringify(body)}`)),
});

async function problemFor(changes: Record<string, string>): Promise<string> {
  const body = JSON.stringify({ version: 1, changes });
  const answer = await edited(new Request("http://localhost:3000/api/test", { method: "PATCH", body }), { params: Promise.resolve({}) });
  expect(answer.status).toBeGreaterThanOrEqual(400);
  return answer.text();
}

it("no personal value reaches a log line, a job, an address, a metric or a problem, whatever fails", async () => {
  const admin = { ...(await connectedAdmin(connections.v3)), name: `Maren ${CANARY}`, email: `maren@${CANARY}.example` };
  await startWorker();
  mail.behave("refuse-by-name");
  await steer(greenhouse, "/control/hire", { firstName: `Ida ${CANARY}`, lastName: CANARY, personalEmail: `ida@${CANARY}.test` });
  await syncOf(admin);
  await vi.waitFor(async () => expect((await find(admin, CANARY))?.invitations[0]?.status).toBe("failed"), {
    timeout: 60_000,
    interval: 200,
  });

  await steer(greenhouse, "/control/hire", { firstName: CANARY, lastName: CANARY, personalEmail: null });
  await syncOf(admin);
  const incomplete = await find(admin, `${CANARY} ${CANARY}`);
  const hire = incomplete?.status === "pending" ? incomplete : await find(admin, CANARY);
  if (!hire) throw new Error("no hire");
  const changes = Object.fromEntries(hireFields.map((field) => [field, `${CANARY} of ${field}`]));
  const edit = newHireEditSchema.parse({
    version: hire.version,
    changes: { ...changes, personalEmail: `second@${CANARY}.test`, startDate: "2099-05-03" },
  });
  await inOrganization(admin.organizationId, (tx, now) => updateNewHire(tx, admin, hire.id, edit, now));
  await expect(inOrganization(admin.organizationId, (tx, now) => updateNewHire(tx, admin, hire.id, edit, now))).rejects.toThrow();

  const member = { email: `member@${CANARY}.test`, name: `Jonas ${CANARY}`, role: "hr" } as const;
  await inOrganization(admin.organizationId, (tx, now) => inviteMember(tx, admin, member, now));
  const download = file("text/csv").write(await exportHires(admin, newHireExportQuerySchema.parse({ format: "csv" }), new Date()));
  expect(await download.text()).toContain(CANARY);
  const problems = [
    await problemFor({ ...changes, personalEmail: `${CANARY}@` }),
    await problemFor({ firstName: `<${CANARY}>`, unknown: CANARY }),
    await problemFor({ lastName: `${CANARY}\u0000` }),
    await problemFor({ firstName: CANARY }),
  ];
  // Refused, too: what became of it stands with its job.
  await vi.waitFor(async () => expect(await queueContents()).toMatch(/"name":"team-mail".*"state":"(retry|failed|completed)"/), {
    timeout: 60_000,
    interval: 500,
  });
  await stopWorker();

  expect(lines.length).toBeGreaterThan(5);
  expect(addresses.length).toBeGreaterThan(5);
  const told = { lines: lines.join(""), addresses: addresses.join("\n"), jobs: await queueContents(), problems: problems.join("\n") };
  const places = Object.entries({ ...told, metrics: await metrics().registry.metrics() });
  for (const [place, text] of places) expect(text.toLowerCase().includes(CANARY), `${place}: ${around(text)}`).toBe(false);
}, 180_000);

function around(text: string): string {
  const at = text.toLowerCase().indexOf(CANARY);
  return text.slice(Math.max(0, at - 300), at + 100);
}
