import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { parseCsv } from "hucre/csv";
import { connect, expect, expectAccessible, greenhouse, mailsTo, type Organization, signIn, syncNow, test } from "@/e2e/fixtures/test";

const rows = (page: Page) => page.locator("tbody tr[data-hire]");

/** Hires so many people who are complete and wait for HR's word, since they start before the go-live date. */
async function hireMany({ apiKey }: Organization, count: number, details: Record<string, unknown> = {}): Promise<void> {
  for (let at = 0; at < count; at++) await greenhouse("hire", { account: apiKey, startsAt: "2020-01-06", ...details });
}

async function countsOf(page: Page): Promise<Record<string, number>> {
  return (await (await page.request.get("/api/new-hires?limit=1")).json()).counts;
}

test("a view stands whole in its address: whoever opens it sees the same, and it can be kept under a name", async ({
  page,
  emptyOrganization,
  browser,
}) => {
  await signIn(page, emptyOrganization.admin);
  await connect(page, emptyOrganization);
  await hireMany(emptyOrganization, 2, { jobName: "Chef" });
  await hireMany(emptyOrganization, 1, { jobName: "Baker" });
  await syncNow(page);
  await page.goto("/onboard/new-hires?status=on_hold");
  await expect(rows(page)).toHaveCount(3);
  await page.getByRole("button", { name: "Filters" }).click();
  await page.getByLabel("Job title").selectOption("Chef");
  await expect(rows(page)).toHaveCount(2);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Done" }).click();
  await page.getByRole("button", { name: "Columns" }).click();
  await page.getByRole("checkbox", { name: "Location" }).check();
  await page.getByRole("radio", { name: "Compact" }).check();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await page.getByLabel("Sort by").selectOption("Name, Z to A");
  const address = page.url();

  const other = await browser.newContext();
  const colleague = await other.newPage();
  await signIn(colleague, emptyOrganization.hr);
  await colleague.goto(address);
  await expect(rows(colleague)).toHaveCount(2);
  await expect(colleague.getByRole("columnheader", { name: "Location" })).toBeVisible();
  await expect(colleague.getByLabel("Sort by")).toHaveValue("-name");
  await expect(colleague.getByRole("button", { name: "Take off: Job title: Chef" })).toBeVisible();
  await other.close();

  await page.getByRole("button", { name: "Views" }).click();
  await page.getByLabel("Save this view as").fill("Chefs on hold");
  await page.getByRole("button", { name: "Save view" }).click();
  await expect(page.getByText("The view is saved as “Chefs on hold”.")).toBeVisible();
  await page.goto("/onboard/new-hires");
  await page.getByRole("button", { name: "Views" }).click();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Chefs on hold" }).click();
  await expect(rows(page)).toHaveCount(2);
});

