import { readFile } from "node:fs/promises";
import { type Browser, expect } from "@playwright/test";
import { parseCsv } from "hucre/csv";
import { expectAccessible } from "@/e2e/fixtures/accessible";
import { inGreenhouse } from "@/e2e/fixtures/control";
import { connect, signIn, syncNow } from "@/e2e/fixtures/portal-api";
import { type Organization, test } from "@/e2e/fixtures/test";
import { Portal } from "@/e2e/pages/portal";
import { addDays, utcDay } from "@/lib/platform/calendar";
import { newHireRowsRoute, newHiresRoute } from "@/lib/platform/paths/hires";

/** Hires people with these details, and takes them in. */
async function hireAll({ page }: Portal, organization: Organization, people: Record<string, unknown>[]): Promise<void> {
  await signIn(page, organization.admin);
  await connect(page, organization);
  for (const person of people) await inGreenhouse("hire", { account: organization.apiKey, startsAt: "2020-01-06", ...person });
  await syncNow(page);
}

/** A second person of the organization, in a browser of their own. */
async function colleagueOf(organization: Organization, role: "hr" | "admin", browser: Browser) {
  const context = await browser.newContext();
  const colleague = new Portal(await context.newPage());
  await signIn(colleague.page, organization[role]);
  return colleague;
}

