import type { AddressInfo } from "node:net";
import { connect } from "node:tls";
import { createTransport } from "nodemailer";
import { Agent, fetch } from "undici";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TestCertificate, testCertificate } from "@/e2e/fixtures/certificate";
import { testDatabase } from "@/e2e/fixtures/database";
import { listenForBounces } from "@/lib/email/bounces/listener";
import { returnPathOf } from "@/lib/email/return-path";
import { freePort } from "@/lib/embedded-database/database";
import { loadEnv } from "@/lib/platform/env";
import { metricsRoute } from "@/lib/platform/paths/service";
import { serveMetrics } from "@/scripts/portal/metrics-server";
import { webServer } from "@/scripts/portal/web-server";

testDatabase();

let identity: TestCertificate;

beforeAll(async () => {
  identity = await testCertificate();
  process.env.TLS_CERTIFICATE = identity.cert;
  process.env.TLS_KEY = identity.key;
  process.env.METRICS_TOKEN = "a token of the tests and no others";
  loadEnv({ mail: false });
});

afterAll(() => {
  delete process.env.TLS_CERTIFICATE;
  delete process.env.TLS_KEY;
  delete process.env.METRICS_TOKEN;
  loadEnv({ mail: false });
});

const trusting = () => new Agent({ connect: { ca: identity.cert } });

describe("with a certificate", () => {
  it("pages are served over TLS 1.2 and newer, and not without", async () => {
    const server = webServer({}, (_, response) => response.end("served"));
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    const { port } = server.address() as AddressInfo;
    const address = `localhost:${port}`;
    const answer = await fetch(`https://${address}/`, { dispatcher: trusting() });
    expect(await answer.text()).toBe("served");
    await expect(fetch(`https://${address}/`)).rejects.toMatchObject({ cause: { code: "DEPTH_ZERO_SELF_SIGNED_CERT" } });
    await expect(fetch(`http://${address}/`)).rejects.toThrow();
    const old = connect({ port, host: "localhost", ca: identity.cert, maxVersion: "TLSv1.1", minVersion: "TLSv1" });
    await expect(new Promise((connected, failed) => old.once("secureConnect", connected).once("error", failed))).rejects.toThrow();
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  });

  it("a worker's figures are served over TLS", async () => {
    const port = await freePort();
    const close = await serveMetrics(port);
    const headers = { authorization: `Bearer ${process.env.METRICS_TOKEN}` };
    const answer = await fetch(`https://localhost:${port}${metricsRoute}`, { dispatcher: trusting(), headers });
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain("emptrust_");
    await close();
  });

  it("reports about deliveries are taken over STARTTLS, and refused without", async () => {
    const taken: (string | null)[] = [];
    const listener = await listenForBounces({ protocol: "smtp", host: "127.0.0.1", port: await freePort() }, async ({ envelopeTo }) => {
      taken.push(envelopeTo);
    });
    const to = returnPathOf("019a0000-0000-7000-8000-000000000001", "portal@mail.test");
    const report = { from: "", to, text: "A report" };
    const envelope = { from: "", to };
    const connection = { host: "127.0.0.1", port: listener.port, secure: false };
    const plain = createTransport({ ...connection, ignoreTLS: true });
    await expect(plain.sendMail({ ...report, envelope })).rejects.toMatchObject({ responseCode: 530 });
    const encrypted = createTransport({ ...connection, requireTLS: true, tls: { ca: identity.cert } });
    await encrypted.sendMail({ ...report, envelope });
    expect(taken).toEqual([to]);
    await listener.close();
  });
});
