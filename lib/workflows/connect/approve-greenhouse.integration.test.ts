import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { testDatabase } from "@/e2e/fixtures/database";
import { startGreenhouse, syncOf } from "@/e2e/fixtures/greenhouse";
import { actorOf, makeOrganization } from "@/e2e/fixtures/hires";
import { demoClients, type Sandbox } from "@/e2e/sandbox/server";
import { bulkSeed } from "@/e2e/sandbox/world/seed";
import type { Actor } from "@/lib/auth/actor";
import { findGreenhouse, greenhouseView } from "@/lib/connections/data";
import { inOrganization } from "@/lib/platform/db";
import { loadEnv } from "@/lib/platform/env";
import { beginApproval, endApproval } from "@/lib/workflows/connect/approve-greenhouse";
import { maintain } from "@/lib/workflows/operate/maintain";

testDatabase();

let sandbox: Sandbox;
let actor: Actor;

beforeEach(async () => {
  sandbox = await startGreenhouse({ world: bulkSeed(5) });
  process.env.GREENHOUSE_OAUTH_CLIENT_ID = demoClients.partner.id;
  process.env.GREENHOUSE_OAUTH_CLIENT_SECRET = demoClients.partner.secret;
  loadEnv({ mail: true });
  actor = actorOf(await makeOrganization(), "admin");
});

afterEach(() => sandbox.close());

/** What a person does on the consent page; answers with what the portal's callback is then asked. */
async function decide(address: string, decision: "authorize" | "deny", more: Record<string, string> = {}) {
  const { origin, pathname, searchParams } = new URL(address);
  const answer = await fetch(origin + pathname, {
    method: "POST",
    redirect: "manual",
    body: new URLSearchParams({ ...Object.fromEntries(searchParams), decision, ...more }),
  });
  expect(answer.status).toBe(303);
  const back = new URL(answer.headers.get("location") ?? "");
  expect(back.pathname).toBe("/api/partner-integrations/greenhouse/callback");
  return {
    state: back.searchParams.get("state") ?? "",
    code: back.searchParams.get("code") ?? undefined,
    declined: back.searchParams.has("error"),
  };
}

function begin(inviteFrom?: string): Promise<string> {
  return inOrganization(actor.organizationId, (tx) => beginApproval(tx, actor, inviteFrom, new Date()));
}

async function approve(): Promise<void> {
  const back = await decide(await begin("2020-01-01"), "authorize");
  expect(await endApproval(actor, back)).toBeNull();
}

function view() {
  return inOrganization(actor.organizationId, greenhouseView);
}

function tokenRow() {
  return inOrganization(actor.organizationId, (tx) => tx.greenhouseToken.findFirstOrThrow());
}

