import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Mailbox, startMailbox } from "@/e2e/sandbox/mailbox";
import { demoClients, demoKeys, type Sandbox, startSandbox } from "@/e2e/sandbox/server";
import { createUser } from "@/lib/auth/accounts/operator";
import { webhookSecretSchema } from "@/lib/connections/manage/schema";
import { greenhouseViewSchema } from "@/lib/connections/schema";
import { freePort } from "@/lib/embedded-database/database";
import { newHireListSchema } from "@/lib/hires/schema";
import { greenhouseRoute, webhookSecretRoute } from "@/lib/platform/paths/greenhouse";
import { newHiresRoute } from "@/lib/platform/paths/hires";
import { PortalClient } from "@/scripts/portal/client";
import { CommandError, endOnSignal, openDatabase, prepareEnvironment } from "@/scripts/portal/environment";
import { servePortal } from "@/scripts/portal/serve";

export interface Demo {
  sandbox: Sandbox;
  mailbox: Mailbox;
  /** The portal's address, which the flows take as DEMO_URL. */
  url: string;
  /** What was imported, with every address and every account to sign in with, for a person to read. */
  words: string;
}

const organization = "Northwind Field Services";
const admin = { email: "admin@northwind.example", name: "Demo Admin", role: "admin", password: "demo-admin-2026" } as const;
const hr = { email: "hr@northwind.example", name: "Demo HR", role: "hr", password: "demo-hr-2026-portal" } as const;

const FIRST_SYNC_SECONDS = 120;

/** Writes a line for the person who called the command. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Returns the usual port, or a free one when it is in use. */
async function portOr(usual: number): Promise<number> {
  const isFree = await new Promise<boolean>((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(usual, () => probe.close(() => resolve(true)));
  });
  return isFree ? usual : freePort();
}

/** Connects the sandbox through the portal's API, as an admin would, unless it is connected. */
async function connect(portal: PortalClient): Promise<void> {
  const view = greenhouseViewSchema.parse(await (await portal.call("GET", greenhouseRoute)).json());
  if (view.status !== "not_connected" && view.status !== "needs_attention") return;
  const { id: clientId, secret: clientSecret } = demoClients.good;
  const response = await portal.call("PUT", greenhouseRoute, { apiVersion: "v3", clientId, clientSecret });
  if (!response.ok) throw new CommandError(`connecting the sandbox failed with status ${response.status}`);
}

/** Registers a webhook with the sandbox, so that a hire arrives within seconds. The sandbox loses webhooks when it stops. */
async function announce(portal: PortalClient, sandbox: Sandbox): Promise<void> {
  const response = await portal.call("POST", webhookSecretRoute, {});
  if (!response.ok) throw new CommandError(`generating the webhook secret failed with status ${response.status}`);
  const { url, secret } = webhookSecretSchema.parse(await response.json());
  await sandbox.webhooks.register(sandbox.world, { url, secret });
}

/** Waits until a sync has succeeded and all its invitations are sent. Returns what is unfinished when that takes too long. */
async function settled(portal: PortalClient): Promise<string> {
  let waitsFor = "";
  for (let second = 0; second < FIRST_SYNC_SECONDS; second++) {
    const view = greenhouseViewSchema.parse(await (await portal.call("GET", greenhouseRoute)).json());
    const list = newHireListSchema.parse(await (await portal.call("GET", `${newHiresRoute}?status=invited&limit=200`)).json());
    const waiting = list.items.filter((hire) => hire.invitations.some(({ status }) => status === "queued")).length;
    const { pending, invited, onHold } = list.counts;
    if (view.lastSync?.status === "succeeded" && waiting === 0) return `${invited} invited, ${pending} pending, ${onHold} on hold`;
    waitsFor =
      view.lastSync?.status === "succeeded" ? `${waiting} invitations still on their way` : `sync ${view.lastSync?.status ?? "not begun"}`;
    if (second > 0 && second % 10 === 0) say(`  … ${waitsFor}, ${invited} invited`);
    await sleep(1_000);
  }
  return `${waitsFor}; it continues automatically`;
}

/**
 * Starts a local Greenhouse, a mailbox and the built portal on their usual ports or free ones, connects them and waits for the first
 * sync and its invitations, writing how far it is. A signal to this process ends everything.
 */
export async function startDemo(): Promise<Demo> {
  const given = process.env;
  given.LOG_LEVEL ||= "warn";
  given.SYNC_INTERVAL_SECONDS ||= "15";
  given.HOST ||= "127.0.0.1";
  given.PORT ||= String(await portOr(3000));
  const sandbox = await startSandbox({ port: await portOr(4010) });
  const mailbox = await startMailbox({
    folder: join(given.DATA_DIR || ".data", "mailbox"),
    smtpPort: await portOr(1025),
    webPort: await portOr(1080),
  });
  Object.assign(given, {
    HARVEST_V1_URL: `${sandbox.url}/v1`,
    HARVEST_V3_URL: `${sandbox.url}/v3`,
    GREENHOUSE_AUTH_URL: `${sandbox.url}/auth`,
    GREENHOUSE_OAUTH_CLIENT_ID: demoClients.partner.id,
    GREENHOUSE_OAUTH_CLIENT_SECRET: demoClients.partner.secret,
  });
  given.SMTP_URL = mailbox.smtpUrl;
  given.MAIL_FROM = `${organization} <onboarding@northwind.example>`;

  const { env, database } = await prepareEnvironment({ mail: true });
  await openDatabase();
  for (const user of [admin, hr]) await createUser({ organization, ...user });
  const portal = await servePortal(env);
  endOnSignal(async () => {
    await portal.stop();
    await Promise.all([sandbox.close(), mailbox.close()]);
    await database?.stop();
  });

  say("Waiting for the first sync and its invitations…");
  const client = new PortalClient(`http://127.0.0.1:${env.PORT}`);
  await client.signIn(admin.email, admin.password);
  await connect(client);
  await announce(client, sandbox);
  const words = `
  ${organization}: ${await settled(client)}.

  Portal      ${env.APP_URL}
              ${admin.email}   ${admin.password}   (admin)
              ${hr.email}      ${hr.password}   (HR)
  Greenhouse  ${sandbox.url}   a local one: press its buttons and watch a hire arrive
              client ID ${demoClients.good.id}, secret ${demoClients.good.secret}   (Harvest v3, connected)
              key ${demoKeys.good}   (Harvest v1)
  Mailbox     ${mailbox.webUrl}   where the invitations are

  Ctrl-C ends everything.
`;
  return { sandbox, mailbox, url: env.APP_URL, words };
}
