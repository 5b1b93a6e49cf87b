import { randomUUID } from "node:crypto";
import { type APIResponse, expect } from "@playwright/test";
import { expectAccessible } from "@/e2e/fixtures/accessible";
import { inGreenhouse } from "@/e2e/fixtures/control";
import { connect, findHire, signIn, syncNow } from "@/e2e/fixtures/portal-api";
import { test } from "@/e2e/fixtures/test";

const id = randomUUID();
const greenhouse = "/api/partner-integrations/greenhouse";

type Who = "admin" | "hr" | "viewer";
const anyone: readonly Who[] = ["admin", "hr", "viewer"];
const staff: readonly Who[] = ["admin", "hr"];
const admins: readonly Who[] = ["admin"];

/** Every door that needs a session, and who may use it: written down apart from the portal's own table. */
const doors: [method: string, path: string, who: readonly Who[]][] = [
  ["GET", greenhouse, anyone],
  ["PUT", greenhouse, admins],
  ["PATCH", greenhouse, admins],
  ["DELETE", greenhouse, admins],
  ["POST", `${greenhouse}/sync`, staff],
  ["POST", `${greenhouse}/preview`, staff],
  ["POST", `${greenhouse}/compare`, admins],
  ["POST", `${greenhouse}/webhook-secret`, admins],
  ["GET", `${greenhouse}/authorize`, admins],
  ["GET", `${greenhouse}/callback`, admins],
  ["GET", "/api/sync-runs", anyone],
  ["GET", `/api/sync-runs/${id}`, anyone],
  ["GET", "/api/new-hires", anyone],
  ["GET", "/api/new-hires/values", anyone],
  ["GET", "/api/new-hires/count", anyone],
  ["GET", "/api/new-hires/export", staff],
  ["GET", "/api/saved-views", anyone],
  ["POST", "/api/saved-views", anyone],
  ["PATCH", `/api/saved-views/${id}`, anyone],
  ["DELETE", `/api/saved-views/${id}`, anyone],
  ["PUT", "/api/list-layout", anyone],
  ["GET", "/api/bulk-actions", anyone],
  ["POST", "/api/bulk-actions", staff],
  ["POST", "/api/bulk-actions/preview", staff],
  ["GET", `/api/bulk-actions/${id}`, anyone],
  ["DELETE", `/api/bulk-actions/${id}`, staff],
  ["GET", `/api/bulk-actions/${id}/report`, anyone],
  ["POST", `/api/bulk-actions/${id}/undo`, staff],
  ["GET", `/api/new-hires/${id}`, anyone],
  ["PATCH", `/api/new-hires/${id}`, staff],
  ["POST", `/api/new-hires/${id}/invitations`, staff],
  ["POST", `/api/new-hires/${id}/check`, staff],
  ["PUT", `/api/new-hires/${id}/invitation-plan`, staff],
  ["GET", `/api/new-hires/${id}/timeline`, anyone],
  ["GET", `/api/new-hires/${id}/duplicate`, anyone],
  ["POST", `/api/new-hires/${id}/duplicate`, staff],
  ["POST", `/api/new-hires/${id}/seen`, staff],
  ["POST", `/api/new-hires/${id}/erase`, admins],
  ["GET", `/api/new-hires/${id}/personal-data`, admins],
  ["POST", `/api/new-hires/${id}/exclude`, staff],
  ["POST", `/api/new-hires/${id}/include`, staff],
  ["POST", `/api/new-hires/${id}/undo`, staff],
  ["POST", `/api/new-hires/${id}/courtesy-mail`, staff],
  ["POST", "/api/new-hires/invitations", staff],
  ["GET", "/api/mail-status", anyone],
  ["GET", "/api/mail-status/held", anyone],
  ["POST", "/api/mail-status/release", admins],
  ["GET", "/api/settings/invitations", admins],
  ["PUT", "/api/settings/invitations", admins],
  ["POST", "/api/settings/invitations/preview", admins],
  ["POST", "/api/settings/invitations/test", admins],
  ["GET", "/api/settings/required-fields", admins],
  ["PUT", "/api/settings/required-fields", admins],
  ["GET", "/api/settings/field-mapping", admins],
  ["PUT", "/api/settings/field-mapping", admins],
  ["GET", "/api/settings/import-rules", admins],
  ["PUT", "/api/settings/import-rules", admins],
  ["GET", "/api/settings/packages", admins],
  ["PUT", "/api/settings/packages", admins],
  ["GET", "/api/settings/sessions", admins],
  ["PUT", "/api/settings/sessions", admins],
  ["GET", "/api/account", anyone],
  ["PATCH", "/api/account", anyone],
  ["GET", "/api/account/reauthentication", anyone],
  ["POST", "/api/account/reauthentication", anyone],
  ["POST", "/api/account/reauthentication/passkey", anyone],
  ["GET", "/api/account/factors", anyone],
  ["POST", "/api/account/factors/totp", anyone],
  ["PUT", "/api/account/factors/totp", anyone],
  ["DELETE", "/api/account/factors/totp", anyone],
  ["POST", "/api/account/factors/passkeys", anyone],
  ["POST", "/api/account/factors/passkeys/options", anyone],
  ["PATCH", `/api/account/factors/passkeys/${id}`, anyone],
  ["DELETE", `/api/account/factors/passkeys/${id}`, anyone],
  ["POST", "/api/account/factors/recovery-codes", anyone],
  ["DELETE", `/api/account/factors/devices/${id}`, anyone],
  ["GET", "/api/settings/second-factor", admins],
  ["PUT", "/api/settings/second-factor", admins],
  ["GET", "/api/account/organizations", anyone],
  ["PUT", "/api/account/organizations/current", anyone],
  ["GET", "/api/settings/retention", admins],
  ["PUT", "/api/settings/retention", admins],
  ["POST", "/api/settings/retention/preview", admins],
  ["GET", "/api/account/sessions", anyone],
  ["DELETE", "/api/account/sessions", anyone],
  ["DELETE", `/api/account/sessions/${id}`, anyone],
  ["GET", "/api/settings/sync", admins],
  ["PUT", "/api/settings/sync", admins],
  ["POST", "/api/settings/required-fields/preview", admins],
  ["POST", "/api/settings/field-mapping/preview", admins],
  ["POST", "/api/settings/import-rules/preview", admins],
  ["GET", "/api/audit-log", admins],
  ["GET", "/api/audit-log/export", admins],
  ["GET", "/api/dashboard", anyone],
  ["GET", "/api/notices", anyone],
  ["POST", `/api/notices/${id}/mute`, anyone],
  ["DELETE", `/api/notices/${id}/mute`, anyone],
  ["GET", "/api/team", admins],
  ["POST", "/api/team", admins],
  ["PATCH", `/api/team/${id}`, admins],
  ["DELETE", `/api/team/${id}`, admins],
  ["POST", `/api/team/${id}/invitation`, admins],
  ["DELETE", `/api/team/${id}/sessions`, admins],
  ["GET", "/api/settings/single-sign-on", admins],
  ["PUT", "/api/settings/single-sign-on", admins],
  ["DELETE", "/api/settings/single-sign-on", admins],
  ["POST", "/api/settings/single-sign-on/test", admins],
  ["POST", "/api/settings/single-sign-on/domains", admins],
  ["DELETE", `/api/settings/single-sign-on/domains/${id}`, admins],
  ["POST", `/api/settings/single-sign-on/domains/${id}/verify`, admins],
];

