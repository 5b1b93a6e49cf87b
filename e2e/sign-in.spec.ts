import { type APIResponse, expect, type Page } from "@playwright/test";
import { expectAccessible } from "@/e2e/fixtures/accessible";
import { newAddress } from "@/e2e/fixtures/control";
import { signIn } from "@/e2e/fixtures/portal-api";
import { test } from "@/e2e/fixtures/test";
import { resetPassword } from "@/lib/auth/accounts/operator";
import { credentialsRoute, csrfRoute, signOutRoute } from "@/lib/platform/paths/account";

const FORM = "application/x-www-form-urlencoded";

async function csrfToken(page: Page): Promise<string> {
  return (await (await page.request.get(csrfRoute)).json()).csrfToken;
}

/** Sends a body to the credentials door exactly as it is written. */
function sendRaw(page: Page, contentType: string, body: string, address = credentialsRoute): Promise<APIResponse> {
  return page.request.post(address, { data: Buffer.from(body), headers: { "content-type": contentType }, maxRedirects: 0 });
}

async function codeOf(answer: APIResponse): Promise<string> {
  expect(answer.headers()["content-type"]).toBe("application/problem+json");
  return (await answer.json()).code;
}

test("a wrong password is refused in words that tell nothing about the account, and what was typed stays", async ({
  page,
  portal: { signIn },
  organization,
}) => {
  await signIn.open();
  await expectAccessible(page);
  for (const email of [organization.hr.email, newAddress("nobody")]) {
    await signIn.submit({ email, password: "not the password" });
    await expect(signIn.refusal).toBeVisible();
    await expect(signIn.email).toHaveValue(email);
  }
});

test("guessing is stopped after ten attempts, with the time to wait", { tag: "@own-portal" }, async ({ page, organization }) => {
  const csrf = await csrfToken(page);
  const guess = (email = organization.hr.email) =>
    page.request.post(credentialsRoute, { form: { csrfToken: csrf, email, password: "a guess", json: "true" } });
  const answers: number[] = [];
  for (let attempt = 0; attempt < 11; attempt++) answers.push((await guess()).status());
  expect(answers.slice(0, 10)).toEqual(Array(10).fill(401));
  expect(answers[10]).toBe(429);
  const refused = await guess(`${" ".repeat(400)}${organization.hr.email.toUpperCase()}`);
  expect([refused.status(), await codeOf(refused)]).toEqual([429, "too_many_requests"]);
  expect(Number(refused.headers()["retry-after"])).toBeGreaterThan(0);
  // The right password waits, too, in whatever form it is sent.
  const right = { csrfToken: csrf, email: organization.hr.email, password: organization.hr.password };
  const form = new URLSearchParams(right).toString();
  expect((await sendRaw(page, FORM, form)).status()).toBe(429);
  expect((await sendRaw(page, "application/json", JSON.stringify(right))).status()).toBe(429);
  for (const contentType of [
    `text/x; ${FORM}`,
    `multipart/form-data; boundary=x; a=${FORM}`,
    "multipart/form-data; boundary=application/json",
    "text/plain",
  ]) {
    const answer = await sendRaw(page, contentType, form);
    expect([contentType, answer.status(), await codeOf(answer)]).toEqual([contentType, 415, "unsupported_media_type"]);
  }
  for (const address of [`${credentialsRoute}/x`, `${credentialsRoute}%2Fx`, "/api/auth/callback%2Fcredentials"]) {
    const answer = await sendRaw(page, FORM, form, address);
    expect([address, answer.status(), await codeOf(answer)]).toEqual([address, 404, "not_found"]);
  }
  expect((await page.request.get("/api/new-hires")).status()).toBe(401);
});

