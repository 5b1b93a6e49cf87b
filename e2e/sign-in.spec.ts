import { expect } from "@playwright/test";
import { expectAccessible } from "@/e2e/fixtures/accessible";
import { signIn } from "@/e2e/fixtures/portal-api";
import { test } from "@/e2e/fixtures/test";
import { resetPassword } from "@/lib/auth/users";

test("a wrong password is refused in words that tell nothing about the account, and what was typed stays", async ({
  page,
  portal: { signIn },
  organization,
}) => {
  await signIn.open();
  await expectAccessible(page);
  for (const email of [organization.hr.email, "nobody@northwind.example"]) {
    await signIn.submit({ email, password: "not the password" });
    await expect(signIn.refusal).toBeVisible();
    await expect(signIn.email).toHaveValue(email);
  }
});

test("guessing is stopped after ten attempts, with the time to wait", { tag: "@own-portal" }, async ({ page, organization }) => {
  const csrf = await (await page.request.get("/api/auth/csrf")).json();
  const guess = () =>
    page.request.post("/api/auth/callback/credentials", {
      form: { csrfToken: csrf.csrfToken, email: organization.hr.email, password: "a guess", json: "true" },
    });
  const answers: number[] = [];
  for (let attempt = 0; attempt < 11; attempt++) answers.push((await guess()).status());
  expect(answers.slice(0, 10)).toEqual(Array(10).fill(401));
  expect(answers[10]).toBe(429);
  expect(Number((await guess()).headers()["retry-after"])).toBeGreaterThan(0);
});

test("a page behind the gate leads to sign-in and back, and never to another site", async ({ page, portal, organization }) => {
  await page.goto("/settings/partner-integrations");
  await expect(page).toHaveURL(/\/sign-in\?next=%2Fsettings%2Fpartner-integrations/);
  await portal.signIn.submit(organization.hr);
  await page.waitForURL("**/settings/partner-integrations");
  await page.goto("/sign-in?next=//evil.example/");
  await expect(page).toHaveURL(/^http:\/\/127\.0\.0\.1:\d+\/$/);
});

test("a session ends when the password changes", async ({ page, organization }) => {
  await signIn(page, organization.hr);
  expect((await page.request.get("/api/new-hires")).status()).toBe(200);
  expect(await resetPassword(organization.hr.email, "another long password")).toBe(true);
  expect((await page.request.get("/api/new-hires")).status()).toBe(401);
});

test("signing out ends the session", async ({ page, portal, organization }) => {
  await portal.signInAs(organization.hr);
  await portal.menu.signOut.click();
  await page.waitForURL("**/sign-in**");
  expect((await page.request.get("/api/new-hires")).status()).toBe(401);
});
