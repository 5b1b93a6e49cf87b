import { expect } from "@playwright/test";
import { expectAccessible } from "@/e2e/fixtures/accessible";
import { inGreenhouse } from "@/e2e/fixtures/control";
import { connect, countsOf, signIn, syncNow } from "@/e2e/fixtures/portal-api";
import { test } from "@/e2e/fixtures/test";

test("a required field is said beforehand, moves hires in the background, and moves them back", async ({
  page,
  portal: { importSettings, list },
  emptyOrganization,
}) => {
  await signIn(page, emptyOrganization.admin);
  await connect(page, emptyOrganization);
  for (const startsAt of ["2020-01-06", "2020-01-07"]) await inGreenhouse("hire", { account: emptyOrganization.apiKey, startsAt });
  await syncNow(page);
  expect(await countsOf(page)).toMatchObject({ onHold: 2, pending: 0 });
  await importSettings.open();
  await importSettings.required("preferredName").check();
  await expect(importSettings.become(2, "pending")).toBeVisible();
  await expectAccessible(page);
  await importSettings.save("requiredFields");
  await expect(importSettings.savedBy("requiredFields", "Maren Olsen", "just now")).toBeVisible();
  await expect.poll(async () => (await countsOf(page)).pending).toBe(2);
  await list.open();
  await expect(list.missing("preferredName")).toBeVisible();
  await importSettings.open();
  await importSettings.required("preferredName").uncheck();
  await expect(importSettings.become(2, "complete")).toBeVisible();
  await importSettings.save("requiredFields");
  await expect.poll(async () => (await countsOf(page)).onHold).toBe(2);
});

test("an import rule excludes hires, who are listed under Excluded and can be included by hand", async ({
  page,
  portal: { importSettings, list },
  emptyOrganization,
}) => {
  await signIn(page, emptyOrganization.admin);
  await connect(page, emptyOrganization);
  await inGreenhouse("hire", { account: emptyOrganization.apiKey, startsAt: "2020-01-06", jobName: "Chef" });
  await inGreenhouse("hire", { account: emptyOrganization.apiKey, startsAt: "2020-01-06", jobName: "Baker" });
  await syncNow(page);
  await importSettings.open();
  await importSettings.excludeJobTitle("chef");
  await expect(importSettings.excludes(1)).toBeVisible();
  await expectAccessible(page);
  await importSettings.save("importRules");
  await expect.poll(async () => (await countsOf(page)).excluded).toBe(1);
  await list.open("excluded");
  await expect(list.excludedByRule).toBeVisible();
  await expectAccessible(page);
  await list.selectPage();
  await list.include.click();
  await list.confirmIncluding();
  await expect.poll(async () => (await countsOf(page)).onHold).toBe(2);
});

test("a custom field that was met in Greenhouse fills one of ours, after a preview on real hires", async ({
  page,
  portal: { importSettings },
  organization,
}) => {
  await signIn(page, organization.admin);
  await connect(page, organization);
  await importSettings.open();
  await importSettings.mapField("preferredName", /Favorite Station/i);
  await importSettings.previewMapping.click();
  await expect(importSettings.previewedValue("The Swan")).toBeVisible();
  await expectAccessible(page);
  await importSettings.save("fieldMapping");
  await expect(importSettings.savedBy("fieldMapping", "Maren Olsen", "lately")).toBeVisible();
  await expect
    .poll(async () => (await (await page.request.get("/api/new-hires?limit=1")).json()).items[0].fields.preferredName.value, {
      timeout: 60_000,
    })
    .toBe("The Swan");
});

/** Has a hire be no longer hired for some days; the flows share the portal's database. */
async function withdrawnSince(newHireId: string, days: number): Promise<void> {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: process.env.SUPERUSER_URL });
  await client.connect();
  try {
    await client.query(`UPDATE "NewHire" SET "status" = 'withdrawn' WHERE "id" = $1`, [newHireId]);
    await client.query(`UPDATE "NewHire" SET "statusSince" = now() - make_interval(days => $2) WHERE "id" = $1`, [newHireId, days]);
  } finally {
    await client.end();
  }
}

test("an admin learns how many hires a limit would erase, and confirms it", { tag: "@own-portal" }, async ({
  page,
  portal: { importSettings },
  emptyOrganization,
}) => {
  await signIn(page, emptyOrganization.admin);
  await connect(page, emptyOrganization);
  await inGreenhouse("hire", { account: emptyOrganization.apiKey, startsAt: "2020-01-06" });
  await syncNow(page);
  const { items } = await (await page.request.get("/api/new-hires?limit=1")).json();
  await withdrawnSince(items[0].id, 60);
  await importSettings.open();
  await importSettings.eraseWhenNoLongerHired(90);
  await expect(importSettings.erases(0)).toBeVisible();
  await importSettings.eraseWhenNoLongerHired(30);
  await expect(importSettings.erases(1)).toBeVisible();
  await expectAccessible(page);
  await importSettings.save("retention");
  await expect(importSettings.erasing.says(1)).toBeVisible();
  await expectAccessible(page);
  await importSettings.erasing.keepEditing.click();
  expect(await (await page.request.get("/api/settings/retention")).json()).toMatchObject({ version: 0, withdrawnDays: null });
  await importSettings.save("retention");
  await importSettings.erasing.confirm.click();
  await expect(importSettings.savedBy("retention", "Maren Olsen", "just now")).toBeVisible();
  expect(await (await page.request.get("/api/settings/retention")).json()).toMatchObject({ withdrawnDays: 30, startedDays: null });
});

test("HR reads that an admin decides, and is offered nothing", async ({ page, portal: { importSettings }, emptyOrganization }) => {
  await signIn(page, emptyOrganization.hr);
  await importSettings.open();
  await expect(importSettings.adminsDecide).toBeVisible();
  await expect(importSettings.anySave).toHaveCount(0);
  await expectAccessible(page);
});
