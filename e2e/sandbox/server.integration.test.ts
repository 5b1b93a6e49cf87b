import { request } from "node:http";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { basic, linked, steer as steerAt } from "@/e2e/sandbox/requests";
import { demoKeys, type Sandbox, startSandbox } from "@/e2e/sandbox/server";
import { oddCases } from "@/e2e/sandbox/world/odd-cases";
import { bulkSeed } from "@/e2e/sandbox/world/seed";

const offersSchema = z.array(
  z.looseObject({ id: z.number(), status: z.string(), starts_at: z.string().nullable(), updated_at: z.string() }),
);
const messageSchema = z.object({ message: z.string() });
const hiredSchema = z.object({ candidateId: z.number(), applicationIds: z.array(z.number()), offerIds: z.array(z.number()) });

// So high that only the tests about the rate limit meet it.
const unlimited = { limit: 100_000, windowSeconds: 10 };

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, rateLimit: unlimited });
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.close());

function get(path: string, key: string = demoKeys.good, at: Sandbox = sandbox): Promise<Response> {
  return fetch(new URL(path, at.url), { headers: basic(key) });
}

async function offers(path: string): Promise<z.output<typeof offersSchema>> {
  const answer = await get(path);
  expect(answer.status).toBe(200);
  return offersSchema.parse(await answer.json());
}

function steer(path: string, body: object = {}, headers: Record<string, string> = {}, method = "POST"): Promise<Response> {
  return steerAt(sandbox, path, body, headers, method);
}

function inject(fault: object): Promise<Response> {
  return steer("/control/faults", { count: 1, ...fault });
}

/** A moment after everything so far: some seeded offers carry the very millisecond of the seeding. */
async function afterAllSoFar(): Promise<string> {
  await new Promise((resume) => setTimeout(resume, 3));
  return new Date().toISOString();
}

describe("authentication and permissions", () => {
  const cases: [string, Record<string, string>][] = [
    ["no credential", {}],
    ["an unknown key", basic("some-other-key")],
    ["a password", basic(demoKeys.good, "secret")],
    ["another scheme", { authorization: `Bearer ${demoKeys.good}` }],
  ];
  test.each(cases)("%s is refused with 401", async (_name, headers) => {
    const answer = await fetch(`${sandbox.url}/v1/offers`, { headers });
    expect(answer.status).toBe(401);
    expect(await answer.json()).toEqual({ message: "Invalid Basic Auth credentials" });
  });

  test("a revoked key is refused until it is restored", async () => {
    await steer(`/control/keys/${demoKeys.good}/revoke`);
    expect((await get("/v1/offers")).status).toBe(401);
    await steer(`/control/keys/${demoKeys.good}/restore`);
    expect((await get("/v1/offers")).status).toBe(200);
  });

  test("a key opens only the endpoints ticked on it", async () => {
    const candidate = `/v1/candidates/${oddCases.rehired.candidateId}`;
    expect((await get("/v1/offers", demoKeys.withoutCandidates)).status).toBe(200);
    expect((await get(candidate, demoKeys.withoutOffers)).status).toBe(200);
    for (const refused of [await get(candidate, demoKeys.withoutCandidates), await get("/v1/offers", demoKeys.withoutOffers)]) {
      expect(refused.status).toBe(403);
      expect(await refused.json()).toEqual({ message: "This API Key does not have permission for this endpoint" });
    }
  });

  test("a key sees its own account only", async () => {
    const answer = await get("/v1/offers", demoKeys.emptyAccount);
    expect(await answer.json()).toEqual([]);
    expect((await get(`/v1/candidates/${oddCases.rehired.candidateId}`, demoKeys.emptyAccount)).status).toBe(404);
  });

  test("a GET that carries a body is refused with 403", async () => {
    const status = await new Promise<number | undefined>((answered, failed) => {
      const sent = request(`${sandbox.url}/v1/offers`, { headers: { ...basic(demoKeys.good), "content-length": "2" } }, (answer) => {
        answer.resume();
        answered(answer.statusCode);
      });
      sent.on("error", failed).end("{}");
    });
    expect(status).toBe(403);
  });

  test.each(["/v1/jobs", "/v1/candidates", "/v1/candidates/abc", "/v1/candidates/1"])("%s is 404", async (path) => {
    const answer = await get(path);
    expect(answer.status).toBe(404);
    expect(await answer.json()).toEqual({ message: "Resource not found" });
  });
});

