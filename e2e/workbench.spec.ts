import { readFile } from "node:fs/promises";
import { expect } from "@playwright/test";
import { parseCsv } from "hucre/csv";
import { expectAccessible } from "@/e2e/fixtures/accessible";
import { inGreenhouse, newAddress } from "@/e2e/fixtures/control";
import { connect, countsOf, signIn, syncNow } from "@/e2e/fixtures/portal-api";
import { type Organization, test } from "@/e2e/fixtures/test";
import { mailsTo } from "@/e2e/pages/mails";
import { doneInReport } from "@/e2e/pages/new-hires-page";
import { Portal } from "@/e2e/pages/portal";

/** Hires `count` complete people who are on hold, since they start before the go-live date. */
async function hireMany({ apiKey }: Organization, count: number, details: Record<string, unknown> = {}): Promise<void> {
  for (let at = 0; at < count; at++) await inGreenhouse("hire", { account: apiKey, startsAt: "2020-01-06", ...details });
}

test("a view stands whole in its address: anyone who opens it sees the same, and it can be saved under a name", async ({
  page,
  portal: { list, views },
  emptyOrganization,
  browser,
}) => {
  await signIn(page, emptyOrganization.admin);
  await connect(page, emptyOrganization);
  await hireMany(emptyOrganization, 2, { jobName: "Chef" });
  await hireMany(emptyOrganization, 1, { jobName: "Baker" });
  await syncNow(page);
  await list.open("on_hold");
  await expect(list.rows).toHaveCount(3);
  await list.filterBy("jobTitle", "Chef");
  await expect(list.rows).toHaveCount(2);
  await expectAccessible(page);
  await list.closeFilters();
  await list.openColumns();
  await list.addColumn("location");
  await list.showCompactly();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await list.sortBy("-name");
  const address = page.url();

  const other = await browser.newContext();
  const colleague = new Portal(await other.newPage());
  await signIn(colleague.page, emptyOrganization.hr);
  await colleague.page.goto(address);
  await expect(colleague.list.rows).toHaveCount(2);
  await expect(colleague.list.column("location")).toBeVisible();
  await expect(colleague.list.sorting).toHaveValue("-name");
  await expect(colleague.list.filter("jobTitle", "Chef")).toBeVisible();
  await other.close();

  await views.save("Chefs on hold");
  await expect(views.isSaved("Chefs on hold")).toBeVisible();
  await list.open();
  await views.open();
  await expectAccessible(page);
  await views.view("Chefs on hold").click();
  await expect(list.rows).toHaveCount(2);
});

