import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { testDatabase } from "@/e2e/fixtures/database";
import { connectedAdmin, connections, makeDue, pointAt, runOf, startGreenhouse, syncOf } from "@/e2e/fixtures/greenhouse";
import { actorOf, makeOrganization } from "@/e2e/fixtures/hires";
import { hireCandidate } from "@/e2e/sandbox/control/hires";
import { demoClients, demoKeys, type Sandbox } from "@/e2e/sandbox/server";
import { basicUserId, siteAdminUserId } from "@/e2e/sandbox/world/employer";
import { bulkSeed } from "@/e2e/sandbox/world/seed";
import type { Actor } from "@/lib/auth/actor";
import { findGreenhouse, greenhouseView } from "@/lib/connections/data";
import { newHireQuerySchema } from "@/lib/hires/conditions/schema";
import { listNewHires } from "@/lib/hires/list/list";
import type { NewHire } from "@/lib/hires/schema";
import { DAY_MS, utcDay } from "@/lib/platform/calendar";
import { inOrganization } from "@/lib/platform/db";
import { compareGreenhouse } from "@/lib/workflows/connect/compare-greenhouse";
import { connectGreenhouse, disconnectGreenhouse, syncNow } from "@/lib/workflows/connect/connect-greenhouse";
import { openConnector } from "@/lib/workflows/connect/greenhouse-connection";
import { syncHiredCandidates } from "@/lib/workflows/sync/sync-hired-candidates";

testDatabase();

let sandbox: Sandbox;

afterEach(() => sandbox?.close());

const longAgo = "2020-01-01";
const v1 = { ...connections.v1, inviteFrom: longAgo };
const v3 = { ...connections.v3, inviteFrom: longAgo };
const withoutJobs = {
  apiVersion: "v3",
  clientId: demoClients.withoutJobs.id,
  clientSecret: demoClients.withoutJobs.secret,
  inviteFrom: longAgo,
} as const;

function client(id: string = demoClients.good.id) {
  const found = sandbox.clients.find(id);
  if (!found) throw new Error("no such client");
  return found;
}

function view(actor: Actor) {
  return inOrganization(actor.organizationId, greenhouseView);
}

async function allHires(actor: Actor): Promise<NewHire[]> {
  const query = newHireQuerySchema.parse({ limit: 200 });
  return (await inOrganization(actor.organizationId, (tx) => listNewHires(tx, actor.organizationId, query))).items;
}

function invitationCount(actor: Actor): Promise<number> {
  return inOrganization(actor.organizationId, (tx) => tx.invitation.count());
}

async function refusalOf(work: Promise<unknown>) {
  return work.then(
    () => null,
    (error: { code?: string; message: string; extras?: { invalidParams?: { name: string }[] } }) => ({
      code: error.code,
      message: error.message,
      names: error.extras?.invalidParams?.map(({ name }) => name),
    }),
  );
}

