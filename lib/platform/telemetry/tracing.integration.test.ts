import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { testDatabase } from "@/e2e/fixtures/database";
import { connectedAdmin, connections, startGreenhouse } from "@/e2e/fixtures/greenhouse";
import { actorOf, draftOf, makeOrganization, takeIn } from "@/e2e/fixtures/hires";
import type { Sandbox } from "@/e2e/sandbox/server";
import { type MailServer, startMailServer } from "@/e2e/servers/mail-server";
import { sendInvitation } from "@/lib/hires/mutations";
import { anyone } from "@/lib/http/access";
import { noContent } from "@/lib/http/responses";
import { publicRoute } from "@/lib/http/routes";
import { inOrganization } from "@/lib/platform/db";
import { loadEnv } from "@/lib/platform/env";
import { asHireId } from "@/lib/platform/ids";
import { logContext } from "@/lib/platform/telemetry/log-context";
import { startTracing, stopTracing } from "@/lib/platform/telemetry/tracing";
import { startWorker, stopWorker } from "@/lib/workflows/operate/worker";

testDatabase();

const exported = z.object({
  resourceSpans: z.array(
    z.object({
      scopeSpans: z.array(
        z.object({
          spans: z.array(
            z.object({
              traceId: z.string(),
              name: z.string(),
              parentSpanId: z.string().optional(),
              attributes: z.array(z.object({ key: z.string(), value: z.record(z.string(), z.unknown()) })),
              events: z.array(z.unknown()).optional(),
              status: z.object({ message: z.string().optional() }),
            }),
          ),
        }),
      ),
    }),
  ),
});
type Span = z.infer<typeof exported>["resourceSpans"][number]["scopeSpans"][number]["spans"][number];

const spans: Span[] = [];
const bodies: string[] = [];
/** A collector, as far as OTLP/HTTP goes. */
const collector = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const body = Buffer.concat(chunks).toString("utf8");
    bodies.push(body);
    for (const { scopeSpans } of exported.parse(JSON.parse(body)).resourceSpans) {
      for (const scope of scopeSpans) spans.push(...scope.spans);
    }
    response.writeHead(200, { "content-type": "application/json" }).end("{}");
  });
});

let mail: MailServer;
let sandbox: Sandbox;

beforeAll(async () => {
  await new Promise<void>((listening) => collector.listen(0, "127.0.0.1", listening));
  sandbox = await startGreenhouse();
  mail = await startMailServer();
  process.env.SMTP_URL = mail.url;
  process.env.OTEL_EXPORTER_OTLP_ENDPOINT = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
  loadEnv({ mail: true });
  await startTracing();
  await startWorker();
});

afterAll(async () => {
  await stopWorker();
  await stopTracing();
  delete process.env.OTEL_EXPORTER_OTLP_ENDPOINT;
  loadEnv({ mail: true });
  await Promise.all([mail.close(), sandbox.close()]);
  await new Promise((closed) => collector.close(closed));
});

const shared = { summary: "Test", access: anyone, audit: { none: "tests" } } as const;

async function mailsReach(count: number): Promise<void> {
  while (mail.received.length < count) await sleep(50);
}

/** The names of the spans in the trace that an operation began. */
async function namesInTraceOf(operation: string): Promise<Set<string>> {
  for (;;) {
    const begun = spans.find(({ name }) => name === operation);
    const names = new Set(spans.filter(({ traceId }) => traceId === begun?.traceId).map(({ name }) => name));
    if (begun && names.has("email handover")) return names;
    await sleep(100);
  }
}

it("one trace covers the click, the job and the mail", async () => {
  const organizationId = await makeOrganization();
  const [hireId] = await takeIn(organizationId, [draftOf(1)]);
  let logged: string | undefined;
  await mailsReach(1);
  const click = publicRoute({
    ...shared,
    operationId: "testClick",
    response: noContent(),
    handler: async () => {
      logged = logContext().traceId;
      await inOrganization(organizationId, (tx, now) => sendInvitation(tx, actorOf(organizationId), asHireId(hireId), now));
    },
  });
  const response = await click(new Request("http://localhost/api/test?secret=hunter2", { method: "POST" }), {
    params: Promise.resolve({}),
  });
  expect(response.status).toBe(204);
  await mailsReach(2);
  const names = await namesInTraceOf("testClick");
  expect(names).toContain("insert deliver-invitation");
  expect(names).toContain("process deliver-invitation");
  expect(logged).toBe(spans.find(({ name }) => name === "testClick")?.traceId);
});

it("continues the trace that the headers name, and begins one of its own without", async () => {
  const click = publicRoute({ ...shared, operationId: "testContinued", response: noContent(), handler: async () => {} });
  const traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
  for (const headers of [{ traceparent }, { traceparent: "00-nonsense" }, {}] as Record<string, string>[]) {
    await click(new Request("http://localhost/api/test", { method: "POST", headers }), { params: Promise.resolve({}) });
  }
  const continued = () => spans.filter(({ name }) => name === "testContinued");
  while (continued().length < 3) await sleep(100);
  expect(continued().filter(({ traceId }) => traceId === traceparent.split("-")[1])).toHaveLength(1);
  expect(new Set(continued().map(({ traceId }) => traceId)).size).toBe(3);
});

it("one trace covers the listing of Greenhouse, the run, the job and the mail", async () => {
  const before = mail.received.length;
  const connect = publicRoute({
    ...shared,
    operationId: "testConnect",
    response: noContent(),
    handler: async () => {
      await connectedAdmin(connections.v3);
    },
  });
  await connect(new Request("http://localhost/api/test", { method: "POST" }), { params: Promise.resolve({}) });
  await mailsReach(before + 1);
  const names = await namesInTraceOf("testConnect");
  // Deliveries of several jobs at once belong to no one's trace; each of them continues its own.
  for (const name of ["process sync-organization", "greenhouse request", "insert deliver-invitation", "delivery"]) {
    expect(names).toContain(name);
  }
});

it("no span carries an address, a name, a query string, a message or a stack", () => {
  const sent = bodies.join("\n");
  const people = mail.received.flatMap(({ to }) => to);
  expect(people.length).toBeGreaterThan(1);
  for (const address of [...people, "hunter2", "Ida", "Northwind", "cursor=", "node_modules"]) expect(sent).not.toContain(address);
  expect(spans.flatMap(({ events = [] }) => events)).toEqual([]);
  expect(spans.filter(({ status }) => status.message)).toEqual([]);
});