test("chosen columns are all there on a narrow screen, too, and the page does not move sideways", async ({
  page,
  portal: { list },
  organization,
}) => {
  await signIn(page, organization.admin);
  await connect(page, organization);
  await page.setViewportSize({ width: 768, height: 900 });
  await list.open("all", "&columns=job+department+location+employmentType+manager+starts+detail+since+package");
  await list.column("package").scrollIntoViewIfNeeded();
  await expect(list.column("package")).toBeInViewport({ ratio: 1 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
  await list.openColumns();
  await expect(list.columnChooser).toBeInViewport({ ratio: 1 });
  await expectAccessible(page);
});

test("all that match are sent to in the background, with progress, and a report says what became of each", async ({
  page,
  portal: { list },
  emptyOrganization,
}) => {
  await signIn(page, emptyOrganization.admin);
  await connect(page, emptyOrganization);
  await hireMany(emptyOrganization, 60);
  await syncNow(page);
  await list.open("on_hold");
  await list.selectPage();
  await list.selectAllThatMatch(60);
  await expect(list.allSelected(60)).toBeVisible();
  await expectAccessible(page);
  await list.sendMany.click();
  await list.confirmSending();
  await expect(list.bulkDone(60)).toBeVisible({ timeout: 60_000 });
  await expectAccessible(page);
  expect(await countsOf(page)).toMatchObject({ onHold: 0, invited: 60 });
  const download = await list.downloadReport();
  const report = parseCsv(await readFile(await download.path(), "utf8"));
  expect(report).toHaveLength(61);
  expect(new Set(report.slice(1).map((row) => row[2]))).toEqual(new Set([doneInReport]));
});

test("a field is set for many, which completes and invites them", async ({ page, portal: { list }, emptyOrganization }) => {
  await signIn(page, emptyOrganization.admin);
  await connect(page, emptyOrganization);
  await hireMany(emptyOrganization, 3, { startsAt: null });
  await syncNow(page);
  await list.open();
  await list.selectPage();
  await list.setField.click();
  await list.chooseField("startDate", "2099-05-04");
  await expectAccessible(page);
  await list.confirmField(3);
  await expect(list.dateQuestion).toBeVisible();
  await expectAccessible(page);
  await list.answerDate(false);
  await list.confirmField(3);
  await list.answerDate(true);
  await expect.poll(() => countsOf(page)).toMatchObject({ pending: 0, invited: 3 });
});

test("the rows keep their places when a sync adds a hire, who is shown on request", async ({
  page,
  portal: { list },
  emptyOrganization,
}) => {
  await signIn(page, emptyOrganization.admin);
  await connect(page, emptyOrganization);
  await hireMany(emptyOrganization, 1);
  await syncNow(page);
  await list.open("on_hold");
  await expect(list.rows).toHaveCount(1);
  await hireMany(emptyOrganization, 2);
  await syncNow(page);
  await expect(list.newHiresWait(2)).toBeVisible({ timeout: 40_000 });
  await expect(list.rows).toHaveCount(1);
  await expectAccessible(page);
  await list.showChanges.click();
  await expect(list.rows).toHaveCount(3);
});

test("a preview says what the next sync would do, and sends nothing", { tag: "@own-portal" }, async ({
  page,
  portal: { greenhouse },
  emptyOrganization,
}) => {
  await signIn(page, emptyOrganization.admin);
  await connect(page, emptyOrganization);
  const personalEmail = newAddress();
  await inGreenhouse("hire", { account: emptyOrganization.apiKey, firstName: "Wanda", lastName: "Would", personalEmail });
  await greenhouse.open();
  await greenhouse.preview.click();
  await greenhouse.wouldBeInvited.click();
  await expect(greenhouse.previewed("Wanda Would")).toHaveCount(1);
  await expectAccessible(page);
  expect(await countsOf(page)).toMatchObject({ pending: 0, invited: 0 });
  expect(await mailsTo(personalEmail)).toEqual([]);
});

test("an export holds the view, and no cell of it can run as a formula", async ({ page, portal: { list }, emptyOrganization }) => {
  await signIn(page, emptyOrganization.admin);
  await connect(page, emptyOrganization);
  await hireMany(emptyOrganization, 1, { firstName: "=1+1", lastName: "Ødegård" });
  await syncNow(page);
  await list.open("on_hold");
  const download = await list.exportCsv();
  expect(download.suggestedFilename()).toMatch(/^new-hires-.*\.csv$/);
  const [, row] = parseCsv(await readFile(await download.path(), "utf8"));
  expect(row?.slice(0, 2)).toEqual(["'=1+1", "Ødegård"]);
});

test("a hire is found, opened, completed and invited by keyboard alone", async ({
  page,
  portal: { menu, list, record },
  emptyOrganization,
}) => {
  await signIn(page, emptyOrganization.admin);
  await connect(page, emptyOrganization);
  await inGreenhouse("hire", { account: emptyOrganization.apiKey, firstName: "Kay", lastName: "Board", personalEmail: null });
  await syncNow(page);
  await list.open();
  await expect(list.rows).toHaveCount(1);
  // A key is not heard before the page's scripts run.
  await expect(list.filters).toBeEnabled();
  await page.keyboard.press("?");
  await expect(menu.shortcutSheet).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(menu.dialog).toBeHidden();
  await page.keyboard.press("/");
  await page.keyboard.type("board");
  await expect(page).toHaveURL(/#search=board$/);
  await expect(list.panel).toHaveAttribute("aria-busy", "false");
  await page.keyboard.press("Tab");
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await expect(record.titled("Kay Board")).toBeVisible();
  const field = record.field("personalEmail");
  for (let step = 0; step < 60 && !(await field.evaluate((one) => one === document.activeElement)); step++)
    await page.keyboard.press("Tab");
  const address = newAddress("kay.board");
  await page.keyboard.type(address);
  await page.keyboard.press("Control+s");
  await expect(record.invitationSentTo(address)).toBeVisible();
  await page.keyboard.press("Escape");
  expect(await countsOf(page)).toMatchObject({ pending: 0, invited: 1 });
});

test("the list carries less than 75 KB of JavaScript over an empty page of the framework", async ({
  page,
  portal: { list },
  emptyOrganization,
}) => {
  const { rootMainFiles, polyfillFiles } = JSON.parse(await readFile(".next/build-manifest.json", "utf8"));
  const framework = new Set([...rootMainFiles, ...polyfillFiles].map((file: string) => `/_next/${file}`));
  await signIn(page, emptyOrganization.admin);
  const scripts = new Map<string, Promise<Buffer>>();
  page.on("response", (answer) => {
    const { pathname } = new URL(answer.url());
    if (pathname.endsWith(".js") && !framework.has(pathname)) scripts.set(pathname, answer.body());
  });
  await list.open();
  await page.waitForLoadState("networkidle");
  const { gzipSync } = await import("node:zlib");
  const bodies = await Promise.all(scripts.values());
  // What every page of the framework begins with, an empty one too.
  const own = bodies.filter((body) => !body.includes("ClientPageRoot"));
  const sizes = own.map((body) => gzipSync(body).length);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  test.info().annotations.push({ type: "JavaScript of the list, gzip bytes over the framework", description: String(total) });
  expect(total).toBeLessThan(75 * 1024);
});