test("only the doors that sign-in needs are open, by their exact address and verb", async ({ page }) => {
  const closed = [
    "session",
    "providers",
    "signin",
    "signin/credentials",
    "error",
    "verify-request",
    "_log",
    "csrf/x",
    "callback/x",
    "signout/x",
  ];
  for (const place of closed) {
    for (const method of ["GET", "POST", "PUT", "DELETE"]) {
      const answer = await page.request.fetch(`/api/auth/${place}`, { method, maxRedirects: 0 });
      expect([method, place, answer.status(), await codeOf(answer)]).toEqual([method, place, 404, "not_found"]);
    }
  }
  for (const [method, address] of [
    ["POST", csrfRoute],
    ["GET", credentialsRoute],
    ["PUT", credentialsRoute],
    ["GET", signOutRoute],
    ["PATCH", signOutRoute],
  ] as const) {
    const answer = await page.request.fetch(address, { method, maxRedirects: 0 });
    expect([method, address, answer.status(), await codeOf(answer)]).toEqual([method, address, 405, "method_not_allowed"]);
    expect(answer.headers().allow).toBe(address === csrfRoute ? "GET" : "POST");
  }
});

test("whatever is sent to the sign-in doors, the answer says nothing of what is inside, and carries the security headers", async ({
  page,
  organization,
}) => {
  const csrf = await csrfToken(page);
  const right = { csrfToken: csrf, ...organization.hr };
  const json = (changes: object) => JSON.stringify({ ...right, ...changes });
  const form = (changes: Record<string, string>) => new URLSearchParams({ ...right, ...changes }).toString();
  const sent: [contentType: string, body: string, statuses: number[]][] = [
    [FORM, form({ email: "a\0b@northwind.example" }), [422]],
    [FORM, form({ password: "x".repeat(1_000) }), [401]],
    [FORM, form({ email: `${"x".repeat(5_000)}@northwind.example` }), [401]],
    [FORM, form({ password: "x".repeat(100_000) }), [413]],
    [FORM, form({ csrfToken: "not the token" }), [401]],
    [FORM, form({ password: "" }), [401]],
    [FORM, "", [422]],
    ["multipart/form-data; boundary=x", '--x\r\ncontent-disposition: form-data; name="email"\r\n\r\na\0b\r\n--x--', [415]],
    ["application/json", json({ email: ["a@northwind.example"] }), [422]],
    ["application/json", json({ password: { length: 12 } }), [422]],
    ["application/json", json({ email: "a\u0000b" }), [422]],
    ["application/json", json({ password: "\ud800 half a pair" }), [422]],
    ["application/json", "[]", [422]],
    ["application/json", "null", [422]],
    ["application/json", "{", [400]],
  ];
  for (const [contentType, body, statuses] of sent) {
    const answer = await sendRaw(page, contentType, body);
    const text = await answer.text();
    const what = `${contentType} ${body.slice(-80)}`;
    expect(statuses, what).toContain(answer.status());
    expect(text, what).not.toMatch(/prisma|invocation|is not a function|127\.0\.0\.1|node_modules|northwind/i);
    expect(answer.headers(), what).toMatchObject({
      "x-content-type-options": "nosniff",
      "cache-control": "no-store",
      "content-security-policy": expect.stringContaining("default-src 'none'"),
      "content-type": "application/problem+json",
    });
  }
});

test("a page behind the gate leads to sign-in and back, and never to another site", async ({ page, portal, organization }) => {
  await page.goto("/settings/partner-integrations");
  await expect(page).toHaveURL(/\/sign-in\?next=%2Fsettings%2Fpartner-integrations/);
  await portal.signIn.submit(organization.hr);
  await page.waitForURL("**/settings/partner-integrations");
  await page.goto("/sign-in?next=//evil.example/");
  await expect(page).toHaveURL(`${process.env.APP_URL}/`);
});

test("a session ends when the password changes", async ({ page, organization }) => {
  await signIn(page, organization.hr);
  expect((await page.request.get("/api/new-hires")).status()).toBe(200);
  expect(await resetPassword(organization.hr.email, "another long password")).toBe(true);
  expect((await page.request.get("/api/new-hires")).status()).toBe(401);
});