describe("connecting with a client ID and secret", () => {
  it("names every scope as Greenhouse does, and says what is off without an optional one", async () => {
    sandbox = await startGreenhouse();
    const actor = await connectedAdmin(withoutJobs);
    const { status, apiVersion, grant, credentialHint, permissions } = await view(actor);
    expect({ status, apiVersion, grant, credentialHint }).toEqual({
      status: "connected",
      apiVersion: "v3",
      grant: "client_credentials",
      credentialHint: `••••${demoClients.withoutJobs.id.slice(-4)}`,
    });
    expect(permissions.filter(({ optional }) => !optional)).toEqual(
      ["offers", "applications", "candidates"].map((list) => ({ name: `harvest:${list}:list`, granted: true, optional: false })),
    );
    expect(permissions.filter(({ optional }) => optional).every(({ granted }) => !granted)).toBe(true);
  });

  it("refuses a credential without a needed scope, by the scope's name, and keeps the earlier one", async () => {
    sandbox = await startGreenhouse();
    const actor = await connectedAdmin(v1);
    const { id: clientId, secret: clientSecret } = demoClients.withoutOffers;
    const refusal = await refusalOf(connectGreenhouse(actor, { apiVersion: "v3", clientId, clientSecret }));
    expect(refusal).toMatchObject({ code: "permission_missing", names: ["harvest:offers:list"] });
    expect(await view(actor)).toMatchObject({ apiVersion: "v1", status: "connected" });
  });

  it("tells a wrong secret apart, and never repeats the client id that Greenhouse repeats", async () => {
    sandbox = await startGreenhouse();
    const actor = actorOf(await makeOrganization(), "admin");
    const wrong = await refusalOf(connectGreenhouse(actor, { ...v3, clientSecret: "not-the-secret-at-all" }));
    expect(wrong).toMatchObject({ code: "credential_rejected" });
    const malformed = await refusalOf(connectGreenhouse(actor, { ...v3, clientId: "something-else-entirely" }));
    expect(malformed).toMatchObject({ code: "credential_rejected" });
    expect(malformed?.message).not.toContain("something-else-entirely");
    expect(malformed?.message).toContain("…");
  });

  it("tells a user who is no Site Admin apart from missing scopes as far as Greenhouse does", async () => {
    sandbox = await startGreenhouse();
    const actor = actorOf(await makeOrganization(), "admin");
    const refusal = await refusalOf(connectGreenhouse(actor, { ...v3, userId: String(basicUserId) }));
    expect(refusal?.code).toBe("permission_missing");
    expect(refusal?.message).toMatch(/Site Admin/);
    await connectGreenhouse(actor, { ...v3, userId: String(siteAdminUserId) });
    expect((await view(actor)).status).toBe("connected");
  });

  it("says that an account shows nobody, until it shows somebody", async () => {
    sandbox = await startGreenhouse();
    const { id: clientId, secret: clientSecret } = demoClients.emptyAccount;
    const actor = await connectedAdmin({ apiVersion: "v3", clientId, clientSecret });
    await syncOf(actor);
    expect(await view(actor)).toMatchObject({ status: "connected", seesNothing: true });
    hireCandidate(client(clientId).world, Date.now(), { complete: true });
    await syncOf(actor);
    expect((await view(actor)).seesNothing).toBe(false);
  });
});

describe("the requests of a first import", () => {
  it.each([
    [120, 1 + 1 + 3],
    [1_100, 3 + 3 + 22],
  ])("of %i hires are the least that v3 allows: %i", async (hires, least) => {
    sandbox = await startGreenhouse({ world: bulkSeed(hires) });
    const actor = await connectedAdmin(withoutJobs);
    const run = await syncOf(actor);
    expect(run).toMatchObject({ status: "succeeded", counts: { added: hires } });
    expect(run.requests).toBe(least);
  });

  it("tells PostgreSQL, as it goes, how many hires there are by now", async () => {
    sandbox = await startGreenhouse({ world: bulkSeed(1_100) });
    const actor = await connectedAdmin(withoutJobs);
    await syncOf(actor);
    const [known] = await inOrganization(
      actor.organizationId,
      (tx) => tx.$queryRaw<{ rows: number }[]>`SELECT reltuples::int AS "rows" FROM pg_class WHERE oid = '"NewHire"'::regclass`,
    );
    expect(known?.rows).toBeGreaterThanOrEqual(1_000);
  });

  it("with every optional scope take one more for jobs, departments, offices, managers and users each, and no more the next time", async () => {
    sandbox = await startGreenhouse({ world: bulkSeed(120) });
    const actor = await connectedAdmin(v3);
    expect((await syncOf(actor)).requests).toBe(1 + 1 + 3 + 5);
    const hire = (await allHires(actor))[0];
    expect([hire?.fields.department.value, hire?.fields.location.value].some((value) => value !== null)).toBe(true);
    expect((await allHires(actor)).some((one) => one.fields.managerName.value !== null)).toBe(true);
    hireCandidate(sandbox.world, Date.now(), { complete: true });
    const next = await syncOf(actor);
    expect(next).toMatchObject({ counts: { added: 1 } });
    expect(next.requests).toBe(1 + 1 + 1);
  });

  it("never meet the rate limit", async () => {
    sandbox = await startGreenhouse({ world: bulkSeed(400), rateLimitV3: { limit: 6, windowSeconds: 2 } });
    const actor = await connectedAdmin(withoutJobs);
    expect(await syncOf(actor)).toMatchObject({ status: "succeeded", requests: 1 + 1 + 8 });
    expect(client(withoutJobs.clientId)).toMatchObject({ refusedByRateLimit: 0 });
  });
});