describe("listing offers", () => {
  test.each(["", "&skip_count=true"])(
    "following the links yields every offer once, in the order of application ids (%s)",
    async (extra) => {
      const ids: number[] = [];
      let address: string | undefined = `/v1/offers?per_page=7${extra}`;
      while (address) {
        const answer: Response = await get(address);
        ids.push(...offersSchema.parse(await answer.json()).map(({ id }) => id));
        address = linked(answer, "next");
      }
      expect(ids).toEqual(sandbox.world.offers().map(({ id }) => id));
    },
  );

  test("links keep the query, and the host by which the client came", async () => {
    const base = sandbox.url.replace("127.0.0.1", "localhost");
    const answer = await fetch(`${base}/v1/offers?per_page=7&status=accepted&page=2`, { headers: basic(demoKeys.good) });
    for (const [relation, page] of [
      ["prev", "1"],
      ["next", "3"],
    ] as const) {
      const url = new URL(linked(answer, relation) ?? "");
      expect(url.origin).toBe(base);
      expect(Object.fromEntries(url.searchParams)).toEqual({ per_page: "7", status: "accepted", page });
    }
  });

  test("the last page is named unless the count is skipped, and one page has no links", async () => {
    const pages = Math.ceil(sandbox.world.offers().length / 7);
    expect(linked(await get("/v1/offers?per_page=7"), "last")).toContain(`page=${pages}`);
    expect(linked(await get("/v1/offers?per_page=7&skip_count=true"), "last")).toBeUndefined();
    expect((await get("/v1/offers?per_page=500")).headers.get("link")).toBeNull();
  });

  test("a page holds 100 offers unless another size is asked for", async () => {
    const big = await startSandbox({ port: 0, world: bulkSeed(101), rateLimit: unlimited });
    try {
      expect(await (await get("/v1/offers", demoKeys.good, big)).json()).toHaveLength(100);
      expect(await (await get("/v1/offers?per_page=500", demoKeys.good, big)).json()).toHaveLength(101);
    } finally {
      await big.close();
    }
  });

  test("updated_after includes the moment itself", async () => {
    const [first] = await offers("/v1/offers");
    const since = first?.updated_at ?? "";
    const found = await offers(`/v1/offers?per_page=500&updated_after=${since}`);
    expect(found.map(({ id }) => id)).toContain(first?.id);
    expect(found.every(({ updated_at }) => updated_at >= since)).toBe(true);
  });

  test("updated_before includes the moment itself, created_before does not", async () => {
    const offer = sandbox.world.offers()[0];
    const has = async (filter: string, moment = 0) =>
      (await offers(`/v1/offers?per_page=500&${filter}=${new Date(moment).toISOString()}`)).some(({ id }) => id === offer?.id);
    expect(await has("updated_before", offer?.updatedAt)).toBe(true);
    expect(await has("created_before", offer?.createdAt)).toBe(false);
  });

  test("start dates are bounded on both sides, both days included", async () => {
    const day = sandbox.world.offers()[0]?.startsOn ?? "";
    const found = await offers(`/v1/offers?per_page=500&starts_after=${day}&starts_before=${day}`);
    expect(found.length).toBeGreaterThan(0);
    expect(found.every(({ starts_at }) => starts_at === day)).toBe(true);
  });

  test.each(["unresolved", "accepted", "rejected", "deprecated"])("status=%s yields only those", async (status) => {
    const found = await offers(`/v1/offers?per_page=500&status=${status}`);
    expect(found.length).toBeGreaterThan(0);
    expect(new Set(found.map((offer) => offer.status))).toEqual(new Set([status]));
  });

  test.each([
    "per_page=0",
    "per_page=501",
    "per_page=ten",
    "page=0",
    "status=hired",
    "updated_after=yesterday",
    "updated_after=1",
    "starts_before=01/02/2026",
  ])("%s fails validation in the documented shape", async (query) => {
    const answer = await get(`/v1/offers?${query}`);
    expect(answer.status).toBe(422);
    expect(await answer.json()).toEqual({
      message: "Validation error",
      errors: [{ message: expect.any(String), field: query.split("=")[0] }],
    });
  });
});

