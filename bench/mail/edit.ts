import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createTransport } from "nodemailer";
import { quantile, round } from "@/bench/figures";
import { MailSink } from "@/bench/mail/sink";
import { startPortalAnywhere } from "@/bench/portal";
import type { Row } from "@/bench/results";
import { draftOf, makeOrganization, takeIn } from "@/e2e/fixtures/hires";
import { createUser } from "@/lib/auth/accounts/operator";
import { inOrganization, type OrganizationId } from "@/lib/platform/db";
import { PortalClient } from "@/scripts/portal/client";

const EDITS = 100;
// A portal that has just started compiles its own code first.
const WARM_UP = 20;
const password = "for benchmarks only, never a real password";

/**
 * How long it takes from HR's request that completes a record until the mail server has the invitation, over HTTP and one after the other.
 * Beside it a request of the same size to a server that does nothing, followed by one email of the same bytes through nodemailer.
 */
export async function editToMail(): Promise<Row> {
  const sink = await MailSink.start();
  const { url, stop } = await startPortalAnywhere({ SMTP_URL: sink.url, MAIL_PER_MINUTE: "1000000" });
  try {
    const email = `${randomUUID()}@bench.example`;
    const organization = `Bench ${randomUUID()}`;
    const bodies = await pendingHires(await makeOrganization(organization));
    await createUser({ organization, email, name: "Bench", role: "hr", password });
    const client = new PortalClient(url);
    await client.signIn(email, password);
    const times: number[] = [];
    let message = "";
    for (const { id, body } of bodies) {
      const began = performance.now();
      const { message: sent } = await sink.during(1, async () => {
        const response = await client.call("PATCH", `/api/new-hires/${id}`, body);
        if (!response.ok) throw new Error(`an edit was answered with ${response.status}: ${await response.text()}`);
      });
      times.push(performance.now() - began);
      message = sent;
    }
    const baseline = await bareTimes(sink, JSON.stringify(bodies[0]?.body), message);
    const [p95Ms, baselineP95Ms] = [quantile(times.slice(WARM_UP), 0.95), quantile(baseline.slice(WARM_UP), 0.95)];
    return {
      name: "edit-to-mail",
      edits: EDITS,
      p50Ms: quantile(times.slice(WARM_UP), 0.5),
      p95Ms,
      baselineP50Ms: quantile(baseline.slice(WARM_UP), 0.5),
      baselineP95Ms,
      p95AboveBaselineMs: round(p95Ms - baselineP95Ms),
    };
  } finally {
    await stop();
    await sink.close();
  }
}

/** Makes hires who lack a start date, and returns the edits that complete them. */
async function pendingHires(organizationId: OrganizationId): Promise<{ id: string; body: object }[]> {
  const ids = await takeIn(
    organizationId,
    Array.from({ length: WARM_UP + EDITS }, (_, at) => draftOf(at + 1, { startDate: null })),
  );
  const rows = await inOrganization(organizationId, (tx) =>
    tx.newHire.findMany({ where: { id: { in: ids } }, select: { id: true, version: true } }),
  );
  return rows.map(({ id, version }) => ({ id, body: { version, changes: { startDate: "2099-05-03" }, take: [], keep: [] } }));
}

async function bareTimes(sink: MailSink, body: string, message: string): Promise<number[]> {
  const server = createServer((request, response) => {
    request.resume().once("end", () => response.end("{}"));
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  const transport = createTransport({ url: sink.url, pool: true });
  const raw = Buffer.from(message, "latin1");
  const times: number[] = [];
  for (let at = 0; at < WARM_UP + EDITS; at++) {
    const began = performance.now();
    await sink.during(1, async () => {
      await (await fetch(`http://127.0.0.1:${port}/`, { method: "PATCH", body })).text();
      await transport.sendMail({ envelope: { from: "bench@emptrust.example", to: "hire@mail.example" }, raw });
    });
    times.push(performance.now() - began);
  }
  transport.close();
  server.closeAllConnections();
  server.close();
  return times;
}
