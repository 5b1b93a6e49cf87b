import { expect } from "@playwright/test";
import { expectAccessible } from "@/e2e/fixtures/accessible";
import { inGreenhouse, newAddress } from "@/e2e/fixtures/control";
import { connect, forgetSession, signIn, syncNow } from "@/e2e/fixtures/portal-api";
import { test } from "@/e2e/fixtures/test";
import { addDays, utcDay } from "@/lib/platform/calendar";
import { path } from "@/lib/platform/paths/address";
import { newHiresRoute } from "@/lib/platform/paths/hires";
import { excludeRoute } from "@/lib/platform/paths/record";

test("a checklist leads a new admin from connecting to the first invitation, each step ticked by what is true", { tag: "@both" }, async ({
  page,
  portal,
  emptyOrganization,
  harvest,
}) => {
  const { dashboard, greenhouse } = portal;
  const startsAt = addDays(utcDay(new Date()), 20);
  await inGreenhouse("hire", { account: emptyOrganization.apiKey, startsAt });
  await inGreenhouse("hire", { account: emptyOrganization.apiKey, startsAt });
  await inGreenhouse("hire", { account: emptyOrganization.apiKey, startsAt, personalEmail: null });
  await portal.signInAs(emptyOrganization.admin);
  // The organization has its team already.
  await expect(dashboard.setupProgress(1)).toBeVisible();
  await expectAccessible(page);

  // A hire by hand who is excluded: no one that the import finds.
  const added = await page.request.post(newHiresRoute, { data: { fields: { firstName: "Juno", lastName: "Handmade" } } });
  const { id } = await added.json();
  expect((await page.request.post(path(excludeRoute, id))).status()).toBe(200);

  await dashboard.setupStep("connect").click();
  await greenhouse.enter(harvest, emptyOrganization);
  await greenhouse.checkAndConnect.click();
  await expect(greenhouse.imported({ found: 3, invited: 2, pending: 1, excluded: 1 })).toBeVisible({ timeout: 30_000 });
  await expect(greenhouse.instructions).toHaveCount(0);
  await expectAccessible(page);
  await greenhouse.viewHires.click();
  await expect(page).toHaveURL(/new-hires/);

  await dashboard.open();
  await expect(dashboard.setupStep("connect")).toHaveCount(0);
  await expect(dashboard.setupStep("go_live")).toHaveCount(0);
  await dashboard.hideSetup.click();
  await expect(dashboard.setup).toHaveCount(0);
  await dashboard.undo.click();
  await dashboard.keepAsIs("required_fields");
  await expect(dashboard.setupStep("required_fields")).toHaveCount(0);
  await expect(dashboard.setupStep("first_invitation")).toHaveCount(0);
  await dashboard.keepAsIs("email");
  await expect(dashboard.setup).toHaveCount(0);
});

test("who puts the checklist away does so for themselves, and can bring it back; HR is told whom to ask", async ({
  page,
  portal,
  emptyOrganization,
}) => {
  const { dashboard } = portal;
  await portal.signInAs(emptyOrganization.admin);
  await dashboard.hideSetup.click();
  await expect(dashboard.setup).toHaveCount(0);
  await page.reload();
  await expect(dashboard.showSetup).toBeVisible();
  await dashboard.showSetup.click();
  await expect(dashboard.setup).toBeVisible();
  await forgetSession(page);
  await portal.signInAs(emptyOrganization.hr);
  await expect(dashboard.emptyForHr).toBeVisible();
  await expect(dashboard.setup).toHaveCount(0);
});

test("the figures are those of the hires, each chart is a table, too, and a notice is shown and muted", async ({
  page,
  portal: { dashboard },
  emptyOrganization,
}) => {
  test.setTimeout(150_000);
  await signIn(page, emptyOrganization.admin);
  await connect(page, emptyOrganization);
  const soon = addDays(utcDay(new Date()), 2);
  await inGreenhouse("hire", { account: emptyOrganization.apiKey, startsAt: soon, personalEmail: null });
  await inGreenhouse("hire", { account: emptyOrganization.apiKey, startsAt: soon });
  await syncNow(page);
  await dashboard.open();
  await expect(dashboard.oneStartsSoonAndWaits).toBeVisible();
  await expect(dashboard.startsChart).toBeVisible();
  await expect(dashboard.startsOnBar(2)).toBeVisible();
  // One of the two has no address, and is not invited yet.
  await expect(dashboard.startsOnBar(1)).toBeVisible();
  await expectAccessible(page);
  await dashboard.showStartsAsTable();
  await expect(dashboard.pendingOfWeek(2, 1)).toBeVisible();
  await expectAccessible(page);
  // The clock runs once a minute.
  await expect
    .poll(async () => (await (await page.request.get("/api/notices")).json()).items.length, { timeout: 100_000, intervals: [2_000] })
    .toBe(1);
  await page.reload();
  await expect(dashboard.oneStartsSoonNotice).toBeVisible();
  await expectAccessible(page);
  await dashboard.mute.click();
  await expect(dashboard.oneMuted).toBeVisible();
});

test("what waits for a decision has a tile each, which leads to exactly the hires that it counts", async ({
  page,
  portal: { dashboard, list },
  emptyOrganization,
}) => {
  await signIn(page, emptyOrganization.admin);
  await connect(page, emptyOrganization);
  const personalEmail = newAddress();
  for (let count = 0; count < 2; count++) await inGreenhouse("hire", { account: emptyOrganization.apiKey, personalEmail });
  await inGreenhouse("hire", { account: emptyOrganization.apiKey });
  await syncNow(page);
  const { toReview } = await (await page.request.get("/api/dashboard")).json();
  expect(toReview).toEqual([{ code: "possible_duplicate", count: expect.any(Number) }]);
  await dashboard.open();
  await expectAccessible(page);
  await dashboard.toReview("possible_duplicate", toReview[0].count).click();
  await expect(list.rows).toHaveCount(toReview[0].count);
});
