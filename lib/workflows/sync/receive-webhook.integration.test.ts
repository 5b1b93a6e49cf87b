import { createHmac } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { POST } from "@/app/api/webhooks/greenhouse/[integrationId]/route";
import { testDatabase } from "@/e2e/fixtures/database";
import { connectedAdmin, connections, startGreenhouse, syncOf, type Version, versions } from "@/e2e/fixtures/greenhouse";
import type { Sandbox } from "@/e2e/sandbox/server";
import { oddCases } from "@/e2e/sandbox/world/odd-cases";
import type { Actor } from "@/lib/auth/actor";
import { greenhouseView } from "@/lib/connections/data";
import { inOrganization } from "@/lib/platform/db";
import { latestSyncRun } from "@/lib/sync-runs/data";
import { makeWebhookSecret } from "@/lib/workflows/connect/connect-greenhouse";
import { syncHiredCandidates } from "@/lib/workflows/sync/sync-hired-candidates";

testDatabase();

let sandbox: Sandbox;
let actor: Actor;
let integrationId: string;
let secret: string;

async function begin(version: Version): Promise<void> {
  sandbox = await startGreenhouse();
  actor = await connectedAdmin({ ...connections[version], inviteFrom: "2020-01-01" });
  await syncOf(actor);
  const made = await inOrganization(actor.organizationId, (tx) => makeWebhookSecret(tx, actor));
  secret = made.secret;
  integrationId = made.url.split("/").at(-1) ?? "";
}

afterEach(() => sandbox.close());

function signed(body: string, key = secret): string {
  return `sha256 ${createHmac("sha256", key).update(body).digest("hex")}`;
}

async function deliver(body: string, signature: string | null = signed(body), to = integrationId): Promise<number> {
  const headers = { "content-type": "application/json", ...(signature === null ? {} : { signature }) };
  const request = new Request(`http://localhost:3000/api/webhooks/greenhouse/${to}`, { method: "POST", headers, body });
  return (await POST(request, { params: Promise.resolve({ integrationId: to }) })).status;
}

function latest() {
  return inOrganization(actor.organizationId, latestSyncRun);
}

async function state(): Promise<unknown> {
  return inOrganization(actor.organizationId, async (tx) => [
    await tx.newHire.count(),
    await tx.syncRun.count(),
    await tx.acceptedApplication.findMany({ orderBy: { applicationId: "asc" } }),
    await tx.greenhouseWebhook.findFirst(),
  ]);
}

const hireBody = (applicationId: number) =>
  JSON.stringify({ action: "hire_candidate", payload: { application: { id: applicationId, candidate: { id: 5, first_name: "Forged" } } } });

describe("a webhook delivery", () => {
  beforeEach(() => begin("v3"));

  it("is protected: without a signature, or with a wrong one, 401 and no effect", async () => {
    const before = await state();
    const body = hireBody(oddCases.notYetHired.applicationId);
    expect(await deliver(body, null)).toBe(401);
    expect(await deliver(body, "sha256 ")).toBe(401);
    expect(await deliver(body, signed(body, "another secret"))).toBe(401);
    expect(await deliver(body, signed(`${body} `))).toBe(401);
    expect(await deliver(body, signed(body).replace("sha256 ", "sha1 "))).toBe(401);
    expect(await deliver(body, signed(body), crypto.randomUUID())).toBe(401);
    expect(await deliver(body, signed(body), "not-an-id")).toBe(404);
    expect(await state()).toEqual(before);
  });

  it("is checked over the bytes as they came, escapes and all", async () => {
    const body = `{"action":"ping","payload":{"name":"\\u0141ukasz"}}`;
    expect(await deliver(body)).toBe(200);
    expect((await inOrganization(actor.organizationId, greenhouseView)).webhook).toMatchObject({
      secretSet: true,
      lastDeliveryAt: expect.any(String),
    });
  });

  it("that is a ping starts nothing", async () => {
    const run = await latest();
    expect(await deliver(JSON.stringify({ action: "ping", payload: { web_hook_id: 7 } }))).toBe(200);
    expect((await latest())?.id).toBe(run?.id);
  });

  it("about people whom nobody tracks starts nothing", async () => {
    const run = await latest();
    expect(await deliver(JSON.stringify({ action: "update_candidate", payload: { candidate: { id: 999_999 } } }))).toBe(200);
    expect((await latest())?.id).toBe(run?.id);
  });

  it("creates nobody by what it says: a signed body about a hire that Greenhouse does not have adds no hire", async () => {
    expect(await deliver(hireBody(123_456_789))).toBe(200);
    expect(await deliver(hireBody(oddCases.notYetHired.applicationId))).toBe(200);
    expect(await syncOf(actor)).toMatchObject({ status: "succeeded", counts: { added: 0, invited: 0 } });
  });

  it("that is no JSON, or of no known shape, is acknowledged and changes nothing", async () => {
    const run = await latest();
    for (const body of ["", "[]", "null", '"text"', "{", '{"action":7}', '{"action":"new_event","payload":[1]}']) {
      expect(await deliver(body), body).toBe(200);
    }
    expect((await latest())?.id).toBe(run?.id);
  });

  it("that is longer than any of Greenhouse's is refused before it is read to the end", async () => {
    expect(await deliver("x".repeat(3 * 1024 * 1024))).toBe(413);
  });

  it("with the secret before last is refused", async () => {
    const body = JSON.stringify({ action: "ping" });
    const former = signed(body);
    await inOrganization(actor.organizationId, (tx) => makeWebhookSecret(tx, actor));
    expect(await deliver(body, former)).toBe(401);
  });
});

describe.each(versions)("a hire announced by a webhook, over Harvest %s", (version) => {
  beforeEach(() => begin(version));

  it("is taken in and invited by a sync of its own, though its next look was not due", async () => {
    await inOrganization(actor.organizationId, (tx) =>
      tx.acceptedApplication.updateMany({ data: { nextCheckAt: new Date("2099-01-01") } }),
    );
    sandbox.world.hire(oddCases.notYetHired.applicationId);
    expect(await deliver(hireBody(oddCases.notYetHired.applicationId))).toBe(200);
    const run = await latest();
    expect(run).toMatchObject({ trigger: "webhook", status: "queued" });
    await syncHiredCandidates(actor.organizationId, run?.id ?? "", new AbortController().signal);
    expect(await latest()).toMatchObject({ status: "succeeded", counts: { added: 1, invited: 1 } });
  });

  it("while a sync is under way makes the next one due at once", async () => {
    sandbox.faults.add({ kind: "slow", count: 1, pathPrefix: `/${version}/offers`, delayMs: 400 });
    const running = syncOf(actor);
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(await deliver(hireBody(oddCases.notYetHired.applicationId))).toBe(200);
    await running;
    const schedule = await inOrganization(actor.organizationId, (tx) => tx.syncSchedule.findFirstOrThrow());
    expect(schedule.nextRunAt?.getTime()).toBeLessThanOrEqual(Date.now());
  });
});
