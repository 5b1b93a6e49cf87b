import { randomBytes } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { anyone } from "@/lib/http/access";
import { fieldsBody } from "@/lib/http/bodies";
import { libraryRoute } from "@/lib/http/library-route";
import { loadEnv } from "@/lib/platform/env";

beforeAll(() => {
  process.env.DATABASE_URL = "postgresql://nobody@localhost:1/none";
  process.env.NEXTAUTH_SECRET = randomBytes(48).toString("base64url");
  process.env.CREDENTIAL_KEYS = `test:${randomBytes(32).toString("base64")}`;
  process.env.LOG_LEVEL = "silent";
  loadEnv({ mail: false });
});

const shared = { summary: "Test", caller: anyone, response: { statuses: {} }, audit: { none: "tests" } } as const;
const route = libraryRoute({
  doors: {
    "/api/lib/open": { GET: { ...shared, operationId: "read" } },
    "/api/lib/enter": { POST: { ...shared, operationId: "enter", body: fieldsBody(z.object({ name: z.string() }), 1024) } },
  },
  handler: async (_, fields) => {
    if (fields.name === "throw") throw new Error("connect ECONNREFUSED 10.1.2.3:5432");
    return Response.json({ fields });
  },
});

function call(path: string, method: string, sent: { type?: string; body?: BodyInit } = {}) {
  const headers = sent.type === undefined ? {} : { headers: { "content-type": sent.type } };
  const body = sent.body === undefined ? {} : { body: sent.body };
  return route(new Request(`http://localhost:3000${path}`, { method, ...headers, ...body }), {});
}

async function problemOf(answer: Response) {
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  const { code, detail } = await answer.json();
  return { status: answer.status, code, detail };
}

const FORM = "application/x-www-form-urlencoded";

describe("a route that a library answers", () => {
  it.each(["/api/lib", "/api/lib/open/x", "/api/lib/open/", "/api/lib/%6Fpen", "/api/lib/other"])(
    "does not exist at %s, which no door stands for",
    async (path) => {
      expect(await problemOf(await call(path, "GET"))).toMatchObject({ status: 404, code: "not_found" });
    },
  );

  it("takes the verbs of its doors and no other, and names them", async () => {
    const answer = await call("/api/lib/enter", "PUT");
    expect(answer.headers.get("allow")).toBe("POST");
    expect(await problemOf(answer)).toMatchObject({ status: 405, code: "method_not_allowed" });
    expect((await call("/api/lib/open", "GET")).headers.get("cache-control")).toBe("no-store");
  });

  it.each([
    [FORM, "name=Ida&more=1"],
    [`${FORM}; charset=UTF-8`, "name=x&name=Ida"],
    ["Application/JSON", '{"name":"Ida","more":{}}'],
  ])("hands the library the fields that were checked, of %s", async (type, body) => {
    expect((await (await call("/api/lib/enter", "POST", { type, body })).json()).fields).toEqual({ name: "Ida" });
  });

  it.each([
    undefined,
    "text/plain",
    `text/x; ${FORM}`,
    `multipart/form-data; boundary=${FORM}`,
    "multipart/form-data; boundary=application/json",
    `application/json, ${FORM}`,
  ])("refuses a body of type %s, which library and door could read differently", async (type) => {
    const sent = { ...(type === undefined ? {} : { type }), body: new TextEncoder().encode("name=Ida") };
    expect(await problemOf(await call("/api/lib/enter", "POST", sent))).toMatchObject({ status: 415, code: "unsupported_media_type" });
  });

  it.each([
    [FORM, "other=Ida", 422],
    [FORM, "name=a%00b", 422],
    ["application/json", '{"name":["Ida"]}', 422],
    ["application/json", "[]", 422],
    ["application/json", "{", 400],
    [FORM, `name=${"x".repeat(2_000)}`, 413],
  ])("refuses %s %s before the library sees it", async (type, body, status) => {
    expect((await problemOf(await call("/api/lib/enter", "POST", { type, body }))).status).toBe(status);
  });

  it("says nothing of what the library threw", async () => {
    const { status, code, detail } = await problemOf(await call("/api/lib/enter", "POST", { type: FORM, body: "name=throw" }));
    expect([status, code]).toEqual([500, "internal_error"]);
    expect(detail).not.toContain("10.1.2.3");
  });
});
