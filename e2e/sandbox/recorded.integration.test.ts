import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { recorded } from "@/e2e/sandbox/recorded";
import { accessToken, basic, getV3 } from "@/e2e/sandbox/requests";
import { demoClients, type Sandbox, startSandbox } from "@/e2e/sandbox/server";

let sandbox: Sandbox;
let now = 1_778_507_625_000;

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, clock: () => now });
});

afterAll(() => sandbox.close());

function headersOf({ headers }: Response, wanted: Readonly<Record<string, string>>): Record<string, string | undefined> {
  // Only the kind of the content: a blank before the charset was recorded of one door and not of the other.
  return Object.fromEntries(
    Object.keys(wanted).map((name) => [name, name === "content-type" ? headers.get(name)?.split(";")[0] : headers.get(name)]) as [],
  );
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return typeof value === "string" && /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(value) ? "moment" : typeof value;
}

const typesOf = (body: object) => Object.fromEntries(Object.entries(body).map(([name, value]) => [name, typeOf(value)]));

async function token(): Promise<Response> {
  const { id, secret } = demoClients.good;
  const headers = { ...basic(id, secret), "content-type": "application/x-www-form-urlencoded" };
  return fetch(`${sandbox.url}/auth/token`, { method: "POST", headers, body: "grant_type=client_credentials" });
}

describe("the local Greenhouse answers as the live one was recorded to", () => {
  test("a request for a token, header by header and property by property", async () => {
    const answer = await token();
    expect(answer.status).toBe(200);
    expect(headersOf(answer, recorded.token.headers)).toEqual(recorded.token.headers);
    expect(Number(answer.headers.get("x-ratelimit-reset"))).toBe(now / 1000 + 60);
    expect(typesOf((await answer.json()) as object)).toEqual(recorded.token.properties);
  });

  test("a list: its headers, a link on each page but the last, whose header is there and empty, and the properties of a row", async () => {
    const bearer = await accessToken(sandbox);
    const first = await getV3(sandbox, "/v3/jobs?per_page=2", bearer);
    expect(headersOf(first, recorded.list.headers)).toEqual(recorded.list.headers);
    expect(first.headers.get("link")).toMatch(recorded.list.link);
    const [job] = (await first.json()) as object[];
    expect(typesOf(job ?? {})).toEqual(recorded.job);
    const all = await getV3(sandbox, "/v3/jobs?per_page=500", bearer);
    expect(all.headers.get("link")).toBe("");
  });

  test("the rate limit: a window of half a minute by the clock, and a reset that is always half a minute from now", async () => {
    now = recorded.series[0].date * 1000;
    const limited = await startSandbox({ port: 0, clock: () => now });
    const bearer = await accessToken(limited);
    const left = async () => {
      const { headers } = await getV3(limited, "/v3/jobs?per_page=1", bearer);
      return { remaining: Number(headers.get("x-ratelimit-remaining")), reset: Number(headers.get("x-ratelimit-reset")) };
    };
    try {
      for (const { date, remaining, reset } of recorded.series) {
        now = date * 1000;
        let told = await left();
        // Others used the live credential, too.
        while (told.remaining > remaining) told = await left();
        expect(told).toEqual({ remaining, reset });
      }
    } finally {
      await limited.close();
    }
  });
});
