import { expect, type Page } from "@playwright/test";
import { inGreenhouse, newAddress } from "@/e2e/fixtures/control";
import { connect, forgetSession, signIn, syncNow } from "@/e2e/fixtures/portal-api";
import { linkIn, mailTo } from "@/e2e/pages/mails";
import { test } from "@/e2e/pseudo/test";
import { credentialsRoute, csrfRoute } from "@/lib/platform/paths/account";

/** Tries to sign in with a wrong password. */
async function guess(page: Page, email: string): Promise<void> {
  const { csrfToken } = await (await page.request.get(csrfRoute)).json();
  await page.request.post(credentialsRoute, { form: { csrfToken, email, password: "a guess", json: "true" } });
}

test("who has no session reads texts of the catalogues only", async ({ page, portal, emptyOrganization }) => {
  await portal.signIn.open();
  await portal.signIn.submit({ ...emptyOrganization.admin, password: "not the password" });
  await expect(portal.signIn.refusal).toBeVisible();
  // The limit of attempts is ten.
  for (let attempt = 0; attempt < 10; attempt++) await guess(page, emptyOrganization.admin.email);
  await portal.signIn.submit({ ...emptyOrganization.admin, password: "not the password" });
  await expect(portal.signIn.throttled).toBeVisible();
  for (const address of ["/join/an-old-link", "/onboarding/an-old-link", "/no-such-page"]) {
    await page.goto(address);
    await page.waitForLoadState("networkidle");
  }
});

test("a new hire reads texts of the catalogues only, in the mails and behind their links", async ({
  page,
  portal: { onboarding },
  emptyOrganization,
  reader,
}) => {
  const address = newAddress("eleni");
  reader.data.add(address);
  await signIn(page, emptyOrganization.admin);
  await connect(page, emptyOrganization);
  await inGreenhouse("hire", { account: emptyOrganization.apiKey, firstName: "Ελένη", lastName: "Νικολάου", personalEmail: address });
  await syncNow(page);
  const mail = await mailTo(address);
  await reader.readMail(page, mail);
  await forgetSession(page);
  await page.goto(linkIn(mail));
  await onboarding.tellHr("Το όνομά μου.");
  await expect(page).toHaveURL(/note=sent/);
  await onboarding.start.click();
  await expect(onboarding.started).toBeVisible();
  await page.goto(`${linkIn(mail)}?note=not-sent`);
  await expect(onboarding.started).toBeVisible();
});
