import { randomUUID } from "node:crypto";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { testDatabase } from "@/e2e/fixtures/database";
import { pointAt } from "@/e2e/fixtures/greenhouse";
import { makeOrganization } from "@/e2e/fixtures/hires";
import { credentialContext } from "@/lib/connections/mutations";
import { findToken } from "@/lib/connections/tokens/data";
import { claimRenewal, storeToken, tokenContext } from "@/lib/connections/tokens/mutations";
import type { GreenhouseError } from "@/lib/greenhouse/connector";
import { OAuthClient } from "@/lib/greenhouse/oauth";
import { HOUR_MS } from "@/lib/platform/calendar";
import { seal, unseal } from "@/lib/platform/crypto";
import { asOrganizationId, inOrganization } from "@/lib/platform/db";
import { SharedToken } from "@/lib/workflows/connect/shared-token";
import type { GreenhouseGrant, PartnerIntegration } from "@/prisma/generated/client";

testDatabase();

// More than the pool has connections.
const MANY = 14;

let server: Server;
let client: OAuthClient;
/** The token requests that wait for their response, with the form each sent. */
let waiting: { form: URLSearchParams; response: ServerResponse }[];
let asked: number;
/** How Harvest answers the token that it is asked with; null: not at all. */
let harvestStatus: number | null;

beforeEach(async () => {
  waiting = [];
  asked = 0;
  harvestStatus = 200;
  server = createServer(async (request, response) => {
    if (request.url?.startsWith("/v3/")) {
      if (harvestStatus === null) return void response.destroy();
      response.statusCode = harvestStatus;
      return void response.end("[]");
    }
    let body = "";
    for await (const part of request) body += part;
    asked++;
    waiting.push({ form: new URLSearchParams(body), response });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  pointAt(`http://127.0.0.1:${port}`);
  client = new OAuthClient({ authUrl: `http://127.0.0.1:${port}`, clientId: `client-${randomUUID()}`, clientSecret: "secret" });
});

afterEach(() => {
  vi.useRealTimers();
  server.closeAllConnections();
  server.close();
});

/** Responds to every request that waits; each token is a new one, and so is its refresh token. */
function respond(): void {
  for (const { form, response } of waiting.splice(0)) {
    const refresh = form.get("grant_type") === "refresh_token" ? { refresh_token: `refresh-${randomUUID()}` } : {};
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ access_token: `token-${randomUUID()}`, expires_in: 3600, ...refresh }));
  }
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(10);
}

async function makeIntegration(grant: GreenhouseGrant = "client_credentials"): Promise<PartnerIntegration> {
  const organizationId = await makeOrganization();
  const credentialSealed = seal("the credential", credentialContext(organizationId));
  return inOrganization(organizationId, (tx) =>
    tx.partnerIntegration.create({ data: { organizationId, grant, apiVersion: "v3", status: "connected", credentialSealed } }),
  );
}

const tokenOf = (integration: PartnerIntegration) => new SharedToken(integration, { client, userId: null });
const organizationOf = ({ organizationId }: PartnerIntegration) => asOrganizationId(organizationId);
const storedToken = (integration: PartnerIntegration) => inOrganization(organizationOf(integration), (tx) => findToken(tx, integration.id));

describe("while the token endpoint hangs", () => {
  it("renewals of more organizations than the pool has connections hold none of them", async () => {
    const integrations = await Promise.all(Array.from({ length: MANY }, () => makeIntegration()));
    const renewals = integrations.map((integration) => tokenOf(integration).header());
    const settled = Promise.allSettled(renewals);
    const [first] = integrations;
    if (!first) throw new Error("no integration");
    await until(() => asked > 0);
    await sleep(1_000);
    // Without a free connection this query fails, since the endpoint responds only after it.
    expect(await inOrganization(organizationOf(first), (tx) => tx.partnerIntegration.count())).toBe(1);
    await until(() => asked === MANY);
    respond();
    await settled;
    expect(new Set(await Promise.all(renewals)).size).toBe(MANY);
  });

  it("one caller asks, and many callers of the same connection wait for it without a connection of the pool", async () => {
    const integration = await makeIntegration();
    const renewals = Array.from({ length: MANY }, () => tokenOf(integration).header());
    await until(() => asked > 0);
    await sleep(1_500);
    expect(await inOrganization(organizationOf(integration), (tx) => tx.partnerIntegration.count())).toBe(1);
    respond();
    expect(new Set(await Promise.all(renewals)).size).toBe(1);
    expect(asked).toBe(1);
  });
});