describe("looking again", () => {
  it("asks which people changed where that takes fewer requests than reading them all", async () => {
    sandbox = await startGreenhouse({ world: bulkSeed(200, Date.now() - DAY_MS) });
    const actor = await connectedAdmin(withoutJobs);
    await syncOf(actor);
    await makeDue(actor);
    const person = [...sandbox.world.candidates()][7];
    sandbox.world.correct(person?.id ?? 0, { firstName: "Renamed" });
    const run = await syncOf(actor);
    expect(run).toMatchObject({ counts: { updated: 1, withdrawn: 0, candidatesFetched: 1, unchanged: 199 } });
    // Offers, hired applications, candidates by change, applications by change, and the one who did in two.
    expect(run.requests).toBe(2 + 2 + 2);
    expect((await allHires(actor)).filter((hire) => hire.fields.firstName.value === "Renamed")).toHaveLength(1);
  });

  it("reads a few again by id", async () => {
    sandbox = await startGreenhouse({ world: bulkSeed(40, Date.now() - DAY_MS) });
    const actor = await connectedAdmin(withoutJobs);
    await syncOf(actor);
    await makeDue(actor);
    expect((await syncOf(actor)).requests).toBe(2 + 2);
  });

  it("sees somebody unhired among the changed", async () => {
    sandbox = await startGreenhouse({ world: bulkSeed(200, Date.now() - DAY_MS) });
    const actor = await connectedAdmin(withoutJobs);
    await syncOf(actor);
    await makeDue(actor);
    const [first] = [...sandbox.world.candidates()];
    sandbox.world.unhire(first?.applications[0]?.id ?? 0);
    expect((await syncOf(actor)).counts).toMatchObject({ updated: 1, withdrawn: 0 });
  });
});