test("columns that somebody chose are all there on a narrow screen, too, and the page does not move sideways", async ({
  page,
  organization,
}) => {
  await signIn(page, organization.admin);
  await connect(page, organization);
  await page.setViewportSize({ width: 768, height: 900 });
  await page.goto("/onboard/new-hires?status=all&columns=job+department+location+employmentType+manager+starts+detail+since+package");
  await page.getByRole("columnheader", { name: "Onboarding package" }).scrollIntoViewIfNeeded();
  await expect(page.getByRole("columnheader", { name: "Onboarding package" })).toBeInViewport({ ratio: 1 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(768);
  await page.getByRole("button", { name: "Columns" }).click();
  await expect(page.getByRole("dialog", { name: "Columns" })).toBeInViewport({ ratio: 1 });
  await expectAccessible(page);
});

test("all that match are sent to in the background, with progress, and a report says what became of each", async ({
  page,
  emptyOrganization,
}) => {
  await signIn(page, emptyOrganization.admin);
  await connect(page, emptyOrganization);
  await hireMany(emptyOrganization, 60);
  await syncNow(page);
  await page.goto("/onboard/new-hires?status=on_hold");
  await page.getByRole("checkbox", { name: "Select this page" }).check();
  await page.getByRole("button", { name: "Select all 60 that match" }).click();
  await expect(page.getByText("All 60 that match are selected")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Send invitations" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Send invitations" }).click();
  const actions = page.getByRole("region", { name: "Bulk actions" });
  await expect(actions.getByText("60 done")).toBeVisible({ timeout: 60_000 });
  await expectAccessible(page);
  expect(await countsOf(page)).toMatchObject({ onHold: 0, invited: 60 });
  const [download] = await Promise.all([page.waitForEvent("download"), actions.getByRole("link", { name: "Download the report" }).click()]);
  const report = parseCsv(await readFile(await download.path(), "utf8"));
  expect(report).toHaveLength(61);
  expect(new Set(report.slice(1).map((row) => row[2]))).toEqual(new Set(["Done"]));
});

test("a field is set for many, which completes and invites them", async ({ page, emptyOrganization }) => {
  await signIn(page, emptyOrganization.admin);
  await connect(page, emptyOrganization);
  await hireMany(emptyOrganization, 3, { startsAt: null });
  await syncNow(page);
  await page.goto("/onboard/new-hires");
  await page.getByRole("checkbox", { name: "Select this page" }).check();
  await page.getByRole("button", { name: "Set a field" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Field", { exact: true }).selectOption("Start date");
  await dialog.getByLabel("New start date").fill("2099-05-04");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Set the field" }).click();
  await expect.poll(() => countsOf(page)).toMatchObject({ pending: 0, invited: 3 });
});

test("the rows keep their places when a sync adds somebody, who is shown when asked for", async ({ page, emptyOrganization }) => {
  await signIn(page, emptyOrganization.admin);
  await connect(page, emptyOrganization);
  await hireMany(emptyOrganization, 1);
  await syncNow(page);
  await page.goto("/onboard/new-hires?status=on_hold");
  await expect(rows(page)).toHaveCount(1);
  await hireMany(emptyOrganization, 2);
  await syncNow(page);
  await expect(page.getByText("2 new hires")).toBeVisible({ timeout: 40_000 });
  await expect(rows(page)).toHaveCount(1);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Show" }).click();
  await expect(rows(page)).toHaveCount(3);
});

test("a preview says what the next sync would do, and sends nothing", async ({ page, emptyOrganization }) => {
  await signIn(page, emptyOrganization.admin);
  await connect(page, emptyOrganization);
  const personalEmail = "would.be@mail.test";
  await greenhouse("hire", { account: emptyOrganization.apiKey, firstName: "Wanda", lastName: "Would", personalEmail });
  await page.goto("/settings/partner-integrations/greenhouse");
  await page.getByRole("button", { name: "Preview", exact: true }).click();
  await page.getByText("Would be invited").click();
  await expect(page.getByText("Wanda Would").locator("visible=true")).toHaveCount(1);
  await expectAccessible(page);
  expect(await countsOf(page)).toMatchObject({ pending: 0, invited: 0 });
  expect(await mailsTo(personalEmail)).toEqual([]);
});

test("an export holds the view, and no cell of it can run as a formula", async ({ page, emptyOrganization }) => {
  await signIn(page, emptyOrganization.admin);
  await connect(page, emptyOrganization);
  await hireMany(emptyOrganization, 1, { firstName: "=1+1", lastName: "Ødegård" });
  await syncNow(page);
  await page.goto("/onboard/new-hires?status=on_hold");
  await page.getByRole("button", { name: "Export" }).click();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: /CSV/ }).click()]);
  expect(download.suggestedFilename()).toMatch(/^new-hires-.*\.csv$/);
  const [, row] = parseCsv(await readFile(await download.path(), "utf8"));
  expect(row?.slice(0, 2)).toEqual(["'=1+1", "Ødegård"]);
});

test("a hire is found, opened, completed and invited by keyboard alone", async ({ page, emptyOrganization }) => {
  await signIn(page, emptyOrganization.admin);
  await connect(page, emptyOrganization);
  await greenhouse("hire", { account: emptyOrganization.apiKey, firstName: "Kay", lastName: "Board", personalEmail: null });
  await syncNow(page);
  await page.goto("/onboard/new-hires");
  await expect(rows(page)).toHaveCount(1);
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await page.keyboard.press("/");
  await page.keyboard.type("board");
  await expect(page).toHaveURL(/search=board/);
  await expect(page.getByRole("tabpanel")).toHaveAttribute("aria-busy", "false");
  await page.keyboard.press("Tab");
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Kay Board" })).toBeVisible();
  const field = page.getByLabel(/Personal e-mail/);
  for (let step = 0; step < 60 && !(await field.evaluate((one) => one === document.activeElement)); step++)
    await page.keyboard.press("Tab");
  await page.keyboard.type("kay.board@mail.test");
  await page.keyboard.press("Control+s");
  await expect(page.getByText("The invitation to kay.board@mail.test is on its way.")).toBeVisible();
  await page.keyboard.press("Escape");
  expect(await countsOf(page)).toMatchObject({ pending: 0, invited: 1 });
});

test("the list carries less than 70 KB of JavaScript over an empty page of the framework", async ({ page, emptyOrganization }) => {
  const { rootMainFiles, polyfillFiles } = JSON.parse(await readFile(".next/build-manifest.json", "utf8"));
  const framework = new Set([...rootMainFiles, ...polyfillFiles].map((file: string) => `/_next/${file}`));
  await signIn(page, emptyOrganization.admin);
  const scripts = new Map<string, Promise<Buffer>>();
  page.on("response", (answer) => {
    const { pathname } = new URL(answer.url());
    if (pathname.endsWith(".js") && !framework.has(pathname)) scripts.set(pathname, answer.body());
  });
  await page.goto("/onboard/new-hires");
  await page.waitForLoadState("networkidle");
  const { gzipSync } = await import("node:zlib");
  const bodies = await Promise.all(scripts.values());
  // What every page of the framework begins with, an empty one too.
  const own = bodies.filter((body) => !body.includes("ClientPageRoot"));
  const sizes = own.map((body) => gzipSync(body).length);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  test.info().annotations.push({ type: "JavaScript of the list, gzip bytes over the framework", description: String(total) });
  expect(total).toBeLessThan(70 * 1024);
});
