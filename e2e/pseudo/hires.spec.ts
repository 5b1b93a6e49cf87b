import { expect } from "@playwright/test";
import { inGreenhouse } from "@/e2e/fixtures/control";
import { connect, signIn, syncNow } from "@/e2e/fixtures/portal-api";
import { test } from "@/e2e/pseudo/test";

test("the dashboard and the list of hires take their texts from the catalogues", async ({
  page,
  portal: { dashboard, list, menu, views },
  organization,
  reader,
}) => {
  await signIn(page, organization.admin);
  await dashboard.open();
  await expect(dashboard.setup).toBeVisible();
  await list.open();
  await page.waitForLoadState("networkidle");
  await connect(page, organization);
  await inGreenhouse("hire", { account: organization.apiKey, firstName: "Ελένη", lastName: "Νικολάου", personalEmail: null });
  await syncNow(page);
  await dashboard.open();
  await dashboard.showTables();
  await dashboard.openHelp();
  for (const tab of ["pending", "on_hold", "invited", "started", "withdrawn", "excluded", "all"] as const) {
    await list.open(tab);
    await page.waitForLoadState("networkidle");
  }
  await list.open("all", "&search=zyx-unheard-of");
  await page.waitForLoadState("networkidle");
  reader.data.add("zyx-unheard-of");
  await list.open("all", "&attention=possible_duplicate&missing=personalEmail&startFrom=2020-01-01&startTo=2099-01-01&changedBy=hr");
  await page.waitForLoadState("networkidle");

  await list.open("invited");
  await list.openHelp();
  await page.keyboard.press("Escape");
  await list.filters.click();
  await expect(list.filterPanel).toBeVisible();
  await page.keyboard.press("Escape");
  await list.openColumns();
  await list.showCompactly();
  for (const column of ["location", "package"] as const) await list.addColumn(column);
  await page.keyboard.press("Escape");
  await list.openExport();
  await page.keyboard.press("Escape");
  await views.save("Όλοι");
  await expect(views.isSaved("Όλοι")).toBeVisible();
  await views.open();
  await expect(views.view("Όλοι")).toBeVisible();
  await views.deleteOwn("Όλοι");
  await page.keyboard.press("Escape");
  await menu.openShortcuts();
  await expect(menu.shortcutSheet).toBeVisible();
});

test("what is done to many hires is asked, told and reported in texts of the catalogues", async ({
  page,
  portal: { list },
  organization,
  reader,
}) => {
  await signIn(page, organization.admin);
  await connect(page, organization);
  await list.open("all");
  await list.selectRow(list.rows.first());
  await list.selectAll();
  for (const question of ["sendInvitations", "exclude", "include"] as const) {
    await list.ask(question);
    await list.cancelAsking();
  }
  await list.ask("editField");
  await list.chooseField("startDate", "2099-05-04");
  await reader.look(page);
  await list.chooseField("location", "Κέντρο");
  await list.confirmField();
  await expect(list.bulkActions).toBeVisible();
  await expect(list.report).toBeVisible({ timeout: 90_000 });
  await list.open("pending");
  await list.selectPage();
  await expect(list.sendMany).toBeVisible();
});