describe("the rate limit", () => {
  let limited: Sandbox;
  beforeEach(async () => {
    limited = await startSandbox({ port: 0, rateLimit: { limit: 3, windowSeconds: 1 } });
  });
  afterEach(() => limited.close());

  test("every answer tells what is left, and the one too many when to come back", async () => {
    const answers: Response[] = [];
    for (let count = 0; count < 4; count++) answers.push(await get("/v1/offers", demoKeys.good, limited));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429]);
    expect(answers.map(({ headers }) => headers.get("x-ratelimit-limit"))).toEqual(["3", "3", "3", "3"]);
    expect(answers.map(({ headers }) => headers.get("x-ratelimit-remaining"))).toEqual(["2", "1", "0", "0"]);
    const refused = answers[3];
    expect(refused?.headers.get("retry-after")).toBe("1");
    expect(Math.abs(Number(refused?.headers.get("x-ratelimit-reset")) - Date.now() / 1000)).toBeLessThan(3);
    expect(messageSchema.parse(await refused?.json()).message).not.toBe("");
  });

  test("each key has a window of its own, and a new one opens after Retry-After", async () => {
    for (let count = 0; count < 4; count++) await get("/v1/offers", demoKeys.good, limited);
    expect((await get("/v1/offers", demoKeys.emptyAccount, limited)).status).toBe(200);
    await new Promise((resume) => setTimeout(resume, 1_050));
    expect((await get("/v1/offers", demoKeys.good, limited)).status).toBe(200);
  });

  test("the documented limit holds unless another is set", async () => {
    const documented = await startSandbox({ port: 0 });
    try {
      expect((await get("/v1/offers", demoKeys.good, documented)).headers.get("x-ratelimit-limit")).toBe("50");
    } finally {
      await documented.close();
    }
  });
});