const shown = (path: string) => path.replace(id, "{id}");
const sending = (method: string) => ({ method, maxRedirects: 0, ...(method === "GET" ? {} : { data: {} }) });

async function refusal(answer: APIResponse) {
  expect(answer.headers()["content-type"]).toBe("application/problem+json");
  return [answer.status(), (await answer.json()).code];
}

test("every door is among those that are tested", async ({ page }) => {
  const { paths } = await (await page.request.get("/api/openapi.json")).json();
  const described = Object.entries<Record<string, { security: object[] }>>(paths).flatMap(([path, verbs]) =>
    Object.entries(verbs).flatMap(([verb, { security }]) =>
      security.some((scheme) => "session" in scheme) ? [`${verb.toUpperCase()} ${path}`] : [],
    ),
  );
  const tested = doors.map(([method, path]) => `${method} ${path}`);
  expect(described.map((door) => door.replace(/\{\w+\}/, id)).sort()).toEqual(tested.sort());
});

test("a door opens to no one without a session, nor from another site, nor to a role that may not use it", async ({
  page,
  emptyOrganization,
  browser,
}) => {
  const outside = await browser.newContext();
  await signIn(page, emptyOrganization.admin);
  const lesser = await Promise.all(
    (["hr", "viewer"] as const).map(async (role) => {
      const context = await browser.newContext();
      await signIn(await context.newPage(), emptyOrganization[role]);
      return { role, context };
    }),
  );
  for (const [method, path, who] of doors) {
    await test.step(`${method} ${shown(path)}`, async () => {
      const address = `${process.env.APP_URL}${path}`;
      expect(await refusal(await outside.request.fetch(address, sending(method)))).toEqual([401, "unauthenticated"]);
      for (const { role, context } of lesser) {
        if (who.includes(role)) continue;
        expect(await refusal(await context.request.fetch(address, sending(method))), role).toEqual([403, "forbidden"]);
      }
      if (method === "GET") return;
      const foreign = { ...sending(method), headers: { origin: "https://evil.example" } };
      expect(await refusal(await page.request.fetch(address, foreign))).toEqual([403, "cross_origin"]);
    });
  }
  await Promise.all([outside, ...lesser.map(({ context }) => context)].map((context) => context.close()));
});

