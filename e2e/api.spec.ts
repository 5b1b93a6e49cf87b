import { randomUUID } from "node:crypto";
import { type APIResponse, expect } from "@playwright/test";
import { connect, signIn } from "@/e2e/fixtures/portal-api";
import { test } from "@/e2e/fixtures/test";

const id = randomUUID();
const greenhouse = "/api/partner-integrations/greenhouse";

async function problem(answer: APIResponse) {
  expect(answer.headers()["content-type"]).toBe("application/problem+json");
  const body = await answer.json();
  expect(body).toMatchObject({ type: expect.any(String), title: expect.any(String), status: answer.status(), detail: expect.any(String) });
  return body;
}

interface DescribedOperation {
  security: object[];
  requestBody?: { content: Record<string, unknown> };
}

test("text that cannot be stored is refused in every path, query and body before anything is done", async ({ page, emptyOrganization }) => {
  await signIn(page, emptyOrganization.admin);
  const { paths } = await (await page.request.get("/api/openapi.json")).json();
  for (const [path, verbs] of Object.entries<Record<string, DescribedOperation>>(paths)) {
    for (const [verb, { security, requestBody }] of Object.entries(verbs)) {
      // A door of programs looks at their secret first.
      if (security.some((scheme) => !("session" in scheme))) continue;
      const method = verb.toUpperCase();
      const known = path.replaceAll(/\{\w+\}/g, id);
      const form = requestBody !== undefined && "application/x-www-form-urlencoded" in requestBody.content;
      const json = requestBody !== undefined && "application/json" in requestBody.content;
      const calls: [address: string, body?: string, apart?: string][] = [[`${known}?search=%00`], [`${known}?%00=a`]];
      if (path.includes("{")) calls.push([path.replace(/\{\w+\}/, "%00").replaceAll(/\{\w+\}/g, id)]);
      if (form) calls.push([known, "email=a%00b"]);
      else if (json) calls.push([known, '{"a":[{"b":"\\u0000"}]}'], [known, '{"a\\u0000":1}'], [known, '{"a":"\\ud83d"}']);
      calls.push([known, undefined, "search=%00"]);
      for (const [address, body, apart] of calls) {
        await test.step(`${method} ${address.replaceAll(id, "{id}")} ${body ?? apart ?? ""}`, async () => {
          const type = form ? "application/x-www-form-urlencoded" : "application/json";
          const sent = body === undefined ? {} : { data: Buffer.from(body) };
          const headers = { ...(body === undefined ? {} : { "content-type": type }), ...(apart === undefined ? {} : { "x-query": apart }) };
          const answer = await page.request.fetch(address, { method, maxRedirects: 0, headers, ...sent });
          expect(answer.status()).toBe(422);
          expect((await problem(answer)).code).toBe("invalid_fields");
        });
      }
    }
  }
});

test("a body that is not declared as the JSON it should be is refused at every door", async ({ page, emptyOrganization }) => {
  await signIn(page, emptyOrganization.admin);
  const { paths } = await (await page.request.get("/api/openapi.json")).json();
  let doors = 0;
  for (const [path, verbs] of Object.entries<Record<string, DescribedOperation>>(paths)) {
    for (const [verb, { security, requestBody }] of Object.entries(verbs)) {
      if (requestBody === undefined || !("application/json" in requestBody.content) || security.some((scheme) => !("session" in scheme)))
        continue;
      // A form's door answers a person's browser, with a page.
      if ("application/x-www-form-urlencoded" in requestBody.content) continue;
      doors++;
      for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=a", "application/xml"]) {
        const address = path.replaceAll(/\{\w+\}/g, id);
        const answer = await page.request.fetch(address, { method: verb, data: Buffer.from("{}"), headers: { "content-type": type } });
        expect([answer.status(), (await problem(answer)).code], `${verb} ${path} ${type}`).toEqual([415, "unsupported_media_type"]);
      }
    }
  }
  expect(doors).toBeGreaterThan(20);
});

test("percent-encoding that cannot be read is refused and no failure of ours", async ({ page, emptyOrganization }) => {
  await signIn(page, emptyOrganization.admin);
  for (const wrong of ["%", "%zz", "%ff", "%c3%28", "%ed%a0%80"]) {
    for (const path of [
      `/api/new-hires/${wrong}`,
      `/api/onboarding/${wrong}/start`,
      `/api/new-hires?search=${wrong}`,
      `/api/auth/csrf?a=${wrong}`,
    ]) {
      const answer = await page.request.fetch(path, { method: path.endsWith("start") ? "POST" : "GET", maxRedirects: 0 });
      expect(answer.status(), path).toBeLessThan(500);
    }
  }
});

