import { randomUUID } from "node:crypto";
import { expect } from "@playwright/test";
import { expectAccessible } from "@/e2e/fixtures/accessible";
import { inGreenhouse } from "@/e2e/fixtures/control";
import { connect, signIn, syncNow } from "@/e2e/fixtures/portal-api";
import { test } from "@/e2e/fixtures/test";
import { addDays, utcDay } from "@/lib/platform/calendar";

test("signing in leads to the dashboard, which says what to do first", async ({ page, portal, emptyOrganization }) => {
  const { dashboard } = portal;
  await portal.signInAs(emptyOrganization.admin);
  await expect(dashboard.empty).toBeVisible();
  await expectAccessible(page);
  await dashboard.connectGreenhouse.click();
  await expect(page).toHaveURL(/partner-integrations\/greenhouse/);
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
  const personalEmail = `hire.${randomUUID().slice(0, 8)}@mail.test`;
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
