import { expect } from "@playwright/test";
import { expectAccessible } from "@/e2e/fixtures/accessible";
import { connect, forgetSession, hireAndSync, signIn } from "@/e2e/fixtures/portal-api";
import { test } from "@/e2e/fixtures/test";

test("pay is read where an admin chooses it, shown to admins on request alone, and each look is in the audit log", {
  tag: "@both",
}, async ({ page, portal: { importSettings, compensation, record, list }, emptyOrganization }) => {
  await signIn(page, emptyOrganization.admin);
  await connect(page, emptyOrganization);
  const { id, lastName } = await hireAndSync(page, emptyOrganization);
  await importSettings.open();
  await compensation.choose("Salary");
  await expect(importSettings.savedBy("compensation", "Maren Olsen", "just now")).toBeVisible();
  await expectAccessible(page);
  const salary = async () => (await (await page.request.get(`/api/new-hires/${id}/compensation`)).json()).items[0]?.value;
  await expect.poll(salary).toMatch(/000\.0 EUR$/);
  const value = await salary();

  await record.open(id);
  await expect(record.titled(lastName)).toBeVisible();
  expect(await page.content()).not.toContain(value);
  await compensation.show.click();
  await expect(compensation.value(value)).toBeVisible();
  await expectAccessible(page);
  await compensation.hide.click();
  await expect(compensation.value(value)).toBeHidden();
  const log = await (await page.request.get("/api/audit-log?limit=50")).text();
  expect(log).toContain("new_hire.compensation_viewed");
  expect(log).not.toContain(value);
  await list.open("invited");
  await expect(await compensation.inExport()).toBeVisible();

  await forgetSession(page);
  await signIn(page, emptyOrganization.hr);
  expect((await page.request.get(`/api/new-hires/${id}/compensation`)).status()).toBe(403);
  expect((await page.request.get("/api/new-hires/export?format=csv&compensation=include")).status()).toBe(403);
  await record.open(id);
  await expect(record.titled(lastName)).toBeVisible();
  await expect(compensation.show).toBeHidden();
  await list.open("invited");
  await expect(await compensation.inExport()).toBeHidden();
});