describe("the token", () => {
  it("is one for all processes: many that need it at once ask for it once", async () => {
    sandbox = await startGreenhouse();
    const actor = await connectedAdmin(v3);
    await inOrganization(actor.organizationId, (tx) => tx.greenhouseToken.deleteMany());
    sandbox.resetStatistics();
    const integration = await inOrganization(actor.organizationId, findGreenhouse);
    if (!integration) throw new Error("not connected");
    const connectors = Array.from({ length: 6 }, () => openConnector(integration));
    await Promise.all(connectors.map((connector) => connector.offerPage({ changedSince: null })));
    await Promise.all(connectors.map((connector) => connector.close()));
    expect(client().requests.token).toBe(1);
  });

  it("that ends in mid-run is renewed once, and the run goes on", async () => {
    sandbox = await startGreenhouse();
    const actor = await connectedAdmin(v3);
    sandbox.faults.add({ kind: "slow", count: 1, pathPrefix: "/v3/applications", delayMs: 200 });
    sandbox.resetStatistics();
    setTimeout(() => sandbox.clients.expireToken(demoClients.good.id), 100);
    expect(await syncOf(actor)).toMatchObject({ status: "succeeded", error: null });
    expect(client().requests.token).toBe(1);
  });

  it("of two workers is not taken from each other", async () => {
    sandbox = await startGreenhouse();
    const actor = await connectedAdmin(v3);
    await syncOf(actor);
    sandbox.resetStatistics();
    const integration = await inOrganization(actor.organizationId, findGreenhouse);
    if (!integration) throw new Error("not connected");
    const [one, other] = [openConnector(integration), openConnector(integration)];
    for (let round = 0; round < 3; round++) {
      sandbox.clients.expireToken(demoClients.good.id);
      await Promise.all([one.offerPage({ changedSince: null }), other.offerPage({ changedSince: null })]);
    }
    await Promise.all([one.close(), other.close()]);
    expect(client().requests.token).toBe(3);
  });

  it.each(["expires_in", "expires_at", "expires"] as const)("is used for as long as %s says, and no longer", async (field) => {
    sandbox = await startGreenhouse();
    sandbox.clients.setLifetime(demoClients.good.id, { seconds: 2, field });
    const actor = await connectedAdmin(v3);
    await syncOf(actor);
    const used = client().requests.token ?? 0;
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    sandbox.resetStatistics();
    expect(await syncOf(actor)).toMatchObject({ status: "succeeded" });
    expect(used).toBeGreaterThanOrEqual(1);
    expect(client().requests.token).toBe(1);
  });

  it("that cannot be had because the client was revoked needs attention, and nothing is lost", async () => {
    sandbox = await startGreenhouse();
    const actor = await connectedAdmin(v3);
    await syncOf(actor);
    const before = await allHires(actor);
    sandbox.clients.revoke(demoClients.good.id);
    expect(await syncOf(actor)).toMatchObject({ status: "failed", error: { code: "credential_rejected" } });
    expect(await view(actor)).toMatchObject({ status: "needs_attention", attention: { code: "credential_rejected" } });
    sandbox.clients.restore(demoClients.good.id);
    await connectGreenhouse(actor, v3);
    expect(await syncOf(actor)).toMatchObject({ status: "succeeded", counts: { added: 0, invited: 0, withdrawn: 0 } });
    expect((await allHires(actor)).map(({ id }) => id).sort()).toEqual(before.map(({ id }) => id).sort());
  });
});

describe("a scope that is taken away", () => {
  it("and was needed stops the sync, by its name", async () => {
    sandbox = await startGreenhouse();
    const actor = await connectedAdmin(v3);
    sandbox.clients.setScopes(demoClients.good.id, ["harvest:candidates:list", "harvest:applications:list"]);
    expect(await syncOf(actor)).toMatchObject({ status: "failed", error: { code: "permission_missing" } });
    const { status, permissions, attention } = await view(actor);
    expect(status).toBe("needs_attention");
    expect(attention?.message).toContain("harvest:offers:list");
    expect(permissions.find(({ name }) => name === "harvest:offers:list")?.granted).toBe(false);
  });

  it("and was optional turns its field off, and empties nothing that is there", async () => {
    sandbox = await startGreenhouse({ world: bulkSeed(30) });
    const actor = await connectedAdmin(v3);
    await syncOf(actor);
    sandbox.clients.setScopes(demoClients.good.id, ["harvest:offers:list", "harvest:candidates:list", "harvest:applications:list"]);
    await inOrganization(actor.organizationId, async (tx) => {
      await tx.acceptedApplication.updateMany({ data: { nextCheckAt: new Date(0), readAt: null } });
      await tx.greenhouseReference.deleteMany();
    });
    expect(await syncOf(actor)).toMatchObject({ status: "succeeded", counts: { updated: 0, withdrawn: 0 } });
    expect((await allHires(actor)).every((hire) => hire.fields.jobTitle.value !== null)).toBe(true);
    const { status, permissions } = await view(actor);
    expect(status).toBe("connected");
    expect(permissions.find(({ name }) => name === "harvest:jobs:list")?.granted).toBe(false);
  });
});

