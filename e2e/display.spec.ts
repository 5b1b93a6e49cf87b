import { expect, type Locator } from "@playwright/test";
import { expectAccessible } from "@/e2e/fixtures/accessible";
import { hire } from "@/e2e/fixtures/control";
import { connect, findHire, hireAndSync, signIn, syncNow } from "@/e2e/fixtures/portal-api";
import { test } from "@/e2e/fixtures/test";
import type { Portal } from "@/e2e/pages/portal";

/** Returns what opens each page of the portal, and waits until it is there. */
function pagesOf(portal: Portal, hireId: string): (() => Promise<void>)[] {
  const { list, record, dashboard, reconciliation, greenhouse, importSettings, invitationSettings, team, auditLog, account } = portal;
  const all = [dashboard, reconciliation, greenhouse, importSettings, invitationSettings, team, auditLog, account].map(
    (one) => () => one.open(),
  );
  return [() => list.open("pending"), () => record.open(hireId), ...all].map((open) => async () => {
    await open();
    await portal.page.waitForLoadState("networkidle");
  });
}

const outline = (element: Locator) => element.evaluate((node) => getComputedStyle(node).outlineStyle);

test("a list and a record print as documents: everything they say, light, and nothing that only works on a screen", {
  tag: "@chromium",
}, async ({ page, portal: { menu, list, views, paper, record }, emptyOrganization }) => {
  await signIn(page, emptyOrganization.admin);
  await connect(page, emptyOrganization);
  // Far longer than a line of the record has room for.
  const jobName = "Head of the kitchens and restaurants of the northern coast, its islands, and the ferries that sail between them";
  const person = await hire(emptyOrganization, { personalEmail: null, jobName });
  await syncNow(page);
  await list.open("pending", "&sort=-name");
  await list.filterBy("jobTitle", jobName);
  await list.closeFilters();
  await views.save("Kitchens");
  await expect(views.active("Kitchens")).toBeVisible();
  await list.search.fill(person.lastName);
  await expect(views.changed("Kitchens")).toBeVisible();
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  // As wide as a sheet of A4 within its margins.
  await page.setViewportSize({ width: 690, height: 1000 });
  await expect(list.hire(person.name)).toBeVisible();
  await expect(list.rows).toHaveCount(1);
  await expect(paper.view("Kitchens")).toBeVisible();
  await expect(paper.filter("jobTitle", jobName)).toBeVisible();
  await expect(paper.search(person.lastName)).toBeVisible();
  await expect(paper.sorting("-name")).toBeVisible();
  await expect(paper.places(1, 1)).toBeVisible();
  await expect(menu.controls).toHaveCount(0);
  await expect(menu.printedFrom(emptyOrganization.name)).toBeVisible();
  expect(await menu.document.evaluate((node) => getComputedStyle(node).colorScheme)).toBe("light");
  const { id } = await findHire(page, person.lastName);
  await record.open(id);
  await expect(paper.field("lastName")).toHaveAttribute("data-printed", person.lastName);
  await expect(paper.field("jobTitle")).toHaveAttribute("data-printed", jobName);
  await expect(record.save).toBeHidden();
  await expect(record.field("jobTitle")).toBeHidden();
  const [value, source] = [await paper.field("jobTitle").boundingBox(), await paper.source("jobTitle").boundingBox()];
  // The source stands below the lines that the value takes.
  expect(source?.y ?? 0).toBeGreaterThan((value?.y ?? 0) + (source?.height ?? 0));
  await expect(menu.controls).toHaveCount(0);
  expect((await page.pdf({ format: "A4" })).length).toBeGreaterThan(10_000);
});

test("in forced colors what is chosen is outlined, and what is not is not, and axe finds nothing on any page", {
  tag: "@chromium",
}, async ({ page, portal, emptyOrganization }) => {
  const { menu, list, dashboard } = portal;
  await signIn(page, emptyOrganization.admin);
  await connect(page, emptyOrganization);
  const person = await hire(emptyOrganization, { personalEmail: null });
  await syncNow(page);
  await page.emulateMedia({ forcedColors: "active" });
  await list.open("pending");
  await expect(list.rows).toHaveCount(1);
  expect(await outline(list.tabs.chosen)).toBe("solid");
  expect(await outline(list.tabs.others.first())).toBe("none");
  expect(await outline(menu.currentPlace)).toBe("solid");
  await list.selectRow(list.rows.first());
  expect(await outline(list.rows.first())).toBe("solid");
  await expectAccessible(page);
  await dashboard.open();
  await expect(dashboard.startsChart).toBeVisible();
  const { id } = await findHire(page, person.lastName);
  for (const open of pagesOf(portal, id)) {
    await open();
    await expectAccessible(page);
  }
});

test("on 320 pixels no page moves sideways, no badge covers a value, and every row has targets of 24 pixels", async ({
  page,
  portal,
  emptyOrganization,
}) => {
  const { list, record } = portal;
  await signIn(page, emptyOrganization.admin);
  await connect(page, emptyOrganization);
  const { id, ...person } = await hireAndSync(page, emptyOrganization, { personalEmail: null });
  await list.open("pending");
  for (const target of await list.linksOfFirstRow.all()) {
    const box = await target.boundingBox();
    expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(24);
  }
  await page.setViewportSize({ width: 320, height: 640 });
  for (const open of pagesOf(portal, id)) {
    await open();
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  }
  await record.open(id);
  await expect(record.field("lastName")).toHaveValue(person.lastName);
  const [value, badge] = [await record.field("lastName").boundingBox(), await record.source("lastName").boundingBox()];
  expect((badge?.y ?? 0) + (badge?.height ?? 0)).toBeLessThanOrEqual((value?.y ?? 0) + 1);
});
