import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import {
  connect,
  expect,
  expectAccessible,
  greenhouse,
  linkIn,
  mailsTo,
  mailTo,
  type Organization,
  signIn,
  syncNow,
  test,
} from "@/e2e/fixtures/test";

/** Hires somebody in the organization's Greenhouse whom no other test knows. */
async function hire(organization: Organization, details: Record<string, unknown> = {}) {
  const lastName = `Nowak-${randomUUID().slice(0, 8)}`;
  const personalEmail = `${lastName.toLowerCase()}@mail.test`;
  const given = { firstName: "Ida", lastName, personalEmail, ...details };
  const ids = await greenhouse("hire", { account: organization.apiKey, ...given });
  return { ...ids, name: `${given.firstName} ${given.lastName}`, lastName, personalEmail };
}

async function open(page: Page, name: string): Promise<void> {
  await page.goto("/onboard/new-hires");
  await page.getByRole("link", { name, exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
}

test("a complete hire is invited without anyone acting, and the mail's link leads to the start", { tag: "@both" }, async ({
  page,
  emptyOrganization,
  browser,
}) => {
  await signIn(page, emptyOrganization.admin);
  await connect(page, emptyOrganization);
  const person = await hire(emptyOrganization);
  await syncNow(page);
  const link = linkIn(await mailTo(person.personalEmail));
  const pocket = await browser.newContext({ viewport: { width: 360, height: 780 } });
  const phone = await pocket.newPage();
  await phone.goto(link);
  await expect(phone.getByRole("heading", { name: /Welcome, Ida/ })).toBeVisible();
  await expectAccessible(phone);
  await phone.getByRole("button", { name: "Start onboarding" }).click();
  await expect(phone.getByRole("heading", { name: /has started/ })).toBeVisible();
  await expectAccessible(phone);
  await pocket.close();
  await page.goto("/onboard/new-hires?status=started");
  await expect(page.getByRole("link", { name: person.name, exact: true })).toBeVisible();
});

test("HR completes a pending hire, and the invitation arrives", { tag: "@both" }, async ({ page, emptyOrganization }) => {
  await signIn(page, emptyOrganization.admin);
  await connect(page, emptyOrganization);
  const person = await hire(emptyOrganization, { personalEmail: null });
  await syncNow(page);
  await open(page, person.name);
  await expectAccessible(page);
  const address = `${person.lastName.toLowerCase()}@home.example`;
  await page.getByLabel("Personal e-mail").fill(address);
  await expect(page.getByText(`Saving sends the invitation to ${address}`)).toBeVisible();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await mailTo(address);
  await expect(page.getByText("Invited", { exact: true }).first()).toBeVisible();
  await expectAccessible(page);
});

test("what HR set survives the next sync, and Greenhouse's newer value can be taken", { tag: "@both" }, async ({
  page,
  emptyOrganization,
}) => {
  await signIn(page, emptyOrganization.admin);
  await connect(page, emptyOrganization);
  const person = await hire(emptyOrganization, { personalEmail: null });
  await syncNow(page);
  await open(page, person.name);
  await page.getByLabel("Preferred name").fill("Idka");
  await page.getByLabel("First name").fill("Idalia");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: /Idalia/ })).toBeVisible();
  await greenhouse(`candidates/${person.candidateId}`, { account: emptyOrganization.apiKey, firstName: "Ada" });
  await syncNow(page);
  await page.reload();
  await expect(page.getByLabel("First name")).toHaveValue("Idalia");
  await expect(page.getByText("Greenhouse now says Ada.")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: /Take Greenhouse/ }).click();
  await expect(page.getByLabel("First name")).toHaveValue("Ada");
});

test("a bulk send with an incomplete hire among them sends the others and names the one it left out", async ({
  page,
  emptyOrganization,
}) => {
  await signIn(page, emptyOrganization.admin);
  await connect(page, emptyOrganization);
  const first = await hire(emptyOrganization, { startsAt: "2020-01-06" });
  const second = await hire(emptyOrganization, { startsAt: "2020-01-07" });
  const incomplete = await hire(emptyOrganization, { personalEmail: null });
  await syncNow(page);
  await page.goto("/onboard/new-hires?status=on_hold");
  await expectAccessible(page);
  await page.getByRole("checkbox", { name: "Select this page" }).check();
  await page.getByRole("button", { name: "Send invitations" }).click();
  await expect(page.getByText("2 invitations are on their way.")).toBeVisible();
  await mailTo(first.personalEmail);
  await mailTo(second.personalEmail);
  const list = await (await page.request.get("/api/new-hires?limit=50")).json();
  const ids: string[] = list.items.map((one: { id: string }) => one.id);
  const answer = await (await page.request.post("/api/new-hires/invitations", { data: { ids: [...ids, randomUUID()] } })).json();
  const codes = answer.results.map((one: { code?: string }) => one.code).sort();
  expect(codes).toEqual(["fields_missing", "not_found", "resend_too_soon", "resend_too_soon"]);
  expect(await mailsTo(incomplete.personalEmail)).toEqual([]);
});