test("signing out ends the session, also for whoever copied its cookie", async ({ page, portal, organization, browser }) => {
  await portal.signInAs(organization.hr);
  const copied = await browser.newContext({ storageState: await page.context().storageState() });
  const elsewhere = `${process.env.APP_URL}/api/new-hires`;
  expect((await copied.request.get(elsewhere)).status()).toBe(200);
  await portal.menu.signOut.click();
  await page.waitForURL("**/sign-in**");
  expect((await page.request.get("/api/new-hires")).status()).toBe(401);
  expect((await copied.request.get(elsewhere)).status()).toBe(401);
  await copied.close();
});

test("strangers who guess cannot lock the owner out of a browser that signed in before", { tag: "@own-portal" }, async ({
  page,
  organization,
}) => {
  await signIn(page, organization.hr);
  const csrf = await csrfToken(page);
  const submit = (password: string, headers: Record<string, string> = {}) =>
    page.request.post(credentialsRoute, { form: { csrfToken: csrf, email: organization.hr.email, password, json: "true" }, headers });
  const known = await page.context().cookies();
  expect(known.map(({ name, httpOnly, sameSite }) => [name, httpOnly, sameSite])).toContainEqual(["emptrust.device", true, "Lax"]);
  // A stranger has no such cookie; at the owner's own address the two could not be told apart otherwise.
  const withoutDevice = known.filter(({ name }) => name !== "emptrust.device");
  await page.context().clearCookies();
  await page.context().addCookies(withoutDevice);
  for (let attempt = 0; attempt < 10; attempt++) expect((await submit("a guess")).status()).toBe(401);
  expect((await submit(organization.hr.password)).status()).toBe(429);
  await page.context().addCookies(known);
  expect((await submit(organization.hr.password)).status()).toBe(200);
});

test("everyone sees where they are signed in, and ends one session or all others", async ({ page, portal, organization, browser }) => {
  const elsewhere = async () => {
    const context = await browser.newContext({ baseURL: process.env.APP_URL });
    const other = await context.newPage();
    await signIn(other, organization.hr);
    return other;
  };
  const status = async (other: Page) => (await other.request.get("/api/new-hires")).status();
  await portal.signInAs(organization.hr);
  await portal.menu.account.click();
  await expect(portal.account.onlyHere).toBeVisible();
  await expect(portal.account.thisOne).toBeVisible();
  await expectAccessible(page);

  const [first, second] = [await elsewhere(), await elsewhere()];
  const { items } = await (await page.request.get("/api/account/sessions")).json();
  expect(items).toHaveLength(3);
  const [{ id, device }] = items.filter((one: { current: boolean }) => !one.current);
  await portal.account.open();
  await expect(portal.account.endOf(device)).toHaveCount(2);
  await expectAccessible(page);
  await portal.account.endOf(device).first().click();
  await expect(portal.account.ended).toBeVisible();
  await expect(portal.account.endOf(device)).toHaveCount(1);
  expect([await status(first), await status(second)].sort()).toEqual([200, 401]);
  await portal.account.endOthers();
  await expect(portal.account.onlyHere).toBeVisible();
  expect([await status(first), await status(second), await status(page)]).toEqual([401, 401, 200]);
  expect((await page.request.delete(`/api/account/sessions/${id}`)).status()).toBe(404);
  await Promise.all([first.context().close(), second.context().close()]);
});

test("an admin sets when sessions end", async ({ page, portal, emptyOrganization }) => {
  await signIn(page, emptyOrganization.admin);
  const read = async () => (await page.request.get("/api/settings/sessions")).json();
  expect(await read()).toMatchObject({ version: 0, idleHours: 8, lifetimeDays: 30 });
  await portal.team.open();
  await portal.team.setIdleHours(2);
  expect(await read()).toMatchObject({ version: 1, idleHours: 2, lifetimeDays: 30 });
  await expectAccessible(page);
  for (const wrong of [
    { idleHours: 0, lifetimeDays: 30 },
    { idleHours: 8, lifetimeDays: 91 },
  ]) {
    expect((await page.request.put("/api/settings/sessions", { data: { version: 1, ...wrong } })).status()).toBe(422);
  }
});
