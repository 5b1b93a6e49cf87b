import { expect } from "@playwright/test";
import { Secret, TOTP } from "otpauth";
import { expectAccessible } from "@/e2e/fixtures/accessible";
import { ageProof } from "@/e2e/fixtures/accounts";
import { signIn } from "@/e2e/fixtures/portal-api";
import { test } from "@/e2e/fixtures/test";
import { totpRoute } from "@/lib/platform/paths/account";
import { newHiresRoute } from "@/lib/platform/paths/hires";
import { dashboardPage } from "@/lib/platform/paths/pages";
import { secondFactorSettingRoute } from "@/lib/platform/paths/settings";

const STEP_MS = 30_000;

/** Returns a code of an app with this key, some steps from now. */
function codeOf(key: string, steps = 0): string {
  return new TOTP({ secret: Secret.fromBase32(key) }).generate({ timestamp: Date.now() + steps * STEP_MS });
}

test("an app's codes are asked for after the password, each once; a recovery code stands in, and a browser can be trusted", async ({
  page,
  portal,
  emptyOrganization: { admin },
}) => {
  const { secondFactor } = portal;
  await signIn(page, admin);
  await secondFactor.open();
  await expect(secondFactor.off).toBeVisible();
  const key = await secondFactor.beginApp();
  await expectAccessible(page);
  await secondFactor.enterFirstCode("000000");
  await expect(secondFactor.refused).toBeVisible();
  const first = codeOf(key, -1);
  await secondFactor.enterFirstCode(first);
  await expect(secondFactor.codesTitle).toBeVisible();
  await expectAccessible(page);
  const recoveryCodes = await secondFactor.saveCodes();
  expect(recoveryCodes).toHaveLength(10);
  await expect(secondFactor.on).toBeVisible();
  await expectAccessible(page);

  await portal.menu.signOut.click();
  await page.waitForURL("**/sign-in");
  await portal.signIn.submit(admin);
  await expect(secondFactor.step).toBeVisible();
  await expectAccessible(page);
  await secondFactor.enterCode(first);
  await expect(secondFactor.refused).toBeVisible();
  await secondFactor.enterCode(recoveryCodes[0] ?? "");
  await portal.dashboard.greeting.waitFor();

  await portal.menu.signOut.click();
  await page.waitForURL("**/sign-in");
  await portal.signIn.submit(admin);
  await secondFactor.enterCode(codeOf(key), { trust: true });
  await portal.dashboard.greeting.waitFor();
  await portal.menu.signOut.click();
  await page.waitForURL("**/sign-in");
  await portal.signIn.submit(admin);
  await portal.dashboard.greeting.waitFor();
  await secondFactor.open();
  await secondFactor.stopTrusting();
  await portal.menu.signOut.click();
  await page.waitForURL("**/sign-in");
  await portal.signIn.submit(admin);
  await expect(secondFactor.step).toBeVisible();
});

test("a passkey signs in alone, is the second step after a password, and proves again who one is", { tag: "@chromium" }, async ({
  page,
  portal,
  emptyOrganization: { admin },
}) => {
  const { secondFactor } = portal;
  await secondFactor.plugIn();
  await signIn(page, admin);
  await secondFactor.open();
  await secondFactor.addPasskey();
  await secondFactor.saveCodes();
  await expect(secondFactor.passkey(1)).toBeVisible();
  await expectAccessible(page);

  await portal.menu.signOut.click();
  await page.waitForURL("**/sign-in");
  await expectAccessible(page);
  await secondFactor.signInWithPasskey();
  await portal.dashboard.greeting.waitFor();

  await portal.menu.signOut.click();
  await page.waitForURL("**/sign-in");
  await portal.signIn.submit(admin);
  await secondFactor.usePasskey();
  await portal.dashboard.greeting.waitFor();

  await ageProof(admin.email);
  await secondFactor.open();
  await secondFactor.removePasskey(1);
  await expect(portal.reauthentication.question).toBeVisible();
  await expectAccessible(page);
  await portal.reauthentication.provePasskey();
  await expect(secondFactor.off).toBeVisible();
});

test("who lacks a factor that the organization requires can only set one up, and then goes on", { tag: "@chromium" }, async ({
  page,
  portal,
  emptyOrganization,
  browser,
}) => {
  const { admin, hr } = emptyOrganization;
  const colleague = await browser.newContext({ baseURL: process.env.APP_URL ?? "" });
  const colleaguePage = await colleague.newPage();
  await signIn(colleaguePage, hr);
  const { secondFactor } = portal;
  await secondFactor.plugIn();
  await signIn(page, admin);
  await secondFactor.requireOf("everyone");

  const answer = await colleaguePage.request.get(newHiresRoute);
  expect([answer.status(), (await answer.json()).code]).toEqual([403, "second_factor_setup_required"]);
  expect((await colleaguePage.request.post(totpRoute)).status()).toBe(200);
  await colleague.close();

  await page.goto(dashboardPage);
  await page.waitForURL("**/account");
  await expect(secondFactor.required).toBeVisible();
  await expectAccessible(page);
  await secondFactor.addPasskey();
  await secondFactor.saveCodes();
  await portal.dashboard.greeting.waitFor();
  await secondFactor.open();
  await secondFactor.removePasskey(1);
  await expect(secondFactor.lastStays).toBeVisible();
  expect((await page.request.put(secondFactorSettingRoute, { data: { version: 1, required: "some" } })).status()).toBe(422);
});