test("send again makes a new link, the old one says so, and a third within a minute has to wait", async ({ page, emptyOrganization }) => {
  await signIn(page, emptyOrganization.admin);
  await connect(page, emptyOrganization);
  const person = await hire(emptyOrganization);
  await syncNow(page);
  const older = linkIn(await mailTo(person.personalEmail));
  await page.goto("/onboard/new-hires?status=invited");
  await page.getByRole("link", { name: person.name, exact: true }).click();
  await page.getByRole("button", { name: "Send again" }).click();
  await mailTo(person.personalEmail, 2);
  const newer = (await mailsTo(person.personalEmail)).map(linkIn).find((link) => link !== older) ?? "";
  expect(newer).toContain("/onboarding/");
  await page.getByRole("button", { name: /Send again/ }).click();
  await expect(page.getByText(/\d+ s/).first()).toBeVisible();
  await expectAccessible(page);
  await page.goto(older);
  await expect(page.getByRole("heading", { name: "There is a newer link" })).toBeVisible();
  await expectAccessible(page);
  await page.goto(newer);
  await expect(page.getByRole("button", { name: "Start onboarding" })).toBeVisible();
});

test("two people who edit one record in two browsers lose nothing: a conflict is resolved field by field, either way", async ({
  page,
  emptyOrganization,
  browser,
}) => {
  await signIn(page, emptyOrganization.admin);
  await connect(page, emptyOrganization);
  const person = await hire(emptyOrganization, { personalEmail: null });
  await syncNow(page);
  await open(page, person.name);
  const other = await browser.newContext();
  const colleague = await other.newPage();
  await signIn(colleague, emptyOrganization.hr);
  await open(colleague, person.name);
  await page.getByLabel("Location").fill("Lyon");
  await page.getByLabel("Department").fill("Care");
  await colleague.getByLabel("Location").fill("Porto");
  await colleague.getByLabel("Department").fill("Nursing");
  await colleague.getByLabel("Preferred name").fill("Idka");
  const saved = colleague.waitForResponse((answer) => answer.request().method() === "PATCH");
  await colleague.getByRole("button", { name: "Save", exact: true }).click();
  expect((await saved).status()).toBe(200);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  const conflict = page.getByRole("alert").filter({ hasText: "someone changed the same fields meanwhile" });
  await expect(conflict.getByText(/^Porto/)).toBeVisible();
  await expect(conflict.getByText(/Jonas Lind/).first()).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Location" })).toHaveValue("Lyon");
  await expectAccessible(page);
  await conflict.getByRole("button", { name: "Use mine for Location" }).click();
  await conflict.getByRole("button", { name: "Use theirs for Department" }).click();
  await expect(conflict).toBeHidden();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  const values = async () => {
    const { fields } = (await (await page.request.get(`/api/new-hires?search=${person.lastName}`)).json()).items[0];
    return [fields.location.value, fields.department.value, fields.preferredName.value];
  };
  await expect.poll(values).toEqual(["Lyon", "Nursing", "Idka"]);
  await other.close();
});

test("another organization sees nothing, neither in the list nor by id", async ({ page, emptyOrganization, organization, browser }) => {
  await signIn(page, organization.admin);
  await connect(page, organization);
  const list = await (await page.request.get("/api/new-hires?limit=1")).json();
  const run = await (await page.request.get("/api/sync-runs?limit=1")).json();
  const other = await browser.newContext();
  const stranger = await other.newPage();
  await signIn(stranger, emptyOrganization.admin);
  expect((await (await stranger.request.get("/api/new-hires")).json()).items).toEqual([]);
  for (const path of [`/api/new-hires/${list.items[0].id}`, `/api/sync-runs/${run.items[0].id}`]) {
    expect((await stranger.request.get(path)).status(), path).toBe(404);
  }
  const edit = { data: { version: list.items[0].version, changes: { firstName: "Taken" } } };
  expect((await stranger.request.patch(`/api/new-hires/${list.items[0].id}`, edit)).status()).toBe(404);
  await stranger.goto(`/onboard/new-hires/${list.items[0].id}`);
  await expect(stranger.getByText(/no such|not here|not found/i).first()).toBeVisible();
  await expectAccessible(stranger);
  await other.close();
});

test("the list searches without accents, keeps its view in the address, and works at 360 px by keyboard", async ({
  page,
  organization,
}) => {
  await signIn(page, organization.admin);
  await connect(page, organization);
  await page.setViewportSize({ width: 360, height: 780 });
  await page.goto("/onboard/new-hires?status=invited");
  // A key pressed before the page listens is nobody's.
  await expect(page.getByRole("link", { name: /\S/ }).and(page.locator("a[href*='/onboard/new-hires/']")).first()).toBeVisible();
  await page.keyboard.press("/");
  await page.keyboard.type("lukasz");
  await expect(page).toHaveURL(/search=lukasz/);
  await expect(page.getByRole("link", { name: /Łukasz/ }).first()).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await page.reload();
  await expect(page.getByRole("searchbox").or(page.getByPlaceholder("Name, e-mail or job"))).toHaveValue("lukasz");
  await expectAccessible(page);
});
