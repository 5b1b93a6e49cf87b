import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { accessToken, basic, type ClientCredentials, getV3, requestToken, steer } from "@/e2e/sandbox/requests";
import { demoClients, demoKeys, type Sandbox, startSandbox } from "@/e2e/sandbox/server";
import { basicUserId, siteAdminUserId } from "@/e2e/sandbox/world/employer";
import { DAY_MS } from "@/lib/platform/calendar";

const redirectUri = "http://127.0.0.1:3000/api/partner-integrations/greenhouse/callback";
const errorSchema = z.object({ message: z.string(), errorId: z.string() });
const pairSchema = z.object({
  access_token: z.string(),
  refresh_token: z.string(),
  expires_at: z.iso.datetime(),
  refresh_token_expires_in: z.literal(86_400),
});

let sandbox: Sandbox;
let now: number;

beforeEach(async () => {
  now = Date.now();
  sandbox = await startSandbox({ port: 0, clock: () => now, tokenRateLimit: { limit: 30, windowSeconds: 60 } });
});
afterEach(() => sandbox.close());

async function statusWith(token: string, path = "/v3/offers"): Promise<number> {
  return (await getV3(sandbox, path, token)).status;
}

describe("tokens by a client's secret", () => {
  test("the text of the refusal repeats a malformed client id", async () => {
    const answer = await requestToken(sandbox, { id: "pasted-by-mistake", secret: "x" });
    expect(answer.status).toBe(400);
    expect(errorSchema.parse(await answer.json()).message).toContain("pasted-by-mistake");
  });

  test.each<[string, ClientCredentials]>([
    ["an unknown client", { id: "some-other-client", secret: demoClients.good.secret }],
    ["another secret", { id: demoClients.good.id, secret: "wrong" }],
  ])("%s is refused as invalid_client", async (_name, client) => {
    const answer = await requestToken(sandbox, client);
    expect(answer.status).toBe(401);
    expect(await answer.json()).toEqual({ error: "invalid_client" });
  });

  test("no credential is refused with a message", async () => {
    const answer = await fetch(`${sandbox.url}/auth/token`, {
      method: "POST",
      body: new URLSearchParams({ grant_type: "client_credentials" }),
    });
    expect(answer.status).toBe(401);
    errorSchema.parse(await answer.json());
  });

  test("a new token revokes the earlier one of the same client, and no other's", async () => {
    const other = await accessToken(sandbox, demoClients.withoutJobs);
    const first = await accessToken(sandbox);
    const second = await accessToken(sandbox);
    expect([await statusWith(first), await statusWith(second), await statusWith(other)]).toEqual([401, 200, 200]);
  });

  test("a dead token is refused in the documented words", async () => {
    const answer = await getV3(sandbox, "/v3/offers", "unknown");
    expect(answer.status).toBe(401);
    expect(await answer.json()).toEqual({
      message: "Unauthorized",
      errors: ["Token could not be decoded. Please ensure your token is from a trusted source."],
    });
  });

  test("a token lives for an hour, or as long as was set", async () => {
    const hour = await accessToken(sandbox);
    now += 3_599_000;
    expect(await statusWith(hour)).toBe(200);
    now += 1_000;
    expect(await statusWith(hour)).toBe(401);
    await steer(sandbox, `/control/clients/${demoClients.good.id}/lifetime`, { seconds: 5 });
    const short = await accessToken(sandbox);
    now += 5_000;
    expect(await statusWith(short)).toBe(401);
  });

  test.each(["expires_in", "expires_at", "expires"])("the lifetime can be told as %s, and only so", async (field) => {
    await steer(sandbox, `/control/clients/${demoClients.good.id}/lifetime`, { field });
    const until = new Date(now + 3_600_000).toISOString();
    const answer = await requestToken(sandbox);
    expect(await answer.json()).toEqual({
      access_token: expect.any(String),
      token_type: "Bearer",
      [field]: field === "expires_in" ? 3_600 : until,
    });
  });

  test("a user who is no Site Admin gets a token that opens nothing", async () => {
    expect(await statusWith(await accessToken(sandbox, demoClients.good, siteAdminUserId))).toBe(200);
    const basicUser = await accessToken(sandbox, demoClients.good, basicUserId);
    expect([await statusWith(basicUser), await statusWith(basicUser, "/v3/users")]).toEqual([403, 403]);
  });

  test("a revoked client has no live token and gets none until it is restored", async () => {
    const token = await accessToken(sandbox);
    await steer(sandbox, `/control/clients/${demoClients.good.id}/revoke`);
    expect(await statusWith(token)).toBe(401);
    expect((await requestToken(sandbox)).status).toBe(401);
    await steer(sandbox, `/control/clients/${demoClients.good.id}/restore`);
    expect(await statusWith(token)).toBe(401);
    expect(await statusWith(await accessToken(sandbox))).toBe(200);
  });

  test("a token can be made to expire immediately", async () => {
    const token = await accessToken(sandbox);
    await steer(sandbox, `/control/clients/${demoClients.good.id}/expire-token`);
    expect(await statusWith(token)).toBe(401);
    expect(await statusWith(await accessToken(sandbox))).toBe(200);
  });

  test("token requests have a limit of their own, which spares the lists", async () => {
    const token = await accessToken(sandbox);
    for (let count = 1; count < 30; count++) await requestToken(sandbox, { ...demoClients.good, secret: "wrong" });
    const refused = await requestToken(sandbox);
    expect(refused.status).toBe(429);
    // The window ends at the next full minute.
    expect(refused.headers.get("retry-after")).toBe(String(Math.ceil((60_000 - (now % 60_000)) / 1000)));
    expect(await statusWith(token)).toBe(200);
    now += 60_000;
    expect((await requestToken(sandbox)).status).toBe(200);
  });

  test("the state shows clients without their secrets and tokens", async () => {
    const token = await accessToken(sandbox);
    const state = await (await fetch(`${sandbox.url}/control/state`)).text();
    expect(state).toContain(demoClients.good.id);
    for (const secret of [demoClients.good.secret, token]) expect(state).not.toContain(secret);
  });
});