test("a change from another site is refused", async ({ page, emptyOrganization }) => {
  await signIn(page, emptyOrganization.admin);
  const answer = await page.request.post(`${greenhouse}/sync`, { headers: { origin: "https://evil.example" } });
  expect(answer.status()).toBe(403);
  expect((await problem(answer)).code).toBe("cross_origin");
});

test("bad input is refused with its reason and changes nothing", async ({ page, organization }) => {
  await signIn(page, organization.admin);
  await connect(page, organization);
  const [hire] = (await (await page.request.get("/api/new-hires?status=pending&limit=1")).json()).items;
  const path = `/api/new-hires/${hire.id}`;
  const raw = await page.request.patch(path, { data: Buffer.from("{"), headers: { "content-type": "application/json" } });
  expect([raw.status(), (await problem(raw)).code]).toEqual([400, "malformed_json"]);
  const bad: [unknown, string][] = [
    [{ version: "1", changes: {} }, "version"],
    [{ version: hire.version, changes: { firstName: "x".repeat(101) } }, "changes.firstName"],
    [{ version: hire.version, changes: { firstName: "<b>Ida</b>" } }, "changes.firstName"],
    [{ version: hire.version, changes: { lastName: "a\u0000b" } }, "changes.lastName"],
    [{ version: hire.version, changes: { personalEmail: "a@x.example, b@y.example" } }, "changes.personalEmail"],
    [{ version: hire.version, changes: { personalEmail: "a@x.example\r\nBcc: b@y.example" } }, "changes.personalEmail"],
    [{ version: hire.version, changes: { startDate: "2026-02-30" } }, "changes.startDate"],
    [{ version: hire.version, changes: { salary: "1" } }, "changes.salary"],
  ];
  for (const [data, name] of bad) {
    const answer = await page.request.patch(path, { data });
    expect(answer.status(), name).toBe(422);
    const body = await problem(answer);
    expect(body.code).toBe("invalid_fields");
    expect(body.invalid_params.map((one: { name: string }) => one.name)).toContain(name);
  }
  const stale = await page.request.patch(path, { data: { version: hire.version + 1, changes: { firstName: "Ida" } } });
  expect([stale.status(), (await problem(stale)).code]).toEqual([409, "version_conflict"]);
  expect((await (await page.request.get(path)).json()).version).toBe(hire.version);
  expect((await page.request.get("/api/new-hires?cursor=nonsense")).status()).toBe(422);
  expect((await page.request.get("/api/new-hires?limit=9999")).status()).toBe(422);
  expect((await page.request.get("/api/new-hires/not-an-id")).status()).toBe(404);
});

test("the list pages through everybody once, in both directions of every sort", async ({ page, organization }) => {
  await signIn(page, organization.admin);
  await connect(page, organization);
  const everybody = (await (await page.request.get("/api/new-hires?limit=200")).json()).items.length;
  for (const sort of ["startDate", "-startDate", "name", "-name", "updatedAt", "-createdAt"]) {
    const seen: { id: string; fields: { startDate: { value: string | null } } }[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const list: { items: typeof seen; nextCursor: string | null } = await (
        await page.request.get(`/api/new-hires?limit=17&sort=${sort}${cursor ? `&cursor=${cursor}` : ""}`)
      ).json();
      seen.push(...list.items);
      cursor = list.nextCursor;
    }
    expect(new Set(seen.map((one) => one.id)).size, sort).toBe(everybody);
    expect(seen.length, sort).toBe(everybody);
    if (!sort.endsWith("startDate")) continue;
    const dates = seen.map((one) => one.fields.startDate.value);
    const known = dates.filter((date) => date !== null);
    expect(
      dates.slice(known.length).every((date) => date === null),
      "hires without a start date come last",
    ).toBe(true);
    expect(known).toEqual([...known].sort((a, b) => (sort.startsWith("-") ? b.localeCompare(a) : a.localeCompare(b))));
  }
});

test("a second sync right after the first adds, changes and sends nothing", async ({ page, organization }) => {
  await signIn(page, organization.admin);
  await connect(page, organization);
  const { runId } = await (await page.request.post(`${greenhouse}/sync`)).json();
  const read = async () => (await page.request.get(`/api/sync-runs/${runId}`)).json();
  await expect.poll(async () => (await read()).status, { timeout: 60_000 }).toBe("succeeded");
  expect((await read()).counts).toMatchObject({ added: 0, updated: 0, invited: 0, withdrawn: 0 });
});

