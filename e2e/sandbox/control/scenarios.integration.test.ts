import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { accessToken, basic, getV3, requestToken, steer as steerAt } from "@/e2e/sandbox/requests";
import { demoClients, demoKeys, type Sandbox, startSandbox } from "@/e2e/sandbox/server";

const outcomeSchema = z.object({ summary: z.string(), candidateId: z.number(), applicationIds: z.array(z.number()) });
const unlimited = { limit: 100_000, windowSeconds: 10 };

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, rateLimit: unlimited, rateLimitV3: unlimited, tokenRateLimit: unlimited });
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.close());

const run = (name: string, inputs: object = {}) => steerAt(sandbox, `/control/scenarios/${name}`, inputs);

async function outcomeOf(name: string, inputs: object = {}) {
  const answer = await run(name, inputs);
  expect(answer.status).toBe(200);
  return outcomeSchema.parse(await answer.json());
}

function pressed(name: string, fields: Record<string, string> = {}): Promise<Response> {
  return fetch(`${sandbox.url}/press/${name}`, { method: "POST", body: new URLSearchParams(fields), redirect: "manual" });
}

const page = async (query = "") => (await fetch(`${sandbox.url}/${query}`)).text();

describe("scenarios over HTTP", () => {
  test("are all listed with a group, a sentence and a schema, and each of them can be run", async () => {
    const schema = z.array(
      z.object({
        name: z.string(),
        group: z.string(),
        sentence: z.string().endsWith("."),
        inputs: z.object({ type: z.literal("object") }),
      }),
    );
    const listed = schema.parse(await (await fetch(`${sandbox.url}/control/scenarios`)).json());
    expect([...new Set(listed.map(({ group }) => group))]).toEqual(["Hires", "Changes", "Failures", "Credentials", "Reset"]);
    for (const { name } of listed) {
      sandbox.reset();
      const { candidateId: person } = await outcomeOf("hire-complete");
      const needs: Record<string, object> = { "correct-name": { firstName: "Ada" }, complete: { person }, rehire: { person } };
      if (name === "accept-offer") await outcomeOf("hire-without-offer");
      if (name === "rehire") await outcomeOf("unhire", { person });
      expect([name, (await run(name, needs[name])).status]).toEqual([name, 200]);
    }
  });

  test("refuse bad inputs with 422, unknown ones too, and what is not there with 404", async () => {
    expect((await run("move-start-date", { startsAt: "tomorrow" })).status).toBe(422);
    expect((await run("correct-name", { firstname: "Ada" })).status).toBe(422);
    expect((await run("hire-complete", { account: "no-such-key" })).status).toBe(422);
    expect((await run("unhire", { person: 1 })).status).toBe(404);
    expect((await run("earthquake")).status).toBe(404);
    expect((await run("toString")).status).toBe(404);
  });

  test("act on any account, and on the chosen person only", async () => {
    const account = demoKeys.emptyAccount;
    const first = await outcomeOf("hire-complete", { account, firstName: "Ida", isPrivate: true });
    await outcomeOf("hire-complete", { account });
    await outcomeOf("correct-name", { account, person: first.candidateId, firstName: "Ada" });
    const world = sandbox.keys.find(account)?.world;
    expect(world?.candidate(first.candidateId)).toMatchObject({ firstName: "Ada", isPrivate: true });
    expect(sandbox.world.candidate(first.candidateId)?.firstName).not.toBe("Ada");
  });

  test("a duplicate is another candidate with the same name and personal email", async () => {
    const original = await outcomeOf("hire-complete", { firstName: "Ida", lastName: "Nowak", personalEmail: "ida@mail.test" });
    const copy = await outcomeOf("hire-duplicate", { person: original.candidateId });
    expect(copy.candidateId).not.toBe(original.candidateId);
    const made = sandbox.world.candidate(copy.candidateId);
    expect(made).toMatchObject({ firstName: "Ida", lastName: "Nowak" });
    expect(made?.emails).toContainEqual({ value: "ida@mail.test", type: "personal" });
  });

  test("a hire is taken back, hired again, rejected and hired again", async () => {
    const { candidateId: person, applicationIds } = await outcomeOf("hire-complete");
    const application = () => sandbox.world.application(applicationIds[0] ?? 0);
    await outcomeOf("unhire", { person });
    expect(application().status).toBe("active");
    expect((await run("unhire-and-rehire", { person })).status).toBe(422);
    await outcomeOf("rehire");
    await outcomeOf("unhire-and-rehire", { person });
    expect(application().status).toBe("hired");
    await outcomeOf("reject", { person });
    expect(application()).toMatchObject({ status: "rejected", rejectedAt: expect.any(Number) });
    await outcomeOf("rehire", { person });
    expect(application()).toMatchObject({ status: "hired", rejectedAt: null });
  });

  test("failures strike the next requests and end", async () => {
    await run("answer-429", { count: 1, retryAfter: 7 });
    const offers = () => fetch(`${sandbox.url}/v1/offers`, { headers: basic(demoKeys.good) });
    const refused = await offers();
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "7"]);
    await run("drop-connections", { count: 1 });
    await expect(offers()).rejects.toThrow();
    await run("fail-five");
    expect((await offers()).status).toBe(500);
    await run("end-failures");
    expect((await offers()).status).toBe(200);
  });

  test("failures strike the chosen account only, its tokens too, and end for it alone", async () => {
    const account = demoClients.emptyAccount.id;
    const [theirs, mine] = [await accessToken(sandbox, demoClients.emptyAccount), await accessToken(sandbox)];
    const status = async (path: string, token: string) => (await getV3(sandbox, path, token)).status;
    await run("answer-429", { account, count: 2 });
    expect(await status("/v3/offers", mine)).toBe(200);
    expect(await status("/v3/offers", theirs)).toBe(429);
    expect((await requestToken(sandbox)).status).toBe(200);
    expect((await requestToken(sandbox, demoClients.emptyAccount)).status).toBe(429);
    await run("fail-five", { account });
    await run("end-failures");
    expect((await fetch(`${sandbox.url}/v1/offers`, { headers: basic(demoKeys.emptyAccount) })).status).toBe(500);
    await run("end-failures", { account });
    expect((await fetch(`${sandbox.url}/v1/offers`, { headers: basic(demoKeys.emptyAccount) })).status).toBe(200);
  });

  test("reset makes the chosen account as it was at the start, with its key and client, and no other", async () => {
    const [account, client] = ["key-of-a-reset-account", { id: "client-of-a-reset-account", secret: "its-secret" }];
    const fresh = sandbox.addAccount(account, "seeded", client).size;
    const sizes = () => [sandbox.keys.find(account)?.world.size, sandbox.clients.find(client.id)?.world.size, sandbox.world.size];
    const others = sandbox.world.size + 1;
    await outcomeOf("hire-complete", { account });
    await outcomeOf("hire-complete");
    await run("revoke", { account });
    await run("fail-five", { account });
    expect((await run("reset", { account })).status).toBe(200);
    expect(sizes()).toEqual([fresh, fresh, others]);
    expect((await fetch(`${sandbox.url}/v1/offers`, { headers: basic(account) })).status).toBe(200);
    expect((await getV3(sandbox, "/v3/offers", await accessToken(sandbox, client))).status).toBe(200);
    expect((await run("reset")).status).toBe(200);
    expect(sizes()).toEqual([fresh, fresh, others - 1]);
  });

  test("a token expires and a scope goes for the chosen client only", async () => {
    const token = await accessToken(sandbox);
    const other = await accessToken(sandbox, demoClients.withoutJobs);
    const credential = demoClients.good.id;
    await run("expire-token", { credential });
    expect((await getV3(sandbox, "/v3/offers", token)).status).toBe(401);
    expect((await getV3(sandbox, "/v3/offers", other)).status).toBe(200);
    await run("remove-scope", { credential, scope: "harvest:offers:list" });
    expect((await getV3(sandbox, "/v3/offers", await accessToken(sandbox))).status).toBe(403);
    expect((await run("expire-token", { credential: demoKeys.good })).status).toBe(422);
    expect((await run("revoke", { credential: demoKeys.emptyAccount })).status).toBe(404);
  });
});

