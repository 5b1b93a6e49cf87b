import { describe, expect, it } from "vitest";
import { testDatabase } from "@/e2e/fixtures/database";
import { connectedAdmin, connections, syncOf, versions } from "@/e2e/fixtures/greenhouse";
import { actorOf, makeOrganization } from "@/e2e/fixtures/hires";
import { testGreenhouse } from "@/e2e/fixtures/hooks/greenhouse";
import { demoClients, demoKeys } from "@/e2e/sandbox/server";
import { siteAdminUserId } from "@/e2e/sandbox/world/employer";
import type { Actor } from "@/lib/auth/actor";
import type { DoctorCheck } from "@/lib/connections/doctor/schema";
import { inOrganization } from "@/lib/platform/db";
import { loadEnv } from "@/lib/platform/env";
import { examineConnection } from "@/lib/workflows/connect/examine-connection";

testDatabase();

const sandbox = testGreenhouse();
let actor: Actor;

async function examined(): Promise<{ check: (name: string) => DoctorCheck | undefined; problems: string[]; requests: number }> {
  const { checks, requests } = await examineConnection(actor);
  const secrets = [demoKeys.good, demoClients.good.id, demoClients.good.secret];
  for (const secret of secrets) expect(JSON.stringify(checks)).not.toContain(secret);
  return {
    check: (name) => checks.find((one) => one.name === name),
    problems: checks.flatMap(({ name, ok }) => (ok === false ? [name] : [])),
    requests,
  };
}

describe.each(versions)("a connection over Harvest %s", (version) => {
  it("that works has no problem, and says what is left of the rate limit", async () => {
    actor = await connectedAdmin(connections[version]);
    await syncOf(actor);
    const { check, problems, requests } = await examined();
    expect(problems).toEqual([]);
    for (const name of ["credential", "token", "trusted_ips", "clock", "rate_limit", "last_sync"]) {
      expect([name, check(name)?.ok]).toEqual([name, true]);
    }
    expect(check("webhook")).toMatchObject({ ok: null, fix: expect.stringContaining("Generate") });
    expect(check("rate_limit")?.detail).toMatch(/^\d+ of \d+ requests/);
    // Introspection, one list, and whose the token is, once without and once with service accounts.
    expect(requests).toBe(version === "v1" ? 2 : 4);
  });

  it("whose credential was revoked says so, and what to do", async () => {
    actor = await connectedAdmin(connections[version]);
    if (version === "v1") sandbox().keys.revoke(demoKeys.good);
    else sandbox().clients.revoke(demoClients.good.id);
    const { check, problems } = await examined();
    expect(problems).toContain("token");
    expect(check("token")).toMatchObject({ ok: false, fix: expect.stringContaining("Replace the credential") });
  });

  it("whose last sync failed repeats the reason", async () => {
    actor = await connectedAdmin(connections[version]);
    sandbox().faults.add({ kind: "500", count: 1_000, pathPrefix: `/${version}/offers` });
    await syncOf(actor);
    sandbox().faults.clear();
    const { check, problems } = await examined();
    expect(problems).toEqual(["last_sync"]);
    expect(check("last_sync")).toMatchObject({ detail: expect.stringContaining("error 500"), fix: expect.any(String) });
  });

  it("to a Greenhouse whose clock is wrong names the difference", async () => {
    actor = await connectedAdmin(connections[version]);
    sandbox().dateAheadSeconds = 600;
    const { check, problems } = await examined();
    expect(problems).toEqual(["clock"]);
    expect(check("clock")?.detail).toMatch(/^Greenhouse’s clock is (599|60\d) seconds ahead/);
  });

  it("that Greenhouse does not answer says so, and that it is tried again", async () => {
    actor = await connectedAdmin(connections[version]);
    sandbox().faults.add({ kind: "500", count: 1_000 });
    const { check } = await examined();
    expect(check("token")).toMatchObject({ ok: null, fix: expect.stringContaining("Try again") });
  });
});

describe("over Harvest v3", () => {
  it("each scope is told apart from one introspection, without a request to its list", async () => {
    actor = await connectedAdmin(connections.v3);
    sandbox().clients.setScopes(demoClients.good.id, ["harvest:offers:list", "harvest:candidates:list"]);
    const { check, problems, requests } = await examined();
    expect(problems).toEqual(["harvest:applications:list"]);
    expect(check("harvest:applications:list")?.fix).toContain("select harvest:applications:list");
    expect(check("harvest:jobs:list")).toMatchObject({ ok: null });
    expect(requests).toBeLessThanOrEqual(4);
  });

  it("scopes are found by asking for each list where Greenhouse tells nothing of the token", async () => {
    actor = await connectedAdmin(connections.v3);
    sandbox().faults.add({ kind: "403", count: 1, pathPrefix: "/auth/introspect" });
    const { check, problems } = await examined();
    expect(problems).toEqual([]);
    expect(check("harvest:users:list")).toMatchObject({ ok: true });
  });

  it("it says for whom the token acts: a service account, a person who is Site Admin, or one who is none", async () => {
    actor = await connectedAdmin(connections.v3);
    expect((await examined()).check("acts_as")).toMatchObject({ ok: true, detail: expect.stringContaining("service account") });
    actor = await connectedAdmin({ ...connections.v3, userId: String(siteAdminUserId) });
    expect((await examined()).check("acts_as")).toMatchObject({ ok: true, detail: expect.stringContaining("person") });
  });

  it("requests that are refused although the token is active may come from an address that is not trusted", async () => {
    actor = await connectedAdmin(connections.v3);
    sandbox().faults.add({ kind: "403", count: 1_000, pathPrefix: "/v3/" });
    expect((await examined()).check("trusted_ips")).toMatchObject({ ok: false, fix: expect.stringContaining("Ask the operator") });
    process.env.OUTGOING_ADDRESSES = "192.0.2.7";
    loadEnv({ mail: true });
    const { check, problems } = await examined();
    delete process.env.OUTGOING_ADDRESSES;
    loadEnv({ mail: true });
    expect(problems).toEqual(["trusted_ips"]);
    expect(check("trusted_ips")?.fix).toContain("192.0.2.7");
  });
});

it("no connection is a refusal, and a credential that cannot be opened a problem", async () => {
  actor = actorOf(await makeOrganization(), "admin");
  await expect(examineConnection(actor)).rejects.toMatchObject({ code: "not_connected" });
  actor = await connectedAdmin(connections.v3);
  await inOrganization(actor.organizationId, (tx) => tx.partnerIntegration.updateMany({ data: { credentialSealed: "no:seal" } }));
  await inOrganization(actor.organizationId, (tx) => tx.greenhouseToken.deleteMany({}));
  expect((await examined()).problems).toContain("credential");
});
