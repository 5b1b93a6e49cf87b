import { createHmac } from "node:crypto";
import { type APIRequestContext, expect, type Page } from "@playwright/test";
import { brokenEncodings, hostileVersions, type JsonSchema, sampleOf, textsFor } from "@/e2e/fixtures/hostile-values";
import { connect, signIn } from "@/e2e/fixtures/portal-api";
import { type Organization, test } from "@/e2e/fixtures/test";
import { credentialsRoute } from "@/lib/platform/paths/account";
import { path } from "@/lib/platform/paths/address";
import { webhookSecretRoute } from "@/lib/platform/paths/greenhouse";
import { newHiresRoute } from "@/lib/platform/paths/hires";
import {
  auditLogPage,
  dashboardPage,
  greenhousePage,
  joinPage,
  newHirePage,
  newHiresPage,
  onboardingPage,
  signInPage,
  teamPage,
} from "@/lib/platform/paths/pages";
import { openApiRoute, securityContactRoute } from "@/lib/platform/paths/service";
import { teamRoute } from "@/lib/platform/paths/team";

// Each place gets each hostile value while the rest of what is sent is right, so that it gets as deep as it can.

interface Parameter {
  in: string;
  name: string;
  schema: JsonSchema;
}

interface Operation {
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema: JsonSchema }> };
}

interface Call {
  method: string;
  address: string;
  body?: string;
  headers?: Record<string, string>;
}

const NO_ID = "00000000-0000-4000-8000-000000000000";
const CALLS_TOGETHER = 8;
/** One call in so many is made. A prime, so that over the places each value has its turn; `npm run test:attacks` makes them all. */
const ONE_IN = process.env.ATTACKS === "all" ? 1 : 11;

function* chosen(calls: Iterable<Call>): Generator<Call> {
  let at = 0;
  for (const call of calls) if (at++ % ONE_IN === 0) yield call;
}

/** Makes the calls, some together, and returns those that ended in a failure of ours or without the headers that every answer has. */
async function failuresOf(request: APIRequestContext, calls: Iterable<Call>): Promise<string[]> {
  const failures: string[] = [];
  const left = chosen(calls);
  const work = async () => {
    for (let next = left.next(); !next.done; next = left.next()) {
      const { method, address, body, headers } = next.value;
      const sent = { method, maxRedirects: 0, headers: headers ?? {}, ...(body === undefined ? {} : { data: Buffer.from(body) }) };
      const ended = await request.fetch(address, sent).then(
        (answer) => (answer.status() < 500 && !answer.headers()["x-content-type-options"] ? "no headers" : answer.status()),
        () => "no answer",
      );
      if (typeof ended === "string" || ended >= 500) failures.push(`${method} ${address} ${body?.slice(0, 300) ?? ""}: ${ended}`);
    }
  };
  await Promise.all(Array.from({ length: CALLS_TOGETHER }, work));
  return failures;
}

function* pathsWith(address: string, names: readonly string[]): Generator<string> {
  const others = (text: string) => text.replaceAll(/\{\w+\}/g, NO_ID);
  for (const name of names) {
    for (const text of ["a\0b", "2147483648", "../a", "a".repeat(5_000)])
      yield others(address.replace(`{${name}}`, () => encodeURIComponent(text)));
    for (const broken of brokenEncodings) yield others(address.replace(`{${name}}`, () => broken));
  }
}

function* queriesWith(places: Readonly<Record<string, JsonSchema>>, given: Record<string, string> = {}): Generator<string> {
  for (const [name, schema] of Object.entries(places)) {
    for (const text of textsFor(schema)) yield `?${new URLSearchParams({ ...given, [name]: text })}`;
  }
  for (const broken of brokenEncodings) yield `?${new URLSearchParams({ ...given })}&${Object.keys(places)[0]}=${broken}&${broken}=a`;
}

/** What a query must have for the rest of it to be read. */
function neededIn(parameters: readonly Parameter[]): Record<string, string> {
  const needed = parameters.filter(({ name }) => name === "format" || name === "field");
  return Object.fromEntries(needed.map(({ name, schema }) => [name, String(sampleOf(schema, () => undefined))]));
}

class Walk {
  readonly #request: APIRequestContext;
  readonly #ids: Readonly<Record<string, string>>;
  readonly #credential: Readonly<Record<string, string>>;

  constructor(request: APIRequestContext, ids: Readonly<Record<string, string>>, credential: Readonly<Record<string, string>>) {
    this.#request = request;
    this.#ids = ids;
    this.#credential = credential;
  }

