import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { anyone, bearerToken } from "@/lib/http/access";
import { bytesBody, formBody, jsonBody, programsJsonBody } from "@/lib/http/bodies";
import { accepted, created, noContent, ok, seeOther, text } from "@/lib/http/responses";
import { idParams, publicRoute, type Route } from "@/lib/http/routes";
import { loadEnv } from "@/lib/platform/env";
import { AppError } from "@/lib/platform/errors";

const shared = { operationId: "test", summary: "Test", access: anyone, audit: { none: "tests" } } as const;
const countSchema = z.object({ count: z.number() });

beforeAll(() => {
  process.env.DATABASE_URL = "postgresql://nobody@localhost:1/none";
  process.env.NEXTAUTH_SECRET = "a secret of at least thirty-two characters";
  process.env.CREDENTIAL_KEYS = `test:${Buffer.from("a key of the tests and no others").toString("base64")}`;
  process.env.METRICS_TOKEN = "a token of sixteen";
  process.env.LOG_LEVEL = "silent";
  loadEnv({ mail: false });
});

function call(
  route: Route,
  request: { path?: string; method?: string; body?: BodyInit; headers?: Record<string, string> } = {},
  params = {},
) {
  const { path = "/api/test", headers = {}, ...init } = request;
  const type: Record<string, string> = init.body === undefined ? {} : { "content-type": "application/json" };
  return route(new Request(`http://localhost:3000${path}`, { ...init, headers: { ...type, ...headers } }), {
    params: Promise.resolve(params),
  });
}

async function problemOf(answer: Response) {
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  expect(answer.headers.get("cache-control")).toBe("no-store");
  const { code, invalid_params, params } = await answer.json();
  return { status: answer.status, code, invalid_params, params };
}

const echo = publicRoute({
  ...shared,
  body: jsonBody(z.unknown()),
  response: ok(z.object({ body: z.unknown() })),
  handler: async ({ body }) => ({ body }),
});

describe("what a handler returns", () => {
  it.each([
    ["ok", ok(countSchema), 200],
    ["created", created(countSchema), 201],
    ["accepted", accepted(countSchema), 202],
  ])("is written as JSON that no cache keeps: %s", async (_, response, status) => {
    const answer = await call(publicRoute({ ...shared, response, handler: async () => ({ count: 3 }) }));
    expect([answer.status, answer.headers.get("content-type"), answer.headers.get("cache-control")]).toEqual([
      status,
      "application/json",
      "no-store",
    ]);
    expect(await answer.json()).toEqual({ count: 3 });
  });

  it("is an empty answer, a redirect that tells no other site its address, or text", async () => {
    expect((await call(publicRoute({ ...shared, response: noContent(), handler: async () => {} }))).status).toBe(204);
    const onward = await call(publicRoute({ ...shared, response: seeOther(), handler: async () => "https://forms.example/?a=b" }));
    expect([onward.status, onward.headers.get("location"), onward.headers.get("referrer-policy")]).toEqual([
      303,
      "https://forms.example/?a=b",
      "no-referrer",
    ]);
    const plain = await call(publicRoute({ ...shared, response: text("text/plain"), handler: async () => "a 1\n" }));
    expect([plain.headers.get("content-type"), await plain.text()]).toEqual(["text/plain", "a 1\n"]);
  });

  it.each<[string, unknown]>([
    ["lacks a field", {}],
    ["has another type", { count: "1" }],
    ["carries more than the schema declares", { count: 1, passwordHash: "secret" }],
  ])("is an error of ours outside production when it %s", async (_, value) => {
    const answer = await call(publicRoute({ ...shared, response: ok(countSchema), handler: async () => value as { count: number } }));
    expect(await problemOf(answer)).toMatchObject({ status: 500, code: "internal_error" });
  });
});

describe("what a handler refuses", () => {
  const refusing = (problems: readonly "withdrawn"[]) =>
    publicRoute({
      ...shared,
      response: noContent(),
      problems,
      handler: async () => {
        throw new AppError("withdrawn", "This hire is no longer hired.");
      },
    });

  it("leaves as problem+json when the route declares it, and is an error of ours outside production when it does not", async () => {
    expect(await problemOf(await call(refusing(["withdrawn"])))).toMatchObject({ status: 409, code: "withdrawn" });
    expect(await problemOf(await call(refusing([])))).toMatchObject({ status: 500, code: "internal_error" });
  });
});

