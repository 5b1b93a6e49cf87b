import { type APIResponse, expect } from "@playwright/test";
import { expectAccessible } from "@/e2e/fixtures/accessible";
import { inGreenhouse, newAddress } from "@/e2e/fixtures/control";
import { doors, id } from "@/e2e/fixtures/doors";
import { connect, findHire, signIn, syncNow } from "@/e2e/fixtures/portal-api";
import { test } from "@/e2e/fixtures/test";

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
  expect(described.map((door) => door.replaceAll(/\{\w+\}/g, id)).sort()).toEqual(tested.sort());
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
  suspension: { decision: "keep" },
  "invitation-plan": { version: 1, mode: "by_hand" },
  "courtesy-mail": { subject: "About your first day", text: "See you soon." },
};

test("what another organization has does not exist", async ({ page, organization, emptyOrganization, browser }) => {
  const other = await browser.newContext();
  const otherPage = await other.newPage();
  await signIn(otherPage, emptyOrganization.admin);
  await connect(otherPage, emptyOrganization);
  const personalEmail = newAddress();
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