describe("a renewal", () => {
  it("whose claimant died goes on when the claim's time is over, not before", async () => {
    const integration = await makeIntegration();
    const organizationId = organizationOf(integration);
    expect(await inOrganization(organizationId, (tx) => claimRenewal(tx, organizationId, integration.id, 2))).not.toBeNull();
    const renewal = tokenOf(integration).header();
    await sleep(1_000);
    expect(asked).toBe(0);
    await until(() => asked > 0);
    respond();
    expect(await renewal).toMatch(/^Bearer token-/);
  });

  it("stores the refresh token that came although the claim was lost and the keys were rotated meanwhile", async () => {
    const integration = await makeIntegration("authorization_code");
    const organizationId = organizationOf(integration);
    const ended = { accessToken: "old", lifetimeSeconds: 0, refreshToken: "old", refreshSeconds: 3_600 };
    await inOrganization(organizationId, (tx) => storeToken(tx, organizationId, integration.id, ended, new Date(Date.now() - HOUR_MS)));
    const renewal = tokenOf(integration).header();
    await until(() => asked > 0);
    await inOrganization(organizationId, async (tx) => {
      await tx.greenhouseTokenRenewal.deleteMany();
      await tx.partnerIntegration.updateMany({ data: { credentialSealed: seal("the credential", credentialContext(organizationId)) } });
    });
    respond();
    await renewal;
    const stored = await storedToken(integration);
    expect(unseal(stored?.refreshSealed ?? "", tokenContext(organizationId))).toMatch(/^refresh-/);
  });

  it("of a credential that was replaced meanwhile leaves the new one's token as it is", async () => {
    const integration = await makeIntegration();
    const organizationId = organizationOf(integration);
    const renewal = tokenOf(integration).header();
    const refused = expect(renewal).rejects.toMatchObject({ failure: "credential_rejected" });
    await until(() => asked > 0);
    const theirs = { accessToken: "theirs", lifetimeSeconds: 3_600, refreshToken: null, refreshSeconds: null };
    await inOrganization(organizationId, async (tx) => {
      await tx.partnerIntegration.updateMany({ data: { credentialSealed: seal("another", credentialContext(organizationId)) } });
      await storeToken(tx, organizationId, integration.id, theirs, new Date());
    });
    respond();
    await refused;
    expect(unseal((await storedToken(integration))?.accessSealed ?? "", tokenContext(organizationId))).toBe("theirs");
  });

  it("that fails gives the claim back, so that the next caller asks at once", async () => {
    const integration = await makeIntegration();
    const first = tokenOf(integration).header();
    const refused = expect(first).rejects.toMatchObject({ failure: "credential_rejected" });
    await until(() => asked > 0);
    for (const { response } of waiting.splice(0)) response.writeHead(401).end("{}");
    await refused;
    const second = tokenOf(integration).header();
    await until(() => asked > 1);
    respond();
    expect(await second).toMatch(/^Bearer token-/);
  });
});

describe("a worker whose clock is wrong", () => {
  it.each([
    ["ahead", 2 * HOUR_MS],
    ["behind", -2 * HOUR_MS],
  ])("uses the shared token as long as it lasts, and renews it when it is over: %s", async (_, error) => {
    const integration = await makeIntegration();
    const first = tokenOf(integration).header();
    await until(() => asked > 0);
    respond();
    const token = await first;
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + error });
    expect(await tokenOf(integration).header()).toBe(token);
    await inOrganization(organizationOf(integration), (tx, now) =>
      tx.greenhouseToken.updateMany({ data: { expiresAt: now, renewedAt: new Date(now.getTime() - HOUR_MS) } }),
    );
    const second = tokenOf(integration).header();
    await until(() => asked > 1);
    respond();
    expect(await second).not.toBe(token);
  });
});