test("disconnecting erases the credential and keeps hires and history", async ({ page, organization }) => {
  await signIn(page, organization.admin);
  await connect(page, organization);
  expect((await page.request.delete(greenhouse)).status()).toBe(204);
  expect(await (await page.request.get(greenhouse)).json()).toMatchObject({
    status: "not_connected",
    credentialHint: null,
    permissions: [],
  });
  expect((await (await page.request.get("/api/new-hires?limit=1")).json()).items).toHaveLength(1);
  expect((await problem(await page.request.post(`${greenhouse}/sync`))).code).toBe("not_connected");
  const log = await (await page.request.get("/api/audit-log")).json();
  expect(log.items[0]).toMatchObject({ action: "greenhouse.disconnected", actor: "Maren Olsen" });
  expect(JSON.stringify(log)).not.toContain(organization.apiKey);
});

test("an operator's door is closed while its token is not set, and opens to its token only", {
  tag: ["@own-portal", "@one-process"],
}, async ({ page }) => {
  const figures = async () => {
    const authorization = `Bearer ${process.env.METRICS_TOKEN}`;
    return (await page.request.get("/api/metrics", { headers: { authorization } })).text();
  };
  const refusals = (text: string) =>
    Number(/^emptrust_http_request_duration_seconds_count\{operation="getMetrics",status="401"\} (\d+)$/m.exec(text)?.[1] ?? 0);
  const refusedBefore = refusals(await figures());
  expect((await page.request.post("/api/jobs/sync")).status()).toBe(404);
  expect((await page.request.get("/sign-in")).status()).toBe(200);
  for (const authorization of ["", "Bearer wrong", `Basic ${process.env.METRICS_TOKEN}`]) {
    expect((await page.request.get("/api/metrics", { headers: { authorization } })).status()).toBe(401);
  }
  const text = await figures();
  expect(text).toContain('emptrust_jobs{queue="deliver-invitation",state="waiting"}');
  // Counted by the routes, by the server and by the worker, each in a bundle of its own.
  expect(refusals(text)).toBe(refusedBefore + 3);
  expect(text).toContain('emptrust_http_request_duration_seconds_count{operation="page",status="200"}');
  expect(text).toMatch(/^emptrust_worker_beat_age_seconds \d/m);
});

test("security.txt names the operator's contact and ends within a year, and no page is for search engines", async ({ page }) => {
  const answer = await page.request.get("/.well-known/security.txt");
  expect(answer.headers()["content-type"]).toBe("text/plain; charset=utf-8");
  const text = await answer.text();
  expect(text).toContain("Contact: mailto:postbox@emptrust.example\n");
  const expires = new Date(/^Expires: (.+)$/m.exec(text)?.[1] ?? 0).getTime();
  expect(expires).toBeGreaterThan(Date.now());
  expect(expires).toBeLessThan(Date.now() + 365 * 86_400_000);
  expect(await (await page.request.get("/robots.txt")).text()).toBe("User-agent: *\nDisallow: /\n");
  expect((await page.request.get("/icon.svg")).headers()["content-type"]).toContain("image/svg+xml");
});

test("the health doors answer without a session", async ({ page }) => {
  expect((await page.request.get("/api/health/live")).status()).toBe(200);
  expect((await page.request.get("/api/health/ready")).status()).toBe(200);
});

test("every answer carries the security headers, and the API's may load nothing", async ({ page }) => {
  for (const path of ["/sign-in", "/api/health/live", "/api/new-hires", "/no-such-page", "/icon.svg"]) {
    const headers = (await page.request.get(path)).headers();
    expect(headers["x-content-type-options"], path).toBe("nosniff");
    expect(headers["referrer-policy"], path).toBe("same-origin");
    expect(headers["cross-origin-opener-policy"], path).toBe("same-origin");
    expect(headers["cross-origin-resource-policy"], path).toBe("same-origin");
    expect(headers["strict-transport-security"], path).toBeUndefined();
    expect(headers["permissions-policy"], path).toContain("camera=()");
    expect(headers["content-security-policy"], path).toContain(path.startsWith("/api/") ? "default-src 'none'" : "default-src 'self'");
    expect(headers["content-security-policy"], path).toContain("frame-ancestors 'none'");
  }
});

test("pages carry a strict policy, and the new hire's page leaks no address", async ({ page }) => {
  const signInPage = await page.request.get("/sign-in");
  expect(signInPage.headers()["content-security-policy"]).toMatch(/script-src 'self' 'nonce-[^']+'/);
  expect(signInPage.headers()["content-security-policy"]).not.toContain("unsafe-inline");
  expect(signInPage.headers()["x-powered-by"]).toBeUndefined();
  const onboarding = await page.request.get(`/onboarding/${"x".repeat(43)}`);
  expect(onboarding.headers()["referrer-policy"]).toBe("no-referrer");
  expect(onboarding.headers()["x-robots-tag"]).toContain("noindex");
  const started = await page.request.post(`/api/onboarding/${"x".repeat(43)}/start`, { maxRedirects: 0 });
  expect(started.headers()["referrer-policy"]).toMatch(/(^|, )no-referrer$/);
});
