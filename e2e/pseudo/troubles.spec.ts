import { expect } from "@playwright/test";
import { inGreenhouse } from "@/e2e/fixtures/control";
import { connect, findHire, signIn, syncNow } from "@/e2e/fixtures/portal-api";
import { mailTo } from "@/e2e/pages/mails";
import { screens } from "@/e2e/pseudo/screens";
import { test } from "@/e2e/pseudo/test";
import { addDays, utcDay } from "@/lib/platform/calendar";
import { path } from "@/lib/platform/paths/address";
import { dashboardPage, newHirePage, newHiresPage } from "@/lib/platform/paths/pages";

test("what can't be loaded is told in texts of the catalogues", async ({ page, portal: { menu, list }, emptyOrganization }) => {
  await signIn(page, emptyOrganization.admin);
  await connect(page, emptyOrganization);
  await inGreenhouse("hire", { account: emptyOrganization.apiKey, firstName: "Ελένη", lastName: "Νικολάου", personalEmail: null });
  await syncNow(page);
  const { id } = await findHire(page, "Ελένη");
  await page.route("**/api/**", (route) => route.abort());
  // These two come with what they show.
  for (const screen of [...screens.filter((one) => one !== dashboardPage && one !== newHiresPage), path(newHirePage, id)]) {
    await page.goto(screen);
    await expect(menu.tryAgain, screen).toBeVisible();
  }
  await list.open("pending");
  await expect(list.rows).toHaveCount(1);
  await expect(list.filters).toBeEnabled();
  await list.tabs.others.first().click();
  await expect(menu.tryAgain).toBeVisible();
});

test("a notice and the email about it are in texts of the catalogues", async ({
  page,
  portal: { dashboard, menu },
  emptyOrganization,
  reader,
}) => {
  await signIn(page, emptyOrganization.admin);
  await connect(page, emptyOrganization);
  const startsAt = addDays(utcDay(new Date()), 2);
  const name = { firstName: "Ελένη", lastName: "Νικολάου" };
  await inGreenhouse("hire", { account: emptyOrganization.apiKey, ...name, startsAt, personalEmail: null });
  await syncNow(page);
  // The clock runs once a minute.
  await expect
    .poll(async () => (await (await page.request.get("/api/notices")).json()).items.length, { timeout: 100_000, intervals: [2_000] })
    .toBe(1);
  await dashboard.open();
  await menu.bell.click();
  await page.keyboard.press("Escape");
  await dashboard.mute.click();
  await dashboard.oneMuted.click();
  await dashboard.unmute.click();
  await expect(dashboard.mute).toBeVisible();
  await reader.readMail(page, await mailTo(emptyOrganization.admin.email));
});