describe("a refresh whose answer is lost", () => {
  /** An approval whose access token ends in `seconds`, and a refresh of it whose answer never comes. */
  async function lostRefresh(seconds: number) {
    const integration = await makeIntegration("authorization_code");
    const organizationId = organizationOf(integration);
    const ending = { accessToken: "old", lifetimeSeconds: 3_600 + seconds, refreshToken: "once", refreshSeconds: 36_000 };
    await inOrganization(organizationId, (tx) => storeToken(tx, organizationId, integration.id, ending, new Date(Date.now() - HOUR_MS)));
    const renewal = tokenOf(integration)
      .header()
      .then(
        () => null,
        (error: GreenhouseError) => error,
      );
    await until(() => asked > 0);
    for (const { response } of waiting.splice(0)) response.destroy();
    return { integration, error: await renewal };
  }

  it("is not repeated, and asked for again only because the earlier access token still works", async () => {
    const { integration, error } = await lostRefresh(300);
    expect([error?.failure, asked]).toEqual(["greenhouse_unreachable", 1]);
    expect((await storedToken(integration))?.refreshLostAt).toBeNull();
    const next = tokenOf(integration).header();
    await until(() => asked > 1);
    respond();
    expect(await next).toMatch(/^Bearer token-/);
  });

  it("means approving again where the earlier access token no longer works before its time: it was used up", async () => {
    harvestStatus = 401;
    const { integration, error } = await lostRefresh(300);
    expect(error).toMatchObject({ failure: "credential_rejected", message: expect.stringMatching(/again/) });
    expect(asked).toBe(1);
    await expect(tokenOf(integration).header()).rejects.toMatchObject({ failure: "credential_rejected" });
    expect(asked).toBe(1);
  });

  it("ends no approval where the earlier access token was over anyway: it is asked for again after a minute", async () => {
    harvestStatus = 401;
    const { integration, error } = await lostRefresh(-60);
    expect(error?.failure).toBe("greenhouse_unreachable");
    await expect(tokenOf(integration).header()).rejects.toMatchObject({ failure: "greenhouse_unreachable" });
    expect(asked).toBe(1);
    const earlier = { refreshLostAt: new Date(Date.now() - 61_000) };
    await inOrganization(organizationOf(integration), (tx) => tx.greenhouseToken.updateMany({ data: earlier }));
    const next = tokenOf(integration).header();
    await until(() => asked > 1);
    respond();
    expect(await next).toMatch(/^Bearer token-/);
  });

  it("stays open while Greenhouse does not answer, whoever asks", async () => {
    harvestStatus = null;
    const { integration, error } = await lostRefresh(300);
    expect(error?.failure).toBe("greenhouse_unreachable");
    await expect(tokenOf(integration).header()).rejects.toMatchObject({ failure: "greenhouse_unreachable" });
    expect(asked).toBe(1);
    expect((await storedToken(integration))?.refreshLostAt).not.toBeNull();
  });
});

it("refreshes of many approvals stay below the token endpoint's limit, which the vendor's one client shares", async () => {
  const refreshes = await Promise.all(
    Array.from({ length: 11 }, async () => {
      const integration = await makeIntegration("authorization_code");
      const organizationId = organizationOf(integration);
      const ended = { accessToken: "old", lifetimeSeconds: 30, refreshToken: "once", refreshSeconds: 3_600 };
      await inOrganization(organizationId, (tx) => storeToken(tx, organizationId, integration.id, ended, new Date(Date.now() - HOUR_MS)));
      return tokenOf(integration);
    }),
  );
  const headers = Promise.all(refreshes.map((token) => token.header()));
  await until(() => asked === 8);
  await sleep(1_000);
  expect(asked).toBe(8);
  const answering = setInterval(respond, 50);
  await headers;
  clearInterval(answering);
  expect(asked).toBe(11);
});
