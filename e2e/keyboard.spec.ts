import { expect, signIn, test } from "@/e2e/fixtures/test";

test("with single keys turned off no single key does anything, until they are turned on again", async ({ page, emptyOrganization }) => {
  await signIn(page, emptyOrganization.admin);
  await page.goto("/onboard/new-hires");
  const search = page.getByRole("textbox", { name: "Search" });
  const sheet = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  const choice = sheet.getByRole("checkbox", { name: /single/i });
  await expect(search).toBeVisible();
  await page.keyboard.press("/");
  await expect(search).toBeFocused();
  await search.blur();
  await page.keyboard.press("?");
  await choice.uncheck();
  await page.keyboard.press("Escape");
  await expect(sheet).toBeHidden();
  await page.keyboard.press("/");
  await expect(search).not.toBeFocused();
  await page.keyboard.press("?");
  await expect(sheet).toBeHidden();
  await page.getByRole("button", { name: "How this works" }).click();
  await page.getByRole("button", { name: "Show keyboard shortcuts" }).click();
  await choice.check();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await page.keyboard.press("/");
  await expect(search).toBeFocused();
});