describe("what is sent", () => {
  it.each<[string, string, string]>([
    ["a NUL character in a value", '{"a":{"b":"\\u0000"}}', "a.b"],
    ["a NUL character in a name", '{"a\\u0000":1}', "body"],
    ["half of a surrogate pair", '["\\ud83d"]', "0"],
  ])("is refused for %s", async (_, body, name) => {
    const problem = await problemOf(await call(echo, { method: "POST", body }));
    expect(problem).toMatchObject({ status: 422, code: "invalid_fields", invalid_params: [{ name }] });
  });

  it("is refused for the same in the path and the query of a route that reads neither", async () => {
    const route = publicRoute({ ...shared, response: noContent(), handler: async () => {} });
    for (const path of ["/api/test/%00", "/api/test?a=%00", "/api/test?%00=a", "/api/test/%ff", "/api/test/%zz"]) {
      expect(await problemOf(await call(route, { path })), path).toMatchObject({ status: 422, code: "invalid_fields" });
    }
    expect((await call(route, { path: "/api/test/%F0%9F%98%80?a=%F0%9F%98%80&b=%zz" })).status).toBe(204);
  });

  it("may be nested as deeply as a body is long", async () => {
    const depth = 100_000;
    const taking = publicRoute({ ...shared, body: jsonBody(z.unknown()), response: noContent(), handler: async () => {} });
    expect((await call(taking, { method: "POST", body: "[".repeat(depth) + "]".repeat(depth) })).status).toBe(204);
  });

  it("is refused when it is too large, no JSON, or does not fit", async () => {
    const large = await problemOf(await call(echo, { method: "POST", body: `"${"x".repeat(256 * 1024)}"` }));
    expect(large).toMatchObject({ status: 413, code: "payload_too_large", params: { kibibytes: 256 } });
    expect(await problemOf(await call(echo, { method: "POST", body: "{" }))).toMatchObject({ status: 400, code: "malformed_json" });
    expect(await problemOf(await call(echo, { method: "POST", body: new Uint8Array([34, 255, 34]) }))).toMatchObject({ status: 400 });
    const strict = publicRoute({
      ...shared,
      body: jsonBody(z.strictObject({ a: z.string() })),
      response: noContent(),
      handler: async () => {},
    });
    const unknown = await problemOf(await call(strict, { method: "POST", body: '{"a":"b","Ida":1}' }));
    expect(unknown).toMatchObject({ status: 422, invalid_params: [{ name: "body", reason: "Unknown field." }] });
  });

  it.each(["application/x-www-form-urlencoded", "multipart/form-data; boundary=a", "text/plain;charset=UTF-8", ""])(
    "is refused as %j, which a page of another site can send without asking first",
    async (type) => {
      const answer = await problemOf(await call(echo, { method: "POST", body: "{}", headers: { "content-type": type } }));
      expect(answer).toMatchObject({ status: 415, code: "unsupported_media_type" });
      const json = await call(echo, { method: "POST", body: "{}", headers: { "content-type": "Application/JSON; charset=utf-8" } });
      expect(json.status).toBe(200);
    },
  );

  it("is JSON whatever a program calls it, where no cookie is looked at: Amazon SNS says text", async () => {
    const hook = publicRoute({
      ...shared,
      body: programsJsonBody(countSchema, 64),
      response: ok(countSchema),
      handler: async ({ body }) => body,
    });
    const answer = await call(hook, { method: "POST", body: '{"count":3}', headers: { "content-type": "text/plain; charset=UTF-8" } });
    expect(await answer.json()).toEqual({ count: 3 });
  });

  it("is no failure of ours when its sender ends before it does", async () => {
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('{"a":'));
        controller.error(new Error("aborted"));
      },
    });
    const headers = { "content-type": "application/json" };
    const request = new Request("http://localhost:3000/api/test", { method: "POST", body, headers, duplex: "half" } as RequestInit);
    expect(await problemOf(await echo(request, { params: Promise.resolve({}) }))).toMatchObject({ status: 422, code: "invalid_fields" });
  });

  it("is null for a form that does not fit, which a page explains, and refused as JSON", async () => {
    const note = publicRoute({
      ...shared,
      body: formBody(z.object({ text: z.string().min(1) }), 1024),
      response: ok(z.object({ text: z.string().nullable() })),
      handler: async ({ body }) => ({ text: body?.text ?? null }),
    });
    const form = (body: string) => call(note, { method: "POST", body, headers: { "content-type": "application/x-www-form-urlencoded" } });
    expect(await (await form("text=a+b")).json()).toEqual({ text: "a b" });
    expect(await (await form("text=")).json()).toEqual({ text: null });
    expect((await form("text=%00")).status).toBe(422);
    const json = await call(note, { method: "POST", body: '{"text":""}', headers: { "content-type": "application/json" } });
    expect(await problemOf(json)).toMatchObject({ status: 422, code: "invalid_fields", invalid_params: [{ name: "text" }] });
  });

  it("is bytes as they came, for a signature over them", async () => {
    const raw = publicRoute({
      ...shared,
      body: bytesBody("application/json", 8),
      response: ok(countSchema),
      handler: async ({ body }) => ({ count: body.byteLength }),
    });
    expect(await (await call(raw, { method: "POST", body: new Uint8Array([0, 255, 1]) })).json()).toEqual({ count: 3 });
    expect((await call(raw, { method: "POST", body: "123456789" })).status).toBe(413);
  });

  it("names nothing that exists when the path has another shape", async () => {
    const route = publicRoute({ ...shared, params: idParams("memberId"), response: noContent(), handler: async () => {} });
    expect(await problemOf(await call(route, {}, { memberId: "1" }))).toMatchObject({ status: 404, params: { what: "page" } });
  });
});

describe("who may call", () => {
  it("is looked at before what is sent, and a change from another site before that", async () => {
    const route = publicRoute({
      ...shared,
      access: bearerToken("METRICS_TOKEN"),
      body: jsonBody(z.object({ a: z.string() })),
      response: noContent(),
      handler: async () => {},
    });
    const headers = { authorization: `Bearer ${process.env.METRICS_TOKEN}` };
    const elsewhere = await call(route, { method: "POST", body: "{", headers: { ...headers, origin: "https://evil.example" } });
    expect(await problemOf(elsewhere)).toMatchObject({ status: 403, code: "cross_origin" });
    expect(await problemOf(await call(route, { method: "POST", body: "{" }))).toMatchObject({ status: 401, code: "unauthenticated" });
    expect(await problemOf(await call(route, { method: "POST", body: "{", headers }))).toMatchObject({ status: 400 });
    expect((await call(route, { method: "POST", body: '{"a":"b"}', headers })).status).toBe(204);
  });
});
