import { expect } from "@playwright/test";
import { expectAccessible } from "@/e2e/fixtures/accessible";
import { hold } from "@/e2e/fixtures/network/hold";
import { connect, hireAndSync, signIn } from "@/e2e/fixtures/portal-api";
import { test } from "@/e2e/fixtures/test";
import { signInPage } from "@/lib/platform/paths/pages";

test("without a connection what was not loaded yet says so, and is loaded once there is one", async ({
  page,
  portal: { list },
  emptyOrganization,
  context,
}) => {
  await signIn(page, emptyOrganization.admin);
  await connect(page, emptyOrganization);
  const { name } = await hireAndSync(page, emptyOrganization);
  await list.open("pending");
  await expect(list.rows).toHaveCount(0);
  await expect(list.filters).toBeEnabled();
  await context.setOffline(true);
  await list.goTo("invited");
  await expect(list.tryAgain).toBeVisible();
  await expectAccessible(page);
  await context.setOffline(false);
  await expect(list.hire(name)).toBeVisible();
});

test("the values of a filter that could not be loaded are asked for again in their place, by a button that keeps the focus", async ({
  page,
  portal: { list },
  organization,
}) => {
  await signIn(page, organization.admin);
  await connect(page, organization);
  await list.open();
  const values = "**/api/new-hires/values?**";
  await page.route(values, (route) => route.abort());
  await list.filters.click();
  await list.openValues("location");
  await expect(list.loadValuesAgain).toBeVisible();
  await expectAccessible(page);
  await list.loadValuesAgain.focus();
  await page.keyboard.press("Enter");
  await expect(list.loadValuesAgain).toHaveAttribute("aria-busy", "true");
  await expect(list.loadValuesAgain).toHaveAttribute("aria-busy", "false");
  await expect(list.loadValuesAgain).toBeFocused();
  await page.unroute(values);
  await page.keyboard.press("Enter");
  await expect(list.valueBox("location", "Utrecht")).toBeVisible();
});

test("what the palette was asked to do is done and said after it has closed: a sync, and signing out", async ({
  page,
  portal: { menu },
  emptyOrganization,
}) => {
  await signIn(page, emptyOrganization.admin);
  await connect(page, emptyOrganization);
  await page.goto("/");
  const answer = await hold(page, "**/api/partner-integrations/greenhouse/sync", "POST");
  await menu.runCommand("sync");
  await expect(menu.palette).toBeHidden();
  answer();
  await expect(menu.syncStarted).toBeVisible();
  await menu.runCommand("signOut");
  await expect(page).toHaveURL(new RegExp(`${signInPage}$`));
});
