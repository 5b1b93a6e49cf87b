import { createHmac } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { quantile } from "@/bench/figures";
import { Process } from "@/bench/process";
import type { Row } from "@/bench/results";
import { connectedAdmin, connections, pointAt, syncOf } from "@/e2e/fixtures/greenhouse";
import { type MailServer, startMailServer } from "@/e2e/servers/mail-server";
import { inOrganization } from "@/lib/platform/db";
import { loadEnv } from "@/lib/platform/env";
import { makeWebhookSecret } from "@/lib/workflows/connect/connect-greenhouse";
import { receiveWebhook } from "@/lib/workflows/sync/receive-webhook";

/** The keys of the large account, and how many hires it has. */
export interface ImportsOrder {
  keys: string[];
  hires: number;
}

const IMPORTS = 200;
const HIRES_EACH = 3_000;
const SAMPLES = 40;

/**
 * The seconds from a hire in an organization that was idle, which Greenhouse announces at once, to the mail at the mail server, while one
 * worker on one core has 200 large imports under way at Harvest v1's rate limit. Beside it the same before the imports began.
 */
export async function starve(): Promise<Row> {
  const keys = Array.from({ length: IMPORTS }, (_, at) => `import-key-${String(at).padStart(4, "0")}-0123456789abcdef`);
  const greenhouse = new Process("imports-greenhouse-process.ts");
  pointAt(await greenhouse.ask<string>({ keys, hires: HIRES_EACH } satisfies ImportsOrder));
  const mail = await startMailServer();
  process.env.SMTP_URL = mail.url;
  loadEnv({ mail: true });
  const database = new pg.Client({ connectionString: process.env.SUPERUSER_URL });
  await database.connect();
  const worker = new Process("worker-process.ts", 0);
  try {
    const idle = await connectedAdmin({ ...connections.v1, inviteFrom: "2020-01-01" });
    await syncOf(idle);
    const webhook = await inOrganization(idle.organizationId, (tx) => makeWebhookSecret(tx, idle));
    const announce = () => announceHire(webhook);
    await worker.ask("start");
    const alone = await hireToMail(greenhouse, announce, mail);
    // The imported hires get no email: the cost of email is not measured here.
    for (const apiKey of keys) await connectedAdmin({ apiVersion: "v1", apiKey, inviteFrom: "2099-01-01" });
    await underWay(database);
    const among = await hireToMail(greenhouse, announce, mail);
    const { rows } = await database.query(`SELECT count(*)::int AS running FROM "SyncRun" WHERE "status" = 'running'`);
    await worker.ask("stop");
    return {
      name: "starve",
      imports: rows[0].running,
      samples: SAMPLES,
      p50Seconds: quantile(among, 0.5),
      p95Seconds: quantile(among, 0.95),
      baselineP50Seconds: quantile(alone, 0.5),
      baselineP95Seconds: quantile(alone, 0.95),
    };
  } finally {
    await worker.end();
    await database.end();
    await mail.close();
    await greenhouse.end();
  }
}

/** Waits until all imports have read people. */
async function underWay(database: pg.Client): Promise<void> {
  for (;;) {
    const { rows } = await database.query(
      `SELECT count(*)::int AS begun FROM "SyncRun" WHERE "status" = 'running' AND "candidatesFetched" > 0`,
    );
    if (rows[0].begun >= IMPORTS) return;
    await sleep(500);
  }
}

/** Delivers what Greenhouse announces of a hire. */
async function announceHire({ url, secret }: { url: string; secret: string }): Promise<void> {
  const body = Buffer.from(JSON.stringify({ action: "hire_candidate", payload: {} }));
  const signature = `sha256 ${createHmac("sha256", secret).update(body).digest("hex")}`;
  if (!(await receiveWebhook(url.split("/").at(-1) ?? "", signature, body))) throw new Error("the announcement was not taken");
}

async function hireToMail(greenhouse: Process, announce: () => Promise<void>, mail: MailServer): Promise<number[]> {
  const seconds: number[] = [];
  for (let sample = 0; sample < SAMPLES; sample++) {
    const before = mail.received.length;
    await greenhouse.ask("hire");
    const began = performance.now();
    await announce();
    while (mail.received.length === before) await sleep(20);
    seconds.push((performance.now() - began) / 1000);
    await sleep(1_000);
  }
  return seconds;
}
