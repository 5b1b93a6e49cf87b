import { expect } from "@playwright/test";
import { inGreenhouse } from "@/e2e/fixtures/control";
import { connect, findHire, signIn, syncNow } from "@/e2e/fixtures/portal-api";
import { mailTo } from "@/e2e/pages/mails";
import { screens } from "@/e2e/pseudo/screens";
import { test } from "@/e2e/pseudo/test";
import { accountRoute } from "@/lib/platform/paths/account";

test("what HR reads where an admin decides comes from the catalogues", async ({ page, portal: { record }, emptyOrganization, reader }) => {
  const visit = async () => {
    for (const screen of screens) {
      await page.goto(screen);
      await page.waitForLoadState("networkidle");
      await reader.look(page);
    }
  };
  await signIn(page, emptyOrganization.hr);
  await visit();
  expect((await page.request.patch(accountRoute, { data: { incompleteHireEmails: "each" } })).status()).toBe(200);
  await signIn(page, emptyOrganization.admin);
  await connect(page, { credential: { apiVersion: "v1", apiKey: emptyOrganization.apiKey } });
  await inGreenhouse("hire", { account: emptyOrganization.apiKey, firstName: "Ελένη", lastName: "Νικολάου", personalEmail: null });
  await syncNow(page);
  await reader.readMail(page, await mailTo(emptyOrganization.hr.email));
  await inGreenhouse(`keys/${emptyOrganization.apiKey}/revoke`);
  await syncNow(page);
  await signIn(page, emptyOrganization.hr);
  await visit();
  await record.open((await findHire(page, "Ελένη")).id);
  await expect(record.exclude).toBeVisible();
});