  async failures(address: string, verb: string, operation: Operation): Promise<string[]> {
    const known = address.replaceAll(/\{(\w+)\}/g, (_, name: string) => this.#ids[name] ?? NO_ID);
    const current = verb === "put" || verb === "patch" ? await this.#request.get(known) : null;
    const version: unknown = current?.ok() ? (await current.json()).version : undefined;
    return failuresOf(this.#request, this.#calls(address, known, verb.toUpperCase(), operation, version));
  }

  *#calls(address: string, known: string, method: string, { parameters = [], requestBody }: Operation, version: unknown): Generator<Call> {
    const namesIn = (place: string) => parameters.filter((one) => one.in === place).map(({ name }) => name);
    for (const one of pathsWith(address, namesIn("path"))) yield { method, address: one };
    const inQuery = parameters.filter((one) => one.in === "query");
    const places = Object.fromEntries(inQuery.map(({ name, schema }) => [name, schema]));
    for (const query of queriesWith({ unknown: { enum: [] }, ...places }, neededIn(inQuery))) yield { method, address: `${known}${query}` };
    const schema = requestBody?.content["application/json"]?.schema;
    if (!schema) return;
    const sample = sampleOf(schema, (name) => (name === "version" ? version : this.#credential[name]));
    for (const value of hostileVersions(schema, sample)) {
      yield { method, address: known, headers: { "content-type": "application/json" }, body: JSON.stringify(value) };
    }
  }
}

async function idsOf(page: Page): Promise<Record<string, string>> {
  const [hire] = (await (await page.request.get(`${newHiresRoute}?status=pending&limit=1`)).json()).items;
  const team: { id: string; isYou: boolean }[] = (await (await page.request.get(teamRoute)).json()).items;
  return { newHireId: hire.id, memberId: team.find(({ isYou }) => !isYou)?.id ?? NO_ID };
}

async function prepared(page: Page, organization: Organization): Promise<void> {
  test.setTimeout(900_000);
  await signIn(page, organization.admin);
  await connect(page, organization);
}

test("no hostile value in any place of any operation is a failure of ours", async ({ page, organization }) => {
  await prepared(page, organization);
  const walk = new Walk(page.request, await idsOf(page), organization.credential);
  const { paths } = await (await page.request.get(openApiRoute)).json();
  for (const [address, verbs] of Object.entries<Record<string, Operation>>(paths)) {
    // Signing out would end the walk; next-auth's doors are asked without a session below.
    if (address.startsWith("/api/auth/")) continue;
    for (const [verb, operation] of Object.entries(verbs)) {
      await test.step(`${verb} ${address}`, async () => expect.soft(await walk.failures(address, verb, operation)).toEqual([]));
    }
  }
});

test("no address that cannot be read is a failure of ours, on pages and everywhere else", async ({ page, organization, browser }) => {
  await prepared(page, organization);
  const pages = [dashboardPage, newHiresPage, newHirePage, greenhousePage, teamPage, auditLogPage, signInPage, joinPage, onboardingPage];
  const others = ["/no-such-page", "/icon.svg", "/robots.txt", "/.well-known/security.txt", "/_next/static/a", securityContactRoute];
  const html = { accept: "text/html" };
  function* calls(): Generator<Call> {
    for (const one of [...pages, ...others]) {
      const known = one.replaceAll(/\{\w+\}/g, NO_ID);
      for (const broken of brokenEncodings) yield { method: "GET", address: `${known === "/" ? "" : known}/${broken}`, headers: html };
      for (const query of queriesWith({ startFrom: { format: "date" } }))
        yield { method: "GET", address: `${known}${query}`, headers: html };
    }
    for (const one of [newHirePage, joinPage, onboardingPage]) {
      const names = [...one.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
      for (const address of pathsWith(one, names)) yield { method: "GET", address, headers: html };
    }
    for (const body of ["csrfToken=%FF", "csrfToken=a&email=%E0%A4&password=%00", "%"]) {
      yield { method: "POST", address: credentialsRoute, headers: { "content-type": "application/x-www-form-urlencoded" }, body };
    }
  }
  expect.soft(await failuresOf(page.request, calls())).toEqual([]);
  const outside = await browser.newContext({ baseURL: process.env.APP_URL ?? "" });
  expect(await failuresOf(outside.request, calls())).toEqual([]);
  await outside.close();
});

const greenhouseDelivery = {
  action: "update_candidate",
  payload: { application: { id: 1, candidate: { id: 1 }, jobs: [{ id: 1 }] }, offer_id: 1 },
};
const providers: Record<string, object> = {
  postmark: { RecordType: "Bounce", Type: "HardBounce", ID: 7, BouncedAt: "2027-03-01T09:00:00Z", Metadata: { invitation: NO_ID } },
  sendgrid: [{ event: "bounce", timestamp: 1_800_000_000, sg_event_id: "a", invitation: NO_ID }],
  ses: { Type: "Notification", Message: "{}", Timestamp: "2027-03-01T09:00:00Z" },
};

/** Returns the schema of exactly such a value. */
function schemaOf(value: unknown): JsonSchema {
  if (Array.isArray(value)) return { type: "array", items: schemaOf(value[0]) };
  if (typeof value !== "object" || value === null) return {};
  return { properties: Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, schemaOf(inner)])) };
}

test("no hostile value in a webhook that proves itself is a failure of ours", { tag: "@own-portal" }, async ({ page, organization }) => {
  await prepared(page, organization);
  const { url, secret } = await (await page.request.post(webhookSecretRoute)).json();
  const basic = `Basic ${Buffer.from(`any:${process.env.EMAIL_WEBHOOK_SECRET ?? ""}`).toString("base64")}`;
  function* calls(): Generator<Call> {
    for (const [provider, event] of Object.entries(providers)) {
      for (const value of hostileVersions(schemaOf(event), event)) {
        const headers = { authorization: basic, "content-type": "application/json" };
        yield { method: "POST", address: path("/api/webhooks/email/{provider}", provider), headers, body: JSON.stringify(value) };
      }
    }
    for (const value of hostileVersions(schemaOf(greenhouseDelivery), greenhouseDelivery)) {
      const body = JSON.stringify(value);
      const signed = `sha256 ${createHmac("sha256", secret).update(body).digest("hex")}`;
      yield { method: "POST", address: new URL(url).pathname, headers: { signature: signed, "content-type": "application/json" }, body };
    }
  }
  expect(await failuresOf(page.request, calls())).toEqual([]);
});