describe("the page of scenarios", () => {
  test("chooses an account and a person by name or id, and its forms are about them", async () => {
    const account = demoKeys.emptyAccount;
    const { candidateId, applicationIds } = await outcomeOf("hire-complete", { account, firstName: "Zo", lastName: "Unmistakable" });
    for (const search of ["unmistak", String(candidateId), String(applicationIds[0])]) {
      expect(await page(`?account=${account}&search=${search}`)).toContain(`person=${candidateId}`);
    }
    expect(await page(`?account=${account}&search=nobody-at-all`)).toContain("No one matches.");
    expect(await page(`?account=${account}&person=${candidateId}`)).toContain(`name="person" value="${candidateId}"`);
  });

  test("shows what the last scenario changed, and why one could not run", async () => {
    const done = await pressed("hire-complete", { firstName: "Ida", lastName: "", isPrivate: "on" });
    expect([done.status, done.headers.get("location")]).toEqual([303, "/?#outcome"]);
    const shown = await page();
    expect(shown).toMatch(/role="status"[\s\S]*Ida [\s\S]*was hired\.[\s\S]*candidate \d+ · application \d+ · offer \d+/);
    expect((await pressed("fail-five", { count: "0" })).status).toBe(303);
    expect(await page()).toMatch(/role="alert"[\s\S]*not done/);
  });

  test("escapes names, searches and addresses with markup", async () => {
    const hostile = `"><script>alert(1)</script>`;
    const { candidateId } = await outcomeOf("hire-complete", { firstName: hostile, lastName: hostile, personalEmail: hostile });
    await pressed("correct-name", { person: String(candidateId), lastName: `<b>${hostile}` });
    for (const query of [
      "",
      `?person=${candidateId}`,
      `?search=${encodeURIComponent(hostile)}`,
      `?account=${encodeURIComponent(hostile)}`,
    ]) {
      expect(await page(query)).not.toMatch(/<script|<b>/);
    }
  });
});
