import { expect } from "@playwright/test";
import { expectAccessible } from "@/e2e/fixtures/accessible";
import { signIn } from "@/e2e/fixtures/portal-api";
import { test } from "@/e2e/fixtures/test";

test("whatever closes a dialog, what was typed in it goes only after a question, and it says when it cannot be sent", async ({
  page,
  context,
  portal: { team },
  emptyOrganization,
}) => {
  await signIn(page, emptyOrganization.admin);
  await team.open();
  await team.fillInvitation({ name: "Noor Haddad", email: "noor@northwind.example" });
  // Then no field has the focus, and none hears the key.
  await team.pressBlankPart();
  await page.keyboard.press("Escape");
  await expect(team.leaveQuestion).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(team.leaveQuestion).toBeHidden();
  await expect(team.invitedName).toHaveValue("Noor Haddad");
  // Chromium asks the page about one Escape only, unless something else was pressed in between.
  await page.keyboard.press("Escape");
  await expect(team.leaveQuestion).toBeVisible();
  await team.keepEditing();
  await expect(team.invitedName).toBeVisible();
  await expect(team.invitedName).toHaveValue("Noor Haddad");
  await context.setOffline(true);
  await expect(team.offline).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await team.discardChanges();
  await expect(team.dialog).toBeHidden();
});

test("what a dialog asks about and could not be done is said in the dialog", async ({ page, portal: { team }, emptyOrganization }) => {
  await signIn(page, emptyOrganization.admin);
  await team.open();
  await team.makeAdmin("Jonas Lind");
  await page.route("**/api/team/*", (route) => (route.request().method() === "PATCH" ? route.abort() : route.continue()));
  await team.giveUpOwnRole("Maren Olsen");
  await expect(team.dialogFailure).toBeVisible();
  await expectAccessible(page);
});

test("on a phone no confirmation covers a panel that is open", async ({ page, portal: { list, views }, emptyOrganization }) => {
  await signIn(page, emptyOrganization.hr);
  await page.setViewportSize({ width: 320, height: 640 });
  await list.open();
  await views.save("Kitchen soon");
  await expect(views.isSaved("Kitchen soon")).toBeVisible();
  await views.open();
  expect(await views.coveredControls()).toEqual([]);
});
