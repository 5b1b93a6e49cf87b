import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { accessToken, basic, getV3, linked, steer } from "@/e2e/sandbox/requests";
import { demoClients, demoKeys, type Sandbox, startSandbox } from "@/e2e/sandbox/server";
import { resources } from "@/e2e/sandbox/v3/scopes";
import { oddCases } from "@/e2e/sandbox/world/odd-cases";
import { bulkSeed } from "@/e2e/sandbox/world/seed";

const rowsSchema = z.array(z.looseObject({ id: z.number() }));
type Rows = z.output<typeof rowsSchema>;

// So high that only the tests about the rate limit meet it.
const unlimited = { limit: 100_000, windowSeconds: 30 };

let sandbox: Sandbox;
let token: string;

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, rateLimit: unlimited, rateLimitV3: unlimited, tokenRateLimit: unlimited });
});
beforeEach(async () => {
  sandbox.reset();
  token = await accessToken(sandbox);
});
afterAll(() => sandbox.close());

function get(path: string): Promise<Response> {
  return getV3(sandbox, path, token);
}

async function list(path: string): Promise<Rows> {
  const answer = await get(path);
  expect(answer.status).toBe(200);
  return rowsSchema.parse(await answer.json());
}

async function listAll(first: string): Promise<Rows> {
  const rows: Rows = [];
  let address: string | undefined = first;
  while (address) {
    const answer: Response = await get(address);
    rows.push(...rowsSchema.parse(await answer.json()));
    address = linked(answer, "next");
  }
  return rows;
}

const idsOf = (rows: Rows) => rows.map(({ id }) => id);
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1).join(",");

describe("paging", () => {
  test.each(["offers", "applications", "candidates", "jobs"])(
    "following the cursors yields all %s once, highest ids first",
    async (name) => {
      const rows = idsOf(await listAll(`/v3/${name}?per_page=3`));
      expect(rows).toEqual(idsOf(await list(`/v3/${name}?per_page=500`)));
      expect(rows).toEqual([...new Set(rows)].sort((one, other) => other - one));
      expect(rows.length).toBeGreaterThan(3);
    },
  );

  test("a cursor is the only parameter of its link, keeps the filter, and the host by which the client came", async () => {
    const base = sandbox.url.replace("127.0.0.1", "localhost");
    const address = new URL(linked(await get(`${base}/v3/offers?per_page=2`), "next") ?? "");
    expect(address.origin).toBe(base);
    expect([...address.searchParams.keys()]).toEqual(["cursor"]);
    const accepted = await listAll("/v3/offers?per_page=7&status=Accepted");
    expect(new Set(accepted.map(({ status }) => status))).toEqual(new Set(["Accepted"]));
    expect(accepted.length).toBeGreaterThan(7);
  });

  test("a candidate who is added in between does not move the pages that follow", async () => {
    const before = idsOf(await list("/v3/candidates?per_page=500"));
    const first = await get("/v3/candidates?per_page=10");
    await steer(sandbox, "/control/hire");
    const rest = await listAll(linked(first, "next") ?? "");
    expect([...idsOf(rowsSchema.parse(await first.json())), ...idsOf(rest)]).toEqual(before);
  });

  test("the last page has an empty link, and a page holds 100 rows unless another size is asked for", async () => {
    expect((await get("/v3/offers?per_page=500")).headers.get("link")).toBe("");
    const big = await startSandbox({ port: 0, world: bulkSeed(101) });
    try {
      const answer = await getV3(big, "/v3/offers", await accessToken(big));
      expect(await answer.json()).toHaveLength(100);
    } finally {
      await big.close();
    }
  });

  test("a cursor with any other parameter is refused in the documented words", async () => {
    const next = linked(await get("/v3/offers?per_page=2"), "next");
    const answer = await get(`${next}&per_page=2`);
    expect(answer.status).toBe(422);
    expect(await answer.json()).toEqual({
      message: "Unprocessable Content",
      errors: ["When passing a cursor, do not include other query params."],
    });
  });

  test("a garbled cursor and one of another list are refused", async () => {
    const cursor = new URL(linked(await get("/v3/offers?per_page=2"), "next") ?? "").search;
    for (const path of ["/v3/offers?cursor=garbled", `/v3/applications${cursor}`]) expect((await get(path)).status).toBe(422);
  });
});