describe("a link to the next page", () => {
  /** A Greenhouse of one page whose link leads somewhere; notes which other servers are asked. */
  async function withLink(link: (own: string, other: string) => string) {
    const asked: (string | undefined)[] = [];
    const other = createServer((request, response) => {
      asked.push(request.headers.authorization);
      response.end("[]");
    });
    await new Promise<void>((ready) => other.listen(0, "127.0.0.1", ready));
    const own = createServer((request, response) => {
      response.setHeader("content-type", "application/json");
      const isToken = request.url?.startsWith("/auth");
      if (!isToken && !request.url?.endsWith("per_page=1")) {
        const addressOf = (server: typeof own) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
        response.setHeader("link", `<${link(addressOf(own), addressOf(other))}>; rel="next"`);
      }
      response.end(isToken ? JSON.stringify({ access_token: "secret-token", expires_in: 3600 }) : "[]");
    });
    await new Promise<void>((ready) => own.listen(0, "127.0.0.1", ready));
    pointAt(`http://127.0.0.1:${(own.address() as AddressInfo).port}`);
    try {
      const actor = await connectedAdmin(v3);
      return { run: await syncOf(actor), asked, actor };
    } finally {
      for (const server of [own, other]) {
        server.closeAllConnections();
        server.close();
      }
    }
  }

  it("that leaves the configured host is an error, and the token never goes there", async () => {
    const { run, asked } = await withLink((_, other) => `${other}/v3/offers?cursor=a`);
    expect(run).toMatchObject({ status: "failed", error: { code: "greenhouse_unreadable" } });
    expect(asked).toEqual([]);
  });

  it("that leaves the API's own path is an error too", async () => {
    const { run } = await withLink((own) => `${own}/v3evil/offers?cursor=a`);
    expect(run).toMatchObject({ status: "failed", error: { code: "greenhouse_unreadable" } });
  });

  it("that repeats is an error instead of a run without end, and the next run begins anew", async () => {
    const { run, actor } = await withLink((own) => `${own}/v3/offers?cursor=a`);
    expect(run).toMatchObject({ status: "failed", error: { code: "greenhouse_unreadable" } });
    expect(await inOrganization(actor.organizationId, findGreenhouse)).toMatchObject({ listingNext: null });
  });
});

