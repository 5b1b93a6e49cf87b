import { expect } from "@playwright/test";
import { expectAccessible } from "@/e2e/fixtures/accessible";
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

test("a panel is opened, left and closed by keyboard alone, and Escape leads back to its button", async ({
  page,
  portal: { list },
  emptyOrganization,
}) => {
  await signIn(page, emptyOrganization.admin);
  await list.open();
  const hasFocus = () => page.evaluate(() => document.activeElement?.closest("[role=dialog]") != null);
  await list.filters.focus();
  await page.keyboard.press("Enter");
  await expect(list.filterPanel).toBeVisible();
  await expect(list.filters).toHaveAttribute("aria-expanded", "true");
  await expect.poll(hasFocus).toBe(true);
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(list.filterPanel).toBeHidden();
  await expect(list.filters).toBeFocused();
  await expect(list.filters).toHaveAttribute("aria-expanded", "false");
  await page.keyboard.press("Enter");
  await expect.poll(hasFocus).toBe(true);
  for (let step = 0; step < 40 && (await hasFocus()); step++) await page.keyboard.press("Tab");
  await expect(list.filterPanel).toBeHidden();
  await expect(list.views).toBeFocused();
  await list.filters.click();
  await expect(list.filterPanel).toBeVisible();
  await list.filters.click();
  await expect(list.filterPanel).toBeHidden();
});