describe("filters", () => {
  test("50 ids are answered and 51 are refused, for parents as well", async () => {
    for (const name of ["ids", "candidate_ids", "job_ids"]) {
      expect((await get(`/v3/applications?${name}=${numbers(50)}`)).status).toBe(200);
      expect((await get(`/v3/applications?${name}=${numbers(51)}`)).status).toBe(422);
    }
  });

  test("ids and parents select exactly the records they name", async () => {
    const { applicationId, candidateId, offerIds } = oddCases.acceptedTwice;
    expect(idsOf(await list(`/v3/applications?ids=${applicationId},1`))).toEqual([applicationId]);
    expect(idsOf(await list(`/v3/applications?candidate_ids=${candidateId}`))).toEqual([applicationId]);
    for (const parent of [`application_ids=${applicationId}`, `candidate_ids=${candidateId}`]) {
      expect(idsOf(await list(`/v3/offers?${parent}`))).toEqual(offerIds.toReversed());
      expect(idsOf(await list(`/v3/offers?${parent}&current_only=true`))).toEqual(offerIds.slice(-1));
    }
  });

  test.each(["Created", "Accepted", "Rejected", "Deprecated"])("offers of status %s are found by that word and say it", async (status) => {
    const found = await list(`/v3/offers?per_page=500&status=${status}`);
    expect(found.length).toBeGreaterThan(0);
    expect(new Set(found.map((offer) => offer.status))).toEqual(new Set([status]));
  });

  test("an application asked for as active is answered as in_process", async () => {
    const found = await list("/v3/applications?per_page=500&status=active");
    expect(found.length).toBeGreaterThan(0);
    expect(new Set(found.map(({ status }) => status))).toEqual(new Set(["in_process"]));
  });

  test("prospects have no job, and their other applications do", async () => {
    const prospects = await list("/v3/applications?prospect=true");
    expect(idsOf(prospects)).toEqual([oddCases.prospectBesideHired.applicationIds[1]]);
    expect(prospects[0]?.job_id).toBeNull();
  });

  test.each([
    ["gte", [true, true, false]],
    ["gt", [true, false, false]],
    ["lte", [false, true, true]],
    ["lt", [false, false, true]],
  ])("a bound of %s includes the right moments", async (operator, expected) => {
    const stamp = sandbox.world.byId.offers.get(oddCases.rehired.offerId)?.updatedAt ?? 0;
    const found = [-1, 0, 1].map(async (off) => {
      const moment = new Date(stamp + off).toISOString();
      return (await list(`/v3/offers?application_ids=${oddCases.rehired.applicationId}&updated_at=${operator}|${moment}`)).length === 1;
    });
    expect(await Promise.all(found)).toEqual(expected);
  });

  test("days are bounds for days", async () => {
    const day = sandbox.world.byId.offers.get(oddCases.rehired.offerId)?.startsOn;
    const found = await list(`/v3/offers?per_page=500&starts_on=gte|${day}`);
    expect(found.length).toBeGreaterThan(0);
    expect(found.every(({ starts_on }) => String(starts_on) >= String(day))).toBe(true);
  });

  test("fields leaves only those asked for, and the id", async () => {
    expect(Object.keys((await list("/v3/candidates?per_page=1&fields=first_name"))[0] ?? {})).toEqual(["id", "first_name"]);
  });

  test.each([
    ["offers?per_page=0", "per_page"],
    ["offers?per_page=ten", "per_page"],
    ["offers?status=accepted", "status"],
    ["offers?ids=one", "ids"],
    ["offers?updated_at=2026-11-01T00:00:00Z", "updated_at"],
    ["offers?updated_at=gte|yesterday", "updated_at"],
    ["offers?starts_on=gte|2026-11-31", "starts_on"],
    ["offers?page=2", "page"],
    ["offers?created_at=gte|2026-11-01&updated_at=gte|2026-11-01", "updated_at"],
    ["applications?status=in_process", "status"],
    ["candidates?status=hired", "status"],
  ])("%s is refused with the parameter's name", async (path, parameter) => {
    const answer = await get(`/v3/${path}`);
    expect(answer.status).toBe(422);
    expect(await answer.json()).toEqual({ message: "Unprocessable Content", errors: [{ [parameter]: expect.any(String) }] });
  });

  test("a page of more than 500 is refused in the documented words, not made smaller", async () => {
    const answer = await get("/v3/offers?per_page=600");
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({ errors: [{ per_page: "`600` number is greater than: 500" }] });
  });
});