describe("changes", () => {
  test("a hire arrives as a candidate and an accepted offer", async () => {
    const wishes = { firstName: "Mira", lastName: "Øst", personalEmail: "mira@home.example", startsAt: "2027-02-01" };
    const { candidateId, offerIds } = hiredSchema.parse(await (await steer("/control/hire", wishes)).json());
    expect(await (await get(`/v1/candidates/${candidateId}`)).json()).toMatchObject({ first_name: "Mira", last_name: "Øst" });
    expect((await offers("/v1/offers?per_page=500")).find(({ id }) => id === offerIds[0])).toMatchObject({
      status: "accepted",
      starts_at: "2027-02-01",
    });
  });

  test("an incomplete hire has neither a personal email nor a start date", async () => {
    const { candidateId, offerIds } = hiredSchema.parse(await (await steer("/control/hire", { complete: false })).json());
    const { emails } = sandbox.world.candidate(candidateId) ?? { emails: [] };
    expect(emails.filter(({ type }) => type !== "work")).toEqual([]);
    expect(sandbox.world.offers().find(({ id }) => id === offerIds[0])?.startsOn).toBeNull();
  });

  test("completing a record fills in what is missing and keeps what is there", async () => {
    const { applicationId, candidateId } = oddCases.noStartDate;
    const before = sandbox.world.candidate(candidateId)?.emails;
    expect((await steer(`/control/applications/${applicationId}/complete`)).status).toBe(200);
    expect(sandbox.world.candidate(candidateId)?.emails).toEqual(before);
    expect(sandbox.world.application(applicationId).offers.at(-1)).toMatchObject({ status: "accepted", startsOn: expect.any(String) });
  });

  test("a change of the candidate or of the application does not move the offer's updated_at", async () => {
    const { applicationId, candidateId, offerId } = oddCases.onlyWorkEmail;
    const stamp = () => sandbox.world.offers().find(({ id }) => id === offerId)?.updatedAt;
    const before = stamp();
    await steer(`/control/candidates/${candidateId}`, { personalEmail: "found@home.example" });
    await steer(`/control/applications/${applicationId}/unhire`);
    await steer(`/control/applications/${applicationId}/hire`);
    expect(stamp()).toBe(before);
    expect(await (await get(`/v1/candidates/${candidateId}`)).json()).toMatchObject({
      email_addresses: expect.arrayContaining([expect.objectContaining({ value: "found@home.example", type: "personal" })]),
    });
  });

  test("a new start date makes a new version and deprecates the old one; both count as updated", async () => {
    const { applicationId, offerId } = oddCases.noStartDate;
    const since = await afterAllSoFar();
    await steer(`/control/applications/${applicationId}/start-date`, { startsAt: "2027-03-01" });
    const changed = await offers(`/v1/offers?updated_after=${since}`);
    expect(changed.map(({ status }) => status)).toEqual(["deprecated", "accepted"]);
    expect(changed[0]?.id).toBe(offerId);
    expect(changed[1]).toMatchObject({ version: 2, starts_at: "2027-03-01" });
  });

  test.each(["rescind", "deprecate"])("to %s an offer shows in the list of changed ones", async (action) => {
    const { applicationId, offerId } = oddCases.decomposedName;
    const since = await afterAllSoFar();
    await steer(`/control/applications/${applicationId}/${action}`);
    expect((await offers(`/v1/offers?updated_after=${since}`)).map(({ id }) => id)).toEqual([offerId]);
  });

  test("a deleted candidate is 404 while the offer stays listed", async () => {
    const { candidateId, offerId } = oddCases.decomposedName;
    await steer(`/control/candidates/${candidateId}`, {}, {}, "DELETE");
    expect((await get(`/v1/candidates/${candidateId}`)).status).toBe(404);
    expect((await offers("/v1/offers?per_page=500")).map(({ id }) => id)).toContain(offerId);
  });

  test("correcting one of two candidates who share an address leaves the other alone", async () => {
    await steer(`/control/candidates/${oddCases.sharedEmailFirst.candidateId}`, { personalEmail: "own@home.example" });
    expect(sandbox.world.candidate(oddCases.sharedEmailSecond.candidateId)?.emails[0]?.value).toBe("shared.mailbox@home.example");
  });
});

describe("faults", () => {
  test.each(["429", "500", "503"])("%s is answered once, then the truth", async (kind) => {
    await inject({ kind, retryAfter: 7 });
    const answer = await get("/v1/offers");
    expect(answer.status).toBe(Number(kind));
    expect(answer.headers.get("retry-after")).toBe(kind === "429" ? "7" : null);
    expect((await get("/v1/offers")).status).toBe(200);
  });

  test("broken JSON arrives with a status that promises more", async () => {
    await inject({ kind: "broken-json" });
    const answer = await get("/v1/offers");
    expect(answer.status).toBe(200);
    await expect(answer.json()).rejects.toThrow(SyntaxError);
  });

  test("a gateway's page is not JSON", async () => {
    await inject({ kind: "html" });
    const answer = await get("/v1/offers");
    expect(answer.headers.get("content-type")).toContain("text/html");
  });

  test("a body that is cut off and a connection that is reset are noticed", async () => {
    await inject({ kind: "cut-off" });
    await expect(get("/v1/offers").then((answer) => answer.text())).rejects.toThrow();
    await inject({ kind: "reset" });
    await expect(get("/v1/offers")).rejects.toThrow();
    expect((await get("/v1/offers")).status).toBe(200);
  });

  test("a slow answer is the right one, later", async () => {
    await inject({ kind: "slow", delayMs: 200 });
    const started = performance.now();
    expect((await get("/v1/offers")).status).toBe(200);
    expect(performance.now() - started).toBeGreaterThan(190);
  });

  test("the headers of the rate limit can be missing", async () => {
    await inject({ kind: "no-ratelimit-headers" });
    expect((await get("/v1/offers")).headers.get("x-ratelimit-limit")).toBeNull();
  });

  test("a fault strikes only the paths it is for, and can be taken back", async () => {
    await inject({ kind: "500", pathPrefix: "/v1/candidates" });
    expect((await get("/v1/offers")).status).toBe(200);
    await steer("/control/faults", {}, {}, "DELETE");
    expect((await get(`/v1/candidates/${oddCases.rehired.candidateId}`)).status).toBe(200);
  });
});