test("a hire is found by location, without its accents", async ({ page, portal, organization }) => {
  await signIn(page, organization.admin);
  await connect(page, organization);
  const { items } = await (await page.request.get(`${newHiresRoute}?limit=200`)).json();
  const location = items.map((hire: { fields: { location: { value: string | null } } }) => hire.fields.location.value).find(Boolean);
  await portal.list.open("all");
  await portal.list.search.fill(location.toUpperCase());
  await expect(page).toHaveURL(/#search=/);
  await expect(portal.list.panel).toHaveAttribute("aria-busy", "false");
  const expected = items.filter(
    (hire: { fields: { location: { value: string | null } } }) => hire.fields.location.value === location,
  ).length;
  await expect(portal.list.rows).toHaveCount(expected);
});

test("filters take several values and days relative to today, and the export and a saved view follow", async ({
  page,
  portal,
  emptyOrganization,
}) => {
  const soon = addDays(utcDay(new Date()), 5);
  await hireAll(portal, emptyOrganization, [
    { jobName: "Chef", startsAt: soon, personalEmail: null },
    { jobName: "Baker", startsAt: soon, personalEmail: null },
    { jobName: "Waiter", startsAt: soon, personalEmail: null },
    { jobName: "Chef", startsAt: addDays(soon, 60), personalEmail: null },
  ]);
  const { list, views } = portal;
  await list.open();
  await expect(list.rows).toHaveCount(4);
  await list.filterBy("jobTitle", "Chef", "Baker");
  await expect(list.rows).toHaveCount(3);
  await expectAccessible(page);
  await list.filterByStart("next_7_days");
  await list.closeFilters();
  await expect(list.rows).toHaveCount(2);
  await expect(page).toHaveURL(/jobTitle=Chef&jobTitle=Baker/);
  const download = await list.exportCsv();
  expect(parseCsv(await readFile(await download.path(), "utf8"))).toHaveLength(3);
  await views.save("Kitchen soon");
  await expect(page).toHaveURL(/starts=next_7_days/);
  await list.filter("jobTitle", "Chef").click();
  await expect(list.rows).toHaveCount(1);
  await list.startFilter("next_7_days").click();
  await expect(list.filter("jobTitle", "Baker")).toBeVisible();
  await expect(list.rows).toHaveCount(1);
  await views.backTo("Kitchen soon");
  await expect(list.rows).toHaveCount(2);
});

test("the headings sort by pointer and by keyboard, and one alone says that the list is sorted by it", async ({
  page,
  portal,
  emptyOrganization,
}) => {
  await hireAll(portal, emptyOrganization, [
    { firstName: "Ada", lastName: "Zimmer" },
    { firstName: "Bo", lastName: "Adler" },
  ]);
  const { list, columns } = portal;
  await list.open("on_hold");
  await expect(columns.heading("starts")).toHaveAttribute("aria-sort", "ascending");
  await columns.sorting("name").click();
  await expect(page).toHaveURL(/sort=name/);
  await expect(columns.heading("name")).toHaveAttribute("aria-sort", "ascending");
  await expect(columns.sorted).toHaveCount(1);
  await expect(list.rows.first()).toContainText("Bo Adler");
  await columns.sorting("name").press("Enter");
  await expect(columns.heading("name")).toHaveAttribute("aria-sort", "descending");
  await expect(list.rows.first()).toContainText("Ada Zimmer");
  await expect(list.sorting).toHaveValue("-name");
  await columns.sorting("lastChange").click();
  await expect(columns.heading("lastChange")).toHaveAttribute("aria-sort", "descending");
  await columns.sorting("lastChange").click();
  await expect(columns.heading("lastChange")).toHaveAttribute("aria-sort", "ascending");
  await expect(list.sorting).toHaveValue("updatedAt");
  await expect(columns.sorting("job")).toHaveCount(0);
  await expectAccessible(page);
  await list.sortBy("-name");
  await expect(columns.heading("name")).toHaveAttribute("aria-sort", "descending");
});

test("columns are reordered and resized with the pointer and the keyboard, and are the person's own from then on", async ({
  page,
  portal,
  emptyOrganization,
  browser,
}) => {
  await hireAll(portal, emptyOrganization, [{}]);
  const { list, columns } = portal;
  await page.setViewportSize({ width: 1440, height: 900 });
  await list.open("on_hold");
  await columns.open();
  await columns.add("added");
  await columns.moveUp("added").click();
  await expect(columns.nowAt("added", 4, 5)).toHaveCount(1);
  await columns.drag("job", "starts");
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  const arranged = await columns.titles();
  expect(arranged.slice(0, 3)).toEqual((["name", "starts", "job"] as const).map((one) => columns.titleOf(one)));
  expect(arranged.at(-2)).toBe(columns.titleOf("added"));

  await columns.reachForHeadings();
  const before = await columns.widthOf("job");
  await columns.edge("job").focus();
  const kept = page.waitForResponse((answer) => answer.request().method() === "PUT" && answer.ok());
  await page.keyboard.press("Shift+ArrowRight");
  await kept;
  expect(await columns.widthOf("job")).toBeCloseTo(before + 64, -1);
  await expect(columns.edge("job")).toHaveAttribute("aria-valuenow", String(Math.round(before + 64)));
  await expectAccessible(page);
  const box = await columns.edge("name").boundingBox();
  if (!box) throw new Error("the edge has no place");
  const name = await columns.widthOf("name");
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 + 60, box.y + box.height / 2, { steps: 4 });
  const keptAgain = page.waitForResponse((answer) => answer.request().method() === "PUT" && answer.ok());
  await page.mouse.up();
  await keptAgain;
  expect(await columns.widthOf("name")).toBeCloseTo(name + 60, -1);

  await list.open("on_hold");
  await expect(columns.heading("added")).toBeVisible();
  expect(await columns.titles()).toEqual(arranged);
  expect(await columns.widthOf("job")).toBeCloseTo(before + 64, -1);
  const colleague = await colleagueOf(emptyOrganization, "hr", browser);
  await colleague.list.open("on_hold");
  await expect(colleague.list.rows).toHaveCount(1);
  await expect(colleague.columns.heading("added")).toHaveCount(0);
  await colleague.page.context().close();

  await columns.open();
  await columns.reset();
  await expect(columns.heading("added")).toHaveCount(0);
});

test("a view says that it is active and changed, is shared with the team, and is its owner's alone to change", async ({
  page,
  portal,
  emptyOrganization,
  browser,
}) => {
  await hireAll(portal, emptyOrganization, [{ jobName: "Chef" }, { jobName: "Baker" }]);
  const colleague = await colleagueOf(emptyOrganization, "hr", browser);
  const mine = "My chefs";
  await colleague.list.open("on_hold");
  await colleague.list.filterBy("jobTitle", "Chef");
  await colleague.list.closeFilters();
  await colleague.views.save(mine);
  await expect(colleague.views.active(mine)).toBeVisible();
  await expect(colleague.views.changed(mine)).toHaveCount(0);
  await colleague.views.open();
  await colleague.views.share(mine).click();
  await expect(colleague.views.unshare(mine)).toBeVisible();
  await expectAccessible(colleague.page);
  await colleague.page.keyboard.press("Escape");

  const { list, views } = portal;
  await list.open();
  await views.open();
  await views.view(mine).click();
  await expect(list.rows).toHaveCount(1);
  await expect(views.sharedBy(mine, "Jonas Lind")).toBeVisible();
  await list.sortBy("-name");
  await expect(views.changed(mine)).toBeVisible();
  await expect(views.saveChanges(mine)).toHaveCount(0);
  await expectAccessible(page);
  await views.saveAsNew(mine, "Chefs by name");
  await expect(views.active("Chefs by name")).toBeVisible();

  await colleague.list.sortBy("-name");
  await expect(colleague.views.changed(mine)).toBeVisible();
  await colleague.views.saveChanges(mine).click();
  await expect(colleague.views.changesSaved(mine)).toBeVisible();
  await expect(colleague.views.changed(mine)).toHaveCount(0);

  await views.open();
  await views.copy(mine).click();
  await expect(views.view(mine)).toHaveCount(2);
  await views.remove(mine).last().click();
  await expectAccessible(page);
  await views.confirmDeletion();
  await expect(views.view(mine)).toHaveCount(1);
  await colleague.list.open();
  await colleague.views.open();
  await expect(colleague.views.view(mine)).toHaveCount(0);
  await colleague.page.context().close();
});