describe("the same people as in v1", () => {
  async function v1(path: string): Promise<unknown> {
    return (await fetch(`${sandbox.url}${path}`, { headers: basic(demoKeys.good) })).json();
  }

  test("every candidate and offer has the same id, name, address and start date in both", async () => {
    const offers = rowsSchema.parse(await v1("/v1/offers?per_page=500"));
    const offersV3 = new Map((await list("/v3/offers?per_page=500")).map((offer) => [offer.id, offer]));
    expect(offersV3.size).toBe(offers.length);
    for (const offer of offers) {
      expect(offersV3.get(offer.id)).toMatchObject({ starts_on: offer.starts_at, sent_on: offer.sent_at, updated_at: offer.updated_at });
    }
    for (const person of await list("/v3/candidates?per_page=500")) {
      expect(await v1(`/v1/candidates/${person.id}`)).toMatchObject({
        id: person.id,
        first_name: person.first_name,
        last_name: person.last_name,
        email_addresses: person.email_addresses,
      });
    }
  });

  test("a job is an id and a name in v1, and has its department, office and manager in v3", async () => {
    const { applicationId, candidateId } = oddCases.noEmail;
    const [job] = sandbox.world.application(applicationId).jobs;
    const { applications } = z.object({ applications: rowsSchema }).parse(await v1(`/v1/candidates/${candidateId}`));
    expect(applications.find(({ id }) => id === applicationId)?.jobs).toEqual([{ id: job?.id, name: job?.name }]);
    expect(await list(`/v3/applications?ids=${applicationId}`)).toMatchObject([{ job_id: job?.id, candidate_id: candidateId }]);
    const [shown] = await list(`/v3/jobs?ids=${job?.id}`);
    expect(shown).toMatchObject({ name: job?.name, department_id: job?.department?.id, office_ids: job?.offices.map(({ id }) => id) });
    const assigned = await list(`/v3/job_hiring_managers?job_ids=${job?.id}`);
    const named = await list(`/v3/users?ids=${assigned.map(({ user_id }) => user_id).join(",")}`);
    expect(named.map(({ name }) => name)).toEqual(job?.managers.map(({ name }) => name));
  });

  test("some jobs have no department, two offices or no manager", () => {
    const jobs = [...sandbox.world.jobs()];
    expect(jobs.some(({ department }) => department === null)).toBe(true);
    expect(jobs.some(({ offices }) => offices.length === 2)).toBe(true);
    expect(jobs.some(({ managers }) => managers.length === 0)).toBe(true);
  });

  test("a deleted candidate and their application are absent while the offer stays listed", async () => {
    const { candidateId, applicationId, offerId } = oddCases.deletedCandidate;
    expect(await list(`/v3/candidates?ids=${candidateId}`)).toEqual([]);
    expect(await list(`/v3/applications?ids=${applicationId}`)).toEqual([]);
    expect(idsOf(await list(`/v3/offers?application_ids=${applicationId}`))).toEqual([offerId]);
  });

  test("hiring, taking back and giving a job each move the application's updated_at", async () => {
    const { applicationId } = oddCases.noJob;
    const changes = [
      () => sandbox.world.unhire(applicationId),
      () => sandbox.world.hire(applicationId),
      () => sandbox.world.assignJob(applicationId, sandbox.world.job("Data Analyst")),
    ];
    for (const change of changes) {
      await new Promise((resume) => setTimeout(resume, 3));
      const since = new Date().toISOString();
      change();
      expect(idsOf(await list(`/v3/applications?updated_at=gte|${since}`))).toEqual([applicationId]);
    }
  });

  test("what v1 sends malformed cannot be read here either", async () => {
    const [text] = await list(`/v3/offers?ids=${oddCases.offerWithTextApplicationId.offerId}`);
    expect(text?.application_id).toBe("seventy-one");
    const [versionless] = await list(`/v3/offers?ids=${oddCases.offerWithoutVersion.offerId}`);
    expect(versionless).not.toHaveProperty("version");
    const [unreadable] = await list(`/v3/applications?ids=${oddCases.candidateWithUnreadableApplications.applicationId}`);
    expect(unreadable?.status).toEqual({ unexpected: "object" });
  });
});