describe("the control interface", () => {
  test.each(["http://elsewhere.example", "null"])("refuses a page of another origin (%s)", async (origin) => {
    expect((await steer("/control/reset", {}, { origin })).status).toBe(403);
    expect((await steer("/press/revoke", {}, { origin })).status).toBe(403);
  });

  test("an address that cannot be read is answered and ends no process", async () => {
    const status = await new Promise<number | undefined>((answered, failed) => {
      const { hostname, port } = new URL(sandbox.url);
      const sent = request({ hostname, port, path: "//" }, (answer) => {
        answer.resume();
        answered(answer.statusCode);
      });
      sent.on("error", failed).end();
    });
    expect(status).toBe(400);
  });

  test("refuses a page whose own name was pointed at this machine", async () => {
    const { port } = new URL(sandbox.url);
    const headers = { host: `rebound.example:${port}`, origin: `http://rebound.example:${port}` };
    const status = await new Promise<number | undefined>((answered, failed) => {
      const sent = request(`${sandbox.url}/control/reset`, { method: "POST", headers }, (answer) => {
        answer.resume();
        answered(answer.statusCode);
      });
      sent.on("error", failed).end();
    });
    expect(status).toBe(403);
  });

  test.each([
    ["/control/hire", { startsAt: "tomorrow" }],
    ["/control/faults", { kind: "earthquake" }],
    ["/control/keys", { key: "another-key", permissions: ["everything"] }],
  ])("answers bad input to %s with 422 and a message", async (path, body) => {
    const answer = await steer(path, body);
    expect(answer.status).toBe(422);
    expect(messageSchema.parse(await answer.json()).message).not.toBe("");
  });

  test("answers 404 for records it does not have and 422 for changes that cannot be", async () => {
    expect((await steer("/control/applications/1/hire")).status).toBe(404);
    expect((await steer("/control/keys/no-such-key/revoke")).status).toBe(404);
    expect((await steer(`/control/applications/${oddCases.offerUnresolved.applicationId}/hire`)).status).toBe(422);
  });

  test("counts requests by key and kind until the statistics are reset", async () => {
    await get("/v1/offers");
    await get(`/v1/candidates/${oddCases.rehired.candidateId}`);
    expect(sandbox.keys.find(demoKeys.good)?.requests).toEqual({ offers: 1, candidates: 1 });
    await steer("/control/statistics/reset");
    expect(sandbox.keys.find(demoKeys.good)?.requests).toEqual({});
  });

  test("the page escapes what candidates are called and performs its buttons", async () => {
    await steer("/control/hire", { firstName: "<script>alert(1)</script>" });
    const page = await (await fetch(sandbox.url)).text();
    expect(page).not.toContain("<script>");
    const pressed = await fetch(`${sandbox.url}/press/revoke`, { method: "POST", redirect: "manual" });
    expect(pressed.status).toBe(303);
    expect((await get("/v1/offers")).status).toBe(401);
  });
});

test("the seeded world has at least 64 candidates and ids that are the same in every one", () => {
  expect(sandbox.world.size).toBeGreaterThanOrEqual(64);
  for (const { candidateId, applicationId, offerId } of Object.values(oddCases)) {
    expect(sandbox.world.offers().find(({ id }) => id === offerId)).toMatchObject({ candidateId, applicationId });
  }
});