describe("changing over from v1 to v3", () => {
  it("adds nobody, mails nobody, keeps every link, and erases the v1 key after the first good run", async () => {
    sandbox = await startGreenhouse();
    const actor = await connectedAdmin({ ...connections.v1, inviteFrom: utcDay(new Date()) });
    await syncOf(actor);
    const hires = await allHires(actor);
    const mails = await invitationCount(actor);
    await connectGreenhouse(actor, connections.v3);
    expect(await view(actor)).toMatchObject({ apiVersion: "v3", formerKeyKept: true });
    expect(await syncOf(actor)).toMatchObject({ status: "succeeded", counts: { added: 0, invited: 0, withdrawn: 0 } });
    expect(await invitationCount(actor)).toBe(mails);
    expect((await allHires(actor)).map(({ id, status }) => [id, status]).sort()).toEqual(
      hires.map(({ id, status }) => [id, status]).sort(),
    );
    expect(await view(actor)).toMatchObject({ formerKeyKept: false });
    expect(await inOrganization(actor.organizationId, findGreenhouse)).toMatchObject({ formerKeySealed: null });
  });

  it("keeps the v1 key as long as v3 had no good run", async () => {
    sandbox = await startGreenhouse();
    const actor = await connectedAdmin(v1);
    await syncOf(actor);
    await connectGreenhouse(actor, v3);
    sandbox.clients.revoke(demoClients.good.id);
    await syncOf(actor);
    expect(await view(actor)).toMatchObject({ status: "needs_attention", formerKeyKept: true });
  });

  it("sees who was hired in between", async () => {
    sandbox = await startGreenhouse({ world: bulkSeed(10) });
    const actor = await connectedAdmin(v1);
    await syncOf(actor);
    hireCandidate(sandbox.world, Date.now(), { complete: true });
    await connectGreenhouse(actor, v3);
    expect(await syncOf(actor)).toMatchObject({ counts: { added: 1, invited: 1 } });
  });

  it("ends a sync that was under way with the earlier credential, which can write nothing more", async () => {
    sandbox = await startGreenhouse({ world: bulkSeed(200) });
    const actor = await connectedAdmin(v1);
    sandbox.faults.add({ kind: "slow", count: 1, pathPrefix: "/v1/candidates", delayMs: 600 });
    const runId = await inOrganization(actor.organizationId, (tx) => syncNow(tx, actor, new Date()));
    const running = syncHiredCandidates(actor.organizationId, runId, new AbortController().signal);
    await new Promise((resolve) => setTimeout(resolve, 200));
    await connectGreenhouse(actor, v3);
    await running;
    expect(await runOf(actor, runId)).toMatchObject({ status: "failed", error: { code: "connection_changed" } });
    expect(await inOrganization(actor.organizationId, findGreenhouse)).toMatchObject({ apiVersion: "v3", listingNext: null });
    expect(await syncOf(actor)).toMatchObject({ status: "succeeded" });
    expect(await invitationCount(actor)).toBe(200);
  });

  it("can be compared first: the same, the changed, only here, only there, and nothing stored", async () => {
    sandbox = await startGreenhouse({ world: bulkSeed(20) });
    const actor = await connectedAdmin(v1);
    await syncOf(actor);
    const people = [...sandbox.world.candidates()];
    sandbox.world.correct(people[0]?.id ?? 0, { lastName: "Changed" });
    sandbox.world.unhire(people[1]?.applications[0]?.id ?? 0);
    const { applicationIds } = hireCandidate(sandbox.world, Date.now(), { complete: true });
    const hires = await allHires(actor);
    const idOf = (index: number) => hires.find((hire) => hire.greenhouse?.candidateId === people[index]?.id)?.id;
    expect(await compareGreenhouse(actor, v3)).toEqual({
      same: 18,
      changed: [{ id: idOf(0), fields: ["lastName"] }],
      onlyHere: [idOf(1)],
      onlyThere: applicationIds,
    });
    expect(await view(actor)).toMatchObject({ apiVersion: "v1" });
    expect(await inOrganization(actor.organizationId, (tx) => tx.greenhouseToken.count())).toBe(0);
    expect(await allHires(actor)).toHaveLength(20);
  });

  it("compares with the stored credential without taking the running sync's token away", async () => {
    sandbox = await startGreenhouse({ world: bulkSeed(5) });
    const actor = await connectedAdmin(v3);
    await syncOf(actor);
    sandbox.resetStatistics();
    expect(await compareGreenhouse(actor, v3)).toMatchObject({ same: 5 });
    expect(client().requests.token ?? 0).toBe(0);
  });
});

it("disconnecting erases the token, the webhook and what was kept of jobs", async () => {
  sandbox = await startGreenhouse({ world: bulkSeed(3) });
  const actor = await connectedAdmin(v3);
  await syncOf(actor);
  await inOrganization(actor.organizationId, (tx) => disconnectGreenhouse(tx, actor, new Date()));
  await inOrganization(actor.organizationId, async (tx) => {
    expect(await tx.greenhouseToken.count()).toBe(0);
    expect(await tx.greenhouseWebhook.count()).toBe(0);
    expect(await tx.greenhouseReference.count()).toBe(0);
    expect(await tx.newHire.count()).toBe(3);
  });
});

it("no stored row holds a secret in the clear", async () => {
  sandbox = await startGreenhouse({ world: bulkSeed(1) });
  const actor = await connectedAdmin(v3);
  const rows = await inOrganization(actor.organizationId, async (tx) =>
    JSON.stringify([await tx.partnerIntegration.findMany(), await tx.greenhouseToken.findMany()]),
  );
  expect(rows).not.toContain(demoClients.good.secret);
  expect(rows).not.toContain(demoClients.good.id);
  expect(rows).not.toContain(demoKeys.good);
});