describe("who may ask", () => {
  test("a token without an endpoint's scope gets 403 there and answers elsewhere", async () => {
    const limited = await accessToken(sandbox, demoClients.withoutJobs);
    const statuses = resources.map(async (name) => [name, (await getV3(sandbox, `/v3/${name}`, limited)).status]);
    expect(Object.fromEntries(await Promise.all(statuses))).toEqual(
      Object.fromEntries(resources.map((name) => [name, ["offers", "applications", "candidates"].includes(name) ? 200 : 403])),
    );
    const refused = await getV3(sandbox, "/v3/jobs", limited);
    expect(await refused.json()).toEqual({ message: "Forbidden" });
  });

  test("a scope that is taken away is missed by the token there is", async () => {
    await steer(sandbox, `/control/clients/${demoClients.good.id}/scopes`, { scopes: ["harvest:jobs:list"] });
    expect((await get("/v3/offers")).status).toBe(403);
    expect((await get("/v3/jobs")).status).toBe(200);
  });

  test("a client sees its own account only", async () => {
    const empty = await accessToken(sandbox, demoClients.emptyAccount);
    expect(await (await getV3(sandbox, "/v3/candidates", empty)).json()).toEqual([]);
  });

  test("there is no single record to read", async () => {
    expect((await get(`/v3/candidates/${oddCases.rehired.candidateId}`)).status).toBe(404);
  });

  test("a key and a client of one new account see the same people", async () => {
    const client = { id: "client-of-another-account", secret: "secret-of-another" };
    await steer(sandbox, "/control/accounts", { key: "key-of-another-account", content: "empty", client });
    await steer(sandbox, "/control/hire", { account: client.id });
    const people = await getV3(sandbox, "/v3/candidates", await accessToken(sandbox, client));
    expect(await people.json()).toHaveLength(1);
    const offers = await fetch(`${sandbox.url}/v1/offers`, { headers: basic("key-of-another-account") });
    expect(await offers.json()).toHaveLength(1);
  });
});

describe("the rate limit", () => {
  test("every answer tells it, errors too, and the one too many when to come back", async () => {
    let now = Date.parse("2026-11-27T10:00:12.000Z");
    const limited = await startSandbox({ port: 0, rateLimitV3: { limit: 3, windowSeconds: 30 }, clock: () => now });
    try {
      const mine = await accessToken(limited);
      const paths = ["/v3/offers", "/v3/offers?per_page=501", "/v3/nothing", "/v3/offers"];
      const answers: Response[] = [];
      for (const path of paths) answers.push(await getV3(limited, path, mine));
      expect(answers.map(({ status }) => status)).toEqual([200, 422, 404, 429]);
      expect(answers.map(({ headers }) => headers.get("x-ratelimit-remaining"))).toEqual(["2", "1", "0", "0"]);
      const reset = String(Math.floor(now / 1000) + 30);
      for (const { headers } of [...answers, await getV3(limited, "/v3/offers", "unknown-token")]) {
        expect(headers.get("x-ratelimit-limit")).toBe("3");
        expect(headers.get("x-ratelimit-reset")).toBe(reset);
      }
      // The window ends at the next half minute by the clock, whatever the header says of its reset.
      expect(answers.map(({ headers }) => headers.get("retry-after"))).toEqual([null, null, null, "18"]);
      now += 18_000;
      expect((await getV3(limited, "/v3/offers", mine)).status).toBe(200);
    } finally {
      await limited.close();
    }
  });

  test("counts requests by client and kind until the statistics are reset", async () => {
    await get("/v3/offers");
    await get("/v3/candidates");
    expect(sandbox.clients.find(demoClients.good.id)).toMatchObject({ requests: { token: 1, offers: 1, candidates: 1 } });
    await steer(sandbox, "/control/statistics/reset");
    expect(sandbox.clients.find(demoClients.good.id)).toMatchObject({ requests: {}, busiestWindow: 0 });
  });

  test("faults strike v3 and the token endpoint", async () => {
    await steer(sandbox, "/control/faults", { kind: "503", pathPrefix: "/v3/jobs" });
    await steer(sandbox, "/control/faults", { kind: "500", pathPrefix: "/auth/token" });
    expect((await get("/v3/jobs")).status).toBe(503);
    await expect(accessToken(sandbox)).rejects.toThrow();
    expect((await get("/v3/jobs")).status).toBe(200);
  });
});
