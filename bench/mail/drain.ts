import { createTransport, type SendMailOptions } from "nodemailer";
import pMap from "p-map";
import pg from "pg";
import { round } from "@/bench/figures";
import { MailSink } from "@/bench/mail/sink";
import { organizationWithWaiting } from "@/bench/mail/waiting";
import type { Row } from "@/bench/results";
import { defaultTemplate } from "@/lib/email/template";
import { loadEnv } from "@/lib/platform/env";
import { defaultSettings } from "@/lib/settings/rules";
import { invitationWriter } from "@/lib/workflows/invite/write-invitation";
import { startWorker, stopWorker } from "@/lib/workflows/operate/worker";

const WAITING = 20_000;
const BARE = 5_000;
const CONNECTIONS = 20;

const addresses = { from: "bench@emptrust.example", to: "hire@mail.example" };
const recipient = {
  firstName: "First1",
  lastName: "Last1",
  preferredName: null,
  jobTitle: "Job 1",
  startDate: "2099-05-03",
  managerName: "Manager 1",
  organization: { name: "Bench" },
};
const writing = {
  template: defaultTemplate({ hasForms: false }),
  timeZone: "UTC",
  branding: { ...defaultSettings.branding, logo: null },
};
const sending = {
  link: `https://bench.example/onboarding/${"x".repeat(43)}`,
  expiresAt: new Date("2099-01-01"),
  kind: "invitation",
} as const;

/**
 * Invitations a second while 20,000 wait, beside a bare nodemailer pool that sends the bytes of one of them to the same server, composes
 * nothing and asks no database. Also beside one that composes the same message of its texts each time, which no sender of invitations can leave out.
 */
export async function mailDrain(): Promise<Row> {
  const sink = await MailSink.start();
  Object.assign(process.env, { SMTP_URL: sink.url, MAIL_FROM: "Bench <bench@emptrust.example>", MAIL_PER_MINUTE: "10000000" });
  loadEnv({ mail: true });
  const owner = new pg.Client({ connectionString: process.env.SUPERUSER_URL });
  await owner.connect();
  try {
    await organizationWithWaiting(owner, WAITING);
    const drained = await measured(sink, WAITING, startWorker);
    await stopWorker();
    const bare = await measured(sink, BARE, () => sendBare(sink.url, { raw: Buffer.from(drained.message, "latin1") }));
    const parts = await invitationWriter(writing)(recipient, sending);
    const composed = await measured(sink, BARE, () => sendBare(sink.url, { ...parts, replyTo: parts.replyTo ?? undefined, ...addresses }));
    const { rows } = await owner.query<{ sent: number }>(`SELECT count(*)::int AS sent FROM "Invitation" WHERE "status" = 'sent'`);
    return {
      name: "mail-drain",
      invitations: WAITING,
      bytes: drained.message.length,
      storedAsSent: rows[0]?.sent ?? 0,
      perSecond: drained.perSecond,
      baselinePerSecond: bare.perSecond,
      ratioToBaseline: round(drained.perSecond / bare.perSecond, 3),
      composingPerSecond: composed.perSecond,
      ratioToComposing: round(drained.perSecond / composed.perSecond, 3),
      cpuMs: drained.cpuMs,
      baselineCpuMs: bare.cpuMs,
      composingCpuMs: composed.cpuMs,
    };
  } finally {
    await stopWorker();
    await owner.end();
    await sink.close();
  }
}

async function sendBare(url: string, message: SendMailOptions): Promise<void> {
  const transport = createTransport({ url, pool: true, maxConnections: CONNECTIONS });
  await pMap(Array.from({ length: BARE }), () => transport.sendMail({ ...message, envelope: addresses }), { concurrency: 2 * CONNECTIONS });
  transport.close();
}

interface Measured {
  message: string;
  perSecond: number;
  /** What this process itself used for one message. Another process's work does not count, but slows it down. */
  cpuMs: number;
}

async function measured(sink: MailSink, messages: number, send: () => Promise<unknown>): Promise<Measured> {
  const before = process.cpuUsage();
  const { received, firstAt, lastAt, message } = await sink.during(messages, send);
  const { user, system } = process.cpuUsage(before);
  return {
    message,
    perSecond: Math.round(((received - 1) / (lastAt - firstAt)) * 1000),
    cpuMs: round((user + system) / 1000 / messages),
  };
}