test("a door is closed to a removed teammate at once, whatever the cookie says", async ({ page, emptyOrganization, browser }) => {
  const colleague = await browser.newContext();
  await signIn(await colleague.newPage(), emptyOrganization.hr);
  await signIn(page, emptyOrganization.admin);
  const { items } = await (await page.request.get("/api/team")).json();
  const removed = items.find(({ email }: { email: string }) => email === emptyOrganization.hr.email);
  expect((await page.request.delete(`/api/team/${removed.id}`)).status()).toBe(204);
  for (const [method, path] of doors) {
    await test.step(`${method} ${shown(path)}`, async () => {
      const answer = await colleague.request.fetch(`${process.env.APP_URL}${path}`, sending(method));
      expect(await refusal(answer)).toEqual([401, "unauthenticated"]);
    });
  }
  await colleague.close();
});

/** What a door below a hire reads, where it is not an edit. */
const bodies: Record<string, unknown> = {
  undo: { change: id },
  seen: { attention: "note_from_new_hire" },
  duplicate: { decision: "exclude" },
  "invitation-plan": { version: 1, mode: "by_hand" },
  "courtesy-mail": { subject: "About your first day", text: "See you soon." },
};

test("what another organization has does not exist", async ({ page, organization, emptyOrganization, browser }) => {
  const other = await browser.newContext();
  const otherPage = await other.newPage();
  await signIn(otherPage, emptyOrganization.admin);
  await connect(otherPage, emptyOrganization);
  const personalEmail = `hire.${randomUUID().slice(0, 8)}@mail.test`;
  await inGreenhouse("hire", { account: emptyOrganization.apiKey, personalEmail });
  await syncNow(otherPage);
  const theirs = await findHire(otherPage, personalEmail);

  await signIn(page, organization.admin);
  for (const [method, path] of doors.filter(([, path]) => path.startsWith(`/api/new-hires/${id}`))) {
    await test.step(`${method} ${shown(path)}`, async () => {
      const body = bodies[path.split("/").at(-1) ?? ""] ?? { version: 1, changes: {} };
      const answer = await page.request.fetch(path.replace(id, theirs.id), { method, ...(method === "GET" ? {} : { data: body }) });
      expect(await refusal(answer)).toEqual([404, "not_found"]);
    });
  }
  const after = await (await otherPage.request.get(`/api/new-hires/${theirs.id}`)).json();
  expect(after).toMatchObject({ version: theirs.version, status: theirs.status });
  await other.close();
});

test("a viewer reads the list, a record and the connection, and finds nothing that changes them", async ({
  page,
  portal: { list, record },
  organization,
  browser,
}) => {
  const admin = await browser.newContext();
  const adminPage = await admin.newPage();
  await signIn(adminPage, organization.admin);
  await connect(adminPage, organization);
  const [hire] = (await (await adminPage.request.get("/api/new-hires?status=pending&limit=1")).json()).items;
  await admin.close();

  await signIn(page, organization.viewer);
  await list.open();
  await expect(list.rows.first()).toBeVisible();
  for (const control of [list.wholePage, list.exporting, list.syncNow]) await expect(control).toHaveCount(0);
  await expectAccessible(page);
  await record.open(hire.id);
  await expect(record.viewOnly).toBeVisible();
  await expect(record.field("firstName")).not.toBeEditable();
  for (const control of [record.save, record.sendNow, record.exclude, record.check]) await expect(control).toHaveCount(0);
  await expectAccessible(page);
});
