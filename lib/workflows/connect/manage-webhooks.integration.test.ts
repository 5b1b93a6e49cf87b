import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { afterEach, beforeEach, expect, it } from "vitest";
import { testDatabase } from "@/e2e/fixtures/database";
import { startGreenhouse } from "@/e2e/fixtures/greenhouse";
import { actorOf, makeOrganization } from "@/e2e/fixtures/hires";
import { demoClients, type Sandbox } from "@/e2e/sandbox/server";
import { bulkSeed } from "@/e2e/sandbox/world/seed";
import type { Actor } from "@/lib/auth/actor";
import { findGreenhouse, greenhouseView } from "@/lib/connections/data";
import { webhookEvents, webhookScopes } from "@/lib/greenhouse/v3/webhooks";
import { daysLater } from "@/lib/platform/calendar";
import { inOrganization } from "@/lib/platform/db";
import { loadEnv } from "@/lib/platform/env";
import { beginApproval, endApproval } from "@/lib/workflows/connect/approve-greenhouse";
import { leaveGreenhouse, makeWebhookSecret } from "@/lib/workflows/connect/connect-greenhouse";
import { enqueueWebhookCheck, manageWebhooks } from "@/lib/workflows/connect/manage-webhooks";
import { receiveWebhook } from "@/lib/workflows/sync/receive-webhook";

testDatabase();

let sandbox: Sandbox;
let portal: Server;
let actor: Actor;
/** What the portal answers to a delivery. */
let statuses: number[];

beforeEach(async () => {
  sandbox = await startGreenhouse({ world: bulkSeed(5) });
  statuses = [];
  // The portal's own door, without the rest of it.
  portal = createServer(async (request, response) => {
    const body = await buffer(request);
    const integrationId = request.url?.split("/").at(-1) ?? "";
    const isTaken = await receiveWebhook(integrationId, String(request.headers.signature), body);
    const status = isTaken ? 200 : 401;
    statuses.push(status);
    response.writeHead(status).end();
  }).listen(0, "127.0.0.1");
  await new Promise((listening) => portal.once("listening", listening));
  Object.assign(process.env, {
    APP_URL: `http://127.0.0.1:${(portal.address() as AddressInfo).port}`,
    GREENHOUSE_OAUTH_CLIENT_ID: demoClients.partner.id,
    GREENHOUSE_OAUTH_CLIENT_SECRET: demoClients.partner.secret,
    GREENHOUSE_OAUTH_SCOPES: Object.values(webhookScopes).join(" "),
  });
  loadEnv({ mail: true });
  actor = actorOf(await makeOrganization(), "admin");
});

afterEach(async () => {
  await sandbox.close();
  portal.close();
  delete process.env.APP_URL;
  delete process.env.GREENHOUSE_OAUTH_SCOPES;
  loadEnv({ mail: true });
});

const inOwn = <Result>(work: Parameters<typeof inOrganization<Result>>[1]) => inOrganization(actor.organizationId, work);
const made = () => sandbox.webhooks.ofPartner(sandbox.world);
const events = () =>
  made()
    .map(({ event }) => event)
    .sort();
const jobs = () =>
  inOwn(
    async (tx) =>
      (
        await tx.$queryRaw<
          unknown[]
        >`SELECT 1 FROM pgboss.job WHERE name = 'manage-webhooks' AND data->>'organizationId' = ${actor.organizationId}`
      ).length,
  );

async function approve(): Promise<void> {
  const address = new URL(await inOwn((tx) => beginApproval(tx, actor, "2020-01-01", new Date())));
  const form = new URLSearchParams({ ...Object.fromEntries(address.searchParams), decision: "authorize" });
  const answer = await fetch(address.origin + address.pathname, { method: "POST", redirect: "manual", body: form });
  const back = new URL(answer.headers.get("location") ?? "").searchParams;
  expect(await endApproval(actor, { state: back.get("state") ?? "", code: back.get("code") ?? undefined, declined: false })).toBeNull();
}

it("an approval's webhooks are made, answer Greenhouse's ping, and are removed on disconnecting", async () => {
  await approve();
  expect(await jobs()).toBe(1);
  await manageWebhooks(actor.organizationId);
  expect(events()).toEqual([...webhookEvents].sort());
  expect(made().every(({ deactivated }) => !deactivated)).toBe(true);
  expect(statuses).toEqual(webhookEvents.map(() => 200));
  expect((await inOwn(greenhouseView)).webhook?.managed).toBe(webhookEvents.length);
  await manageWebhooks(actor.organizationId);
  expect(made()).toHaveLength(webhookEvents.length);
  const log = await inOwn((tx) => tx.auditEntry.findMany({ where: { action: "greenhouse.webhooks_managed" } }));
  expect(log).toHaveLength(1);
  await leaveGreenhouse(actor);
  expect(made()).toEqual([]);
});

it("a webhook that was deactivated or removed in Greenhouse works again after the daily check", async () => {
  await approve();
  await manageWebhooks(actor.organizationId);
  const [off, gone] = made();
  if (!off || !gone) throw new Error("no webhooks");
  off.deactivated = true;
  sandbox.webhooks.remove(sandbox.world, gone.id);
  const before = await jobs();
  await inOwn((tx, now) => enqueueWebhookCheck(tx, actor.organizationId, now));
  expect(await jobs()).toBe(before);
  const checkedAt = daysLater(new Date(), -1);
  await inOwn((tx) => tx.partnerIntegration.updateMany({ data: { webhooksCheckedAt: checkedAt } }));
  await manageWebhooks(actor.organizationId);
  expect(events()).toEqual([...webhookEvents].sort());
  expect(off.deactivated).toBe(false);
  expect((await inOwn(findGreenhouse))?.webhooksCheckedAt?.getTime()).toBeGreaterThan(checkedAt.getTime());
});

it("a new secret replaces them, and their deliveries are believed", async () => {
  await approve();
  await manageWebhooks(actor.organizationId);
  await inOwn((tx) => makeWebhookSecret(tx, actor));
  await manageWebhooks(actor.organizationId);
  expect(made()).toHaveLength(webhookEvents.length);
  statuses = [];
  sandbox.world.unhire([...sandbox.world.candidates()][0]?.applications[0]?.id ?? 0);
  await expect.poll(() => statuses).toEqual([200]);
});

it("where Greenhouse refuses, nothing changes, and it is asked again a day later", async () => {
  await approve();
  sandbox.clients.setScopes(
    demoClients.partner.id,
    sandbox.clients.find(demoClients.partner.id)?.scopes.filter((one) => !one.startsWith("harvest:webhooks:")) ?? [],
  );
  await manageWebhooks(actor.organizationId);
  expect(made()).toEqual([]);
  const integration = await inOwn(findGreenhouse);
  expect(integration).toMatchObject({ status: "connected", webhooksManaged: 0, webhooksCheckedAt: expect.any(Date) });
  expect((await inOwn(greenhouseView)).webhook?.secretSet).toBe(false);
});