describe("connecting by an approval in Greenhouse", () => {
  it("stores a connection that works, with the go-live date that was chosen before", async () => {
    await approve();
    expect(await view()).toMatchObject({
      status: "connected",
      apiVersion: "v3",
      grant: "authorization_code",
      credentialHint: null,
      inviteFrom: "2020-01-01",
    });
    expect(await syncOf(actor)).toMatchObject({ status: "succeeded", counts: { added: 5, invited: 5 } });
  });

  it("asks for the scopes that syncs use, and of the optional ones for those that the vendor's client is registered for", async () => {
    const asked = async () => new URL(await begin()).searchParams.get("scope")?.split(" ") ?? [];
    expect(await asked()).toHaveLength(8);
    expect(await asked()).not.toContain("harvest:notes:create");
    process.env.GREENHOUSE_OAUTH_SCOPES = "harvest:notes:create";
    loadEnv({ mail: true });
    const more = await asked();
    delete process.env.GREENHOUSE_OAUTH_SCOPES;
    loadEnv({ mail: true });
    expect(more).toHaveLength(9);
    expect(more).toContain("harvest:notes:create");
  });

  it("changes nothing when it is declined", async () => {
    const back = await decide(await begin(), "deny");
    expect(await endApproval(actor, back)).toBe("declined");
    expect((await view()).status).toBe("not_connected");
  });

  it("takes a state once, within its time, and from the admin who began", async () => {
    const back = await decide(await begin(), "authorize");
    const colleague = { ...actor, userId: crypto.randomUUID() };
    expect(await endApproval(colleague, back)).toBe("unknown_state");
    const stranger = actorOf(await makeOrganization(), "admin");
    expect(await endApproval(stranger, back)).toBe("unknown_state");
    expect(await endApproval(actor, back)).toBeNull();
    expect(await endApproval(actor, back)).toBe("unknown_state");
    const late = await decide(await begin(), "authorize");
    await inOrganization(actor.organizationId, (tx) => tx.greenhouseApproval.updateMany({ data: { expiresAt: new Date(0) } }));
    expect(await endApproval(actor, late)).toBe("unknown_state");
    expect((await view()).status).toBe("connected");
  });

  it("says that a code was refused, and keeps what was connected before", async () => {
    await approve();
    const before = await inOrganization(actor.organizationId, findGreenhouse);
    const back = await decide(await begin(), "authorize");
    expect(await endApproval(actor, { ...back, code: "not-the-code" })).toBe("code_refused");
    expect(await inOrganization(actor.organizationId, findGreenhouse)).toEqual(before);
  });

  it("says that whoever approved is no Site Admin, or that a scope is missing", async () => {
    const back = await decide(await begin(), "authorize", { acts_for: "myself" });
    expect(await endApproval(actor, back)).toBe("permission_missing");
    expect((await view()).status).toBe("not_connected");
  });

  it("is not there where the vendor's client is not set", async () => {
    delete process.env.GREENHOUSE_OAUTH_CLIENT_ID;
    delete process.env.GREENHOUSE_OAUTH_CLIENT_SECRET;
    loadEnv({ mail: true });
    await expect(begin()).rejects.toMatchObject({ code: "not_found" });
    await expect(endApproval(actor, { state: "", code: undefined, declined: false })).rejects.toMatchObject({ code: "not_found" });
    expect((await view()).approvalOffered).toBe(false);
  });
});

describe("an approval's tokens", () => {
  it("are renewed in mid-run, and the refresh token is another one afterwards", async () => {
    await approve();
    const before = await tokenRow();
    sandbox.clients.expireToken(demoClients.partner.id);
    expect(await syncOf(actor)).toMatchObject({ status: "succeeded" });
    const after = await tokenRow();
    expect(after.refreshSealed).not.toBe(before.refreshSealed);
    expect(after.refreshBefore?.getTime()).toBeGreaterThan(Date.now() + 23 * 3_600_000);
  });

  it("are renewed by the housekeeping once nobody did for half a day, so that an idle connection lives on", async () => {
    await approve();
    await maintain(new Date());
    const fresh = await tokenRow();
    await inOrganization(actor.organizationId, (tx) =>
      tx.greenhouseToken.updateMany({ data: { renewedAt: new Date(Date.now() - 13 * 3_600_000) } }),
    );
    await maintain(new Date());
    expect((await tokenRow()).refreshSealed).not.toBe(fresh.refreshSealed);
  });

  it("that were revoked need attention; approving again goes on with nothing lost and nobody mailed twice", async () => {
    await approve();
    await syncOf(actor);
    sandbox.clients.revokeAuthorizations(sandbox.world);
    expect(await syncOf(actor)).toMatchObject({ status: "failed", error: { code: "credential_rejected" } });
    expect(await view()).toMatchObject({ status: "needs_attention" });
    await approve();
    expect(await syncOf(actor)).toMatchObject({ status: "succeeded", counts: { added: 0, invited: 0, withdrawn: 0 } });
  });

  it("that the housekeeping finds revoked need attention too", async () => {
    await approve();
    sandbox.clients.revokeAuthorizations(sandbox.world);
    await inOrganization(actor.organizationId, (tx) => tx.greenhouseToken.updateMany({ data: { renewedAt: new Date(0) } }));
    await maintain(new Date());
    expect(await view()).toMatchObject({ status: "needs_attention", attention: { code: "credential_rejected" } });
  });
});
