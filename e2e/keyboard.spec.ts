import { expect } from "@playwright/test";
import { signIn } from "@/e2e/fixtures/portal-api";
import { test } from "@/e2e/fixtures/test";

test("with single keys turned off no single key does anything, until they are turned on again", async ({
  page,
  portal: { menu, list },
  emptyOrganization,
}) => {
  await signIn(page, emptyOrganization.admin);
  await list.open();
  await expect(list.search).toBeVisible();
  await page.keyboard.press("/");
  await expect(list.search).toBeFocused();
  await list.search.blur();
  await page.keyboard.press("?");
  await menu.singleKeys.uncheck();
  await page.keyboard.press("Escape");
  await expect(menu.shortcutSheet).toBeHidden();
  await page.keyboard.press("/");
  await expect(list.search).not.toBeFocused();
  await page.keyboard.press("?");
  await expect(menu.shortcutSheet).toBeHidden();
  await menu.openShortcuts();
  await menu.singleKeys.check();
  await page.keyboard.press("Escape");
  await expect(menu.shortcutSheet).toBeHidden();
  await page.keyboard.press("Escape");
  await page.keyboard.press("/");
  await expect(list.search).toBeFocused();
});