test("a copied link leads a colleague to exactly this list, and no server is sent the name that it searches for", {
  tag: "@chromium",
}, async ({ page, portal, emptyOrganization, browser }) => {
  await hireAll(portal, emptyOrganization, [
    { firstName: "Ada", lastName: "Zimmer" },
    { firstName: "Bo", lastName: "Adler" },
  ]);
  const { list, columns, views } = portal;
  await list.open("on_hold", "&sort=-name&columns=location+starts");
  await list.search.fill("zimmer");
  await expect(list.rows).toHaveCount(1);
  const link = await views.copyLink();
  expect(new URL(link).hash).toBe("#search=zimmer");
  expect(new URL(link).search).not.toContain("zimmer");
  await expectAccessible(page);
  const colleague = await colleagueOf(emptyOrganization, "hr", browser);
  const asked: string[] = [];
  colleague.page.on("request", (request) => asked.push(request.url()));
  await colleague.page.goto(link);
  await expect(colleague.list.rows).toHaveCount(1);
  await expect(colleague.list.sorting).toHaveValue("-name");
  expect(await colleague.columns.titles()).toEqual(await columns.titles());
  expect(asked.filter((url) => new URL(url).href.replace(new URL(url).hash, "").includes("zimmer"))).toEqual([]);
  await colleague.page.context().close();
});

test("a long name wraps to two lines and pushes nothing out, on any screen", async ({ page, portal, emptyOrganization }) => {
  const long = `${"Maximiliane-Alexandra ".repeat(4)}von`;
  await hireAll(portal, emptyOrganization, [
    { firstName: long, lastName: "Hohenzollern-Sigmaringen", jobName: "Head of Everything, Anything and the Rest of it ".repeat(3) },
    { firstName: "W".repeat(90), lastName: "X" },
  ]);
  for (const width of [320, 360, 768, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    await portal.list.open("on_hold");
    const name = portal.list.hireLike(/Maximiliane/);
    await expect(name).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth), `${width}`).toBe(width);
    expect(await portal.columns.sidewaysBeyond(), `${width}`).toBe(0);
    expect(await portal.columns.linesOf(/Maximiliane/), `${width}`).toBeLessThanOrEqual(2);
    expect(await portal.columns.linesOf(/WWW/), `${width}`).toBeLessThanOrEqual(2);
  }
});

test("HR finds no place in the menu that is for admins alone", async ({ page, portal: { menu, list }, emptyOrganization }) => {
  await signIn(page, emptyOrganization.hr);
  await list.open();
  await expect(menu.place("partnerIntegrations")).toBeVisible();
  for (const place of ["importAndRecords", "team", "auditLog"] as const) await expect(menu.place(place)).toHaveCount(0);
  await expectAccessible(page);
});

test("the list comes with its hires, and asks from then on only whether they are others", async ({
  page,
  portal: { list },
  organization,
}) => {
  await signIn(page, organization.admin);
  await connect(page, organization);
  const answers: [path: string, status: number][] = [];
  page.on("response", (answer) => {
    const { pathname } = new URL(answer.url());
    if (pathname.startsWith(newHiresRoute)) answers.push([pathname, answer.status()]);
  });
  await list.open();
  await expect(list.rows).not.toHaveCount(0);
  await page.waitForLoadState("networkidle");
  expect(answers).toEqual([]);
  await expect.poll(() => answers, { timeout: 30_000 }).toEqual([[newHireRowsRoute, 304]]);
});
