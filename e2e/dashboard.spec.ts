import { connect, expect, expectAccessible, greenhouse, signIn, signInWithForm, syncNow, test } from "@/e2e/fixtures/test";
import { addDays, utcDay } from "@/lib/platform/calendar";

test("signing in leads to the dashboard, which says what to do first", async ({ page, emptyOrganization }) => {
  await signInWithForm(page, emptyOrganization.admin);
  await expect(page.getByText("Nothing to see yet")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Connect Greenhouse" }).click();
  await expect(page).toHaveURL(/partner-integrations\/greenhouse/);
});

test("the figures are those of the hires, each chart is a table, too, and a notice is shown and muted", async ({
  page,
  emptyOrganization,
}) => {
  test.setTimeout(150_000);
  await signIn(page, emptyOrganization.admin);
  await connect(page, emptyOrganization);
  const soon = addDays(utcDay(new Date()), 2);
  await greenhouse("hire", { account: emptyOrganization.apiKey, startsAt: soon, personalEmail: null });
  await greenhouse("hire", { account: emptyOrganization.apiKey, startsAt: soon });
  await syncNow(page);
  await page.goto("/");
  await expect(page.getByText("One person starts within a week and cannot be invited yet.")).toBeVisible();
  const starts = page.locator("section", { has: page.getByRole("heading", { name: "Starts in the coming weeks" }) });
  await expect(starts.locator("svg").first()).toBeVisible();
  await expectAccessible(page);
  await starts.getByRole("button", { name: "As a table" }).click();
  const filled = starts.getByRole("row").filter({ has: page.getByRole("cell", { name: "2", exact: true }) });
  await expect(filled.getByRole("cell", { name: "1", exact: true })).toBeVisible();
  await expectAccessible(page);
  // The clock runs once a minute.
  await expect
    .poll(async () => (await (await page.request.get("/api/notices")).json()).items.length, { timeout: 100_000, intervals: [2_000] })
    .toBe(1);
  await page.reload();
  await expect(page.getByText("1 person starts within 3 days and is still pending.").first()).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("main").getByRole("button", { name: "Mute", exact: true }).click();
  await expect(page.getByRole("main").getByText("1 muted notice")).toBeVisible();
});