describe("authorization by people", () => {
  const verifier = "a-verifier-of-at-least-forty-three-characters-in-length";
  const asked = {
    response_type: "code",
    client_id: demoClients.partner.id,
    redirect_uri: redirectUri,
    scope: "harvest:offers:list harvest:applications:list",
    state: "state-of-the-portal",
  };

  function decide(changes: Record<string, string> = {}): Promise<Response> {
    const body = new URLSearchParams({ ...asked, decision: "authorize", ...changes });
    return fetch(`${sandbox.url}/auth/authorize`, { method: "POST", body, redirect: "manual" });
  }

  async function codeOf(changes: Record<string, string> = {}): Promise<string> {
    const answer = await decide(changes);
    expect(answer.status).toBe(303);
    const target = new URL(answer.headers.get("location") ?? "");
    expect(`${target.origin}${target.pathname}`).toBe(redirectUri);
    expect(target.searchParams.get("state")).toBe(asked.state);
    return target.searchParams.get("code") ?? "";
  }

  function redeem(code: string, changes: Record<string, string> = {}): Promise<Response> {
    return requestToken(sandbox, demoClients.partner, { grant_type: "authorization_code", code, redirect_uri: redirectUri, ...changes });
  }

  function refresh(token: string): Promise<Response> {
    return requestToken(sandbox, demoClients.partner, { grant_type: "refresh_token", refresh_token: token });
  }

  async function pair(answer: Promise<Response>): Promise<z.output<typeof pairSchema>> {
    return pairSchema.parse(await (await answer).json());
  }

  async function expectInvalidGrant(asking: Promise<Response>): Promise<void> {
    const answer = await asking;
    expect(answer.status).toBe(400);
    expect(await answer.json()).toEqual({ error: "invalid_grant" });
  }

  test("the page shows what is asked for, keeps the account that was hinted at, and may lead back to the partner", async () => {
    const answer = await fetch(`${sandbox.url}/auth/authorize?${new URLSearchParams({ ...asked, login_hint: demoKeys.emptyAccount })}`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-security-policy")).toContain(`form-action 'self' ${new URL(redirectUri).origin}`);
    const page = await answer.text();
    for (const text of ["Authorize", "Deny", "Service account", "harvest:offers:list", demoKeys.emptyAccount]) expect(page).toContain(text);
  });

  test.each([
    ["an address elsewhere", { redirect_uri: "http://elsewhere.example/api/partner-integrations/greenhouse/callback" }],
    ["another path", { redirect_uri: "http://127.0.0.1:3000/elsewhere" }],
    ["a path hidden in a query", { redirect_uri: `http://127.0.0.1:3000/?to=${new URL(redirectUri).pathname}` }],
    ["an unknown client", { client_id: "unknown-client" }],
    ["a client that is no partner", { client_id: demoClients.good.id }],
    ["an unknown account", { account: "nobody's" }],
  ])("%s is refused on a page of Greenhouse's own", async (_name, changes) => {
    const shown = await fetch(`${sandbox.url}/auth/authorize?${new URLSearchParams({ ...asked, ...changes })}`, { redirect: "manual" });
    expect([shown.status, (await decide(changes)).status]).toEqual([400, 400]);
  });

  test.each<[Record<string, string>, string]>([
    [{ decision: "deny" }, "access_denied"],
    [{ scope: "harvest:everything:list" }, "invalid_scope"],
    [{ response_type: "token" }, "unsupported_response_type"],
  ])("%o is told to the partner", async (changes, error) => {
    const target = new URL((await decide(changes)).headers.get("location") ?? "");
    expect(Object.fromEntries(target.searchParams)).toEqual({ error, state: asked.state });
  });

  test("another site's page cannot decide", async () => {
    const body = new URLSearchParams({ ...asked, decision: "authorize" });
    const answer = await fetch(`${sandbox.url}/auth/authorize`, { method: "POST", body, headers: { origin: "http://elsewhere.example" } });
    expect(answer.status).toBe(403);
  });

  test("a code gives tokens for the scopes that were authorized", async () => {
    const { access_token } = await pair(redeem(await codeOf()));
    expect([await statusWith(access_token), await statusWith(access_token, "/v3/candidates")]).toEqual([200, 403]);
  });

  test("a code works once", async () => {
    const code = await codeOf();
    await pair(redeem(code));
    await expectInvalidGrant(redeem(code));
  });

  test("a code is dead after 60 seconds", async () => {
    const [one, other] = [await codeOf(), await codeOf()];
    now += 59_000;
    await pair(redeem(one));
    now += 1_000;
    await expectInvalidGrant(redeem(other));
  });

  test("a code is bound to its redirect_uri", async () => {
    await expectInvalidGrant(redeem(await codeOf(), { redirect_uri: redirectUri.replace("3000", "3001") }));
  });

  test("a code with a challenge needs its verifier", async () => {
    const challenge = { code_challenge: createHash("sha256").update(verifier).digest("base64url"), code_challenge_method: "S256" };
    await expectInvalidGrant(redeem(await codeOf(challenge)));
    await expectInvalidGrant(redeem(await codeOf(challenge), { code_verifier: "another" }));
    await pair(redeem(await codeOf(challenge), { code_verifier: verifier }));
  });

  test("a refresh gives new tokens and kills both that it replaces", async () => {
    const first = await pair(redeem(await codeOf()));
    const second = await pair(refresh(first.refresh_token));
    expect([await statusWith(first.access_token), await statusWith(second.access_token)]).toEqual([401, 200]);
    await expectInvalidGrant(refresh(first.refresh_token));
    await pair(refresh(second.refresh_token));
  });

  test("a refresh token is dead after a day", async () => {
    const { refresh_token } = await pair(redeem(await codeOf()));
    now += DAY_MS;
    await expectInvalidGrant(refresh(refresh_token));
  });

  test("authorizations of one partner for two accounts live side by side, each with its own people", async () => {
    const mine = await pair(redeem(await codeOf()));
    const empty = await pair(redeem(await codeOf({ account: demoClients.emptyAccount.id })));
    expect(await (await getV3(sandbox, "/v3/offers", mine.access_token)).json()).not.toEqual([]);
    expect(await (await getV3(sandbox, "/v3/offers", empty.access_token)).json()).toEqual([]);
    await steer(sandbox, "/control/authorizations/revoke", { account: demoKeys.emptyAccount });
    expect([await statusWith(mine.access_token), await statusWith(empty.access_token)]).toEqual([200, 401]);
    await expectInvalidGrant(refresh(empty.refresh_token));
    await pair(refresh(mine.refresh_token));
  });

  test("someone who is no Site Admin authorizes nothing of use", async () => {
    const { access_token } = await pair(redeem(await codeOf({ acts_for: "myself" })));
    expect(await statusWith(access_token)).toBe(403);
  });

  test("the partner gets no token by its secret alone, and its codes are no other client's", async () => {
    expect(await (await requestToken(sandbox, demoClients.partner)).json()).toEqual({ error: "unauthorized_client" });
    const code = await codeOf();
    const form = { grant_type: "authorization_code", code, redirect_uri: redirectUri };
    await expectInvalidGrant(requestToken(sandbox, demoClients.good, form));
    await pair(redeem(code));
  });
});

test("a request that is no form is refused", async () => {
  const headers = { ...basic(demoClients.good.id, demoClients.good.secret), "content-type": "application/json" };
  const body = JSON.stringify({ grant_type: "client_credentials" });
  expect((await fetch(`${sandbox.url}/auth/token`, { method: "POST", headers, body })).status).toBe(400);
});
