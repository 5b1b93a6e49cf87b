import { createTransport } from "nodemailer";
import pMap from "p-map";
import pg from "pg";
import { round } from "@/bench/figures";
import { MailSink, type SinkReport } from "@/bench/mail/sink";
import { organizationWithWaiting } from "@/bench/mail/waiting";
import type { Row } from "@/bench/results";
import { loadEnv } from "@/lib/platform/env";
import { startWorker, stopWorker } from "@/lib/workflows/operate/worker";

const WAITING = 20_000;
const BARE = 5_000;
const CONNECTIONS = 20;

/**
 * Invitations a second while 20,000 wait, beside a bare nodemailer pool that sends the bytes of one of them to the same server. The pool
 * composes nothing and asks no database.
 */
export async function mailDrain(): Promise<Row> {
  const sink = await MailSink.start();
  Object.assign(process.env, { SMTP_URL: sink.url, MAIL_FROM: "Bench <bench@emptrust.example>", MAIL_PER_MINUTE: "10000000" });
  loadEnv({ mail: true });
  const owner = new pg.Client({ connectionString: process.env.SUPERUSER_URL });
  await owner.connect();
  try {
    await organizationWithWaiting(owner, WAITING);
    const drained = await sink.during(WAITING, startWorker);
    await stopWorker();
    const bare = await sink.during(BARE, () => sendBare(sink.url, drained.message));
    const { rows } = await owner.query<{ sent: number }>(`SELECT count(*)::int AS sent FROM "Invitation" WHERE "status" = 'sent'`);
    return {
      name: "mail-drain",
      invitations: WAITING,
      bytes: drained.message.length,
      storedAsSent: rows[0]?.sent ?? 0,
      perSecond: rate(drained),
      baselinePerSecond: rate(bare),
      ratioToBaseline: round(rate(drained) / rate(bare), 3),
    };
  } finally {
    await stopWorker();
    await owner.end();
    await sink.close();
  }
}

async function sendBare(url: string, message: string): Promise<void> {
  const transport = createTransport({ url, pool: true, maxConnections: CONNECTIONS });
  const raw = Buffer.from(message, "latin1");
  const envelope = { from: "bench@emptrust.example", to: "hire@mail.example" };
  await pMap(Array.from({ length: BARE }), () => transport.sendMail({ envelope, raw }), { concurrency: 2 * CONNECTIONS });
  transport.close();
}

function rate({ received, firstAt, lastAt }: SinkReport): number {
  return Math.round(((received - 1) / (lastAt - firstAt)) * 1000);
}
