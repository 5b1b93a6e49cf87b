import { expect } from "@playwright/test";
import { expectAccessible } from "@/e2e/fixtures/accessible";
import { hire } from "@/e2e/fixtures/control";
import { connect, signIn, syncNow } from "@/e2e/fixtures/portal-api";
import { test } from "@/e2e/fixtures/test";

test("with single keys turned off no single key does anything, until they are turned on again", async ({
  page,
  portal: { menu, list },
  emptyOrganization,
}) => {
  await signIn(page, emptyOrganization.admin);
  await list.open();
  await list.focusByKey("/", list.search);
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
  await expect(list.filters).toBeEnabled();
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

test("the palette finds hires of every tab, pages and actions by keyboard alone, leads to all it found, and asks before changes are lost", async ({
  page,
  portal: { list, menu, record },
  emptyOrganization,
}) => {
  await signIn(page, emptyOrganization.admin);
  await connect(page, emptyOrganization);
  const invited = await hire(emptyOrganization);
  const pending = await hire(emptyOrganization, { personalEmail: null, firstName: "Ada" });
  for (const day of [1, 2, 3, 4, 5, 6, 7, 8, 9]) {
    await hire(emptyOrganization, { firstName: `Wilhelmina ${"ABCDEFGHI"[day - 1]}`, startsAt: `2030-01-0${day}` });
  }
  await syncNow(page);
  await page.goto("/");
  await menu.pressPaletteKey();
  // The first letters come before the palette does.
  await page.keyboard.type(invited.personalEmail.slice(0, 8));
  await expect(menu.paletteOptions.first()).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.type(invited.personalEmail.slice(8));
  await expect(menu.paletteOptions).toHaveCount(1);
  await expectAccessible(page);
  await page.keyboard.press("Enter");
  await expect(record.titled(invited.name)).toBeVisible();
  expect(page.url()).not.toContain(invited.lastName);

  await menu.pressPaletteKey();
  await page.keyboard.type("audit");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/audit-log/);

  // More than the palette shows; then again on the list itself.
  for (const [search, found] of [
    ["wilhelmina", 9],
    ["nowak", 11],
  ] as const) {
    await menu.pressPaletteKey();
    await page.keyboard.type(search);
    await expect(menu.paletteOptions).toHaveCount(9);
    await expect(menu.paletteOptions.first()).toContainText("Wilhelmina I");
    for (let down = 1; down < 9; down++) await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(new RegExp(`status=all&sort=-startDate#search=${search}$`));
    await expect(list.search).toHaveValue(search);
    await expect(list.rows).toHaveCount(found);
  }

  await menu.pressPaletteKey();
  await page.keyboard.type(pending.lastName.toUpperCase());
  await expect(menu.paletteOptions).toHaveCount(1);
  await page.keyboard.press("Enter");
  await record.fill({ firstName: "Adah" });
  await menu.pressPaletteKey();
  await page.keyboard.type("appearance");
  await expect(menu.paletteOptions).toHaveCount(3);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(menu.document).toHaveAttribute("data-theme", "dark");
  // The same keys would close a palette that is open still.
  await expect(menu.palette).toBeHidden();
  await menu.pressPaletteKey();
  await page.keyboard.type("team");
  await page.keyboard.press("Enter");
  await record.keepEditing();
  await expect(record.field("firstName")).toHaveValue("Adah");
  await menu.pressPaletteKey();
  await page.keyboard.press("Escape");
  await expect(menu.palette).toBeHidden();
});

test("the palette offers HR nothing that only admins may do", async ({ page, portal: { menu }, emptyOrganization }) => {
  await signIn(page, emptyOrganization.hr);
  await page.goto("/");
  await menu.pressPaletteKey();
  await expect(menu.paletteOptions.first()).toBeVisible();
  await expect(menu.inviteTeammate).toHaveCount(0);
});
