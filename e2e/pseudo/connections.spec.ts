import { expect } from "@playwright/test";
import { inGreenhouse } from "@/e2e/fixtures/control";
import { connect, signIn, synced, syncNow } from "@/e2e/fixtures/portal-api";
import { test } from "@/e2e/pseudo/test";
import { demoClients, demoKeys } from "@/e2e/sandbox/server";
import { approvalErrors } from "@/lib/connections/schema";
import { greenhousePage, partnerIntegrationsPage } from "@/lib/platform/paths/pages";

test("each way to connect is offered, explained and refused in texts of the catalogues", async ({
  page,
  portal: { greenhouse },
  emptyOrganization,
  reader,
}) => {
  reader.data.add("client-that-nobody-knows", "nobody-knows-this-key");
  await signIn(page, emptyOrganization.admin);
  await page.goto(partnerIntegrationsPage);
  await page.waitForLoadState("networkidle");
  for (const error of approvalErrors) {
    await page.goto(`${greenhousePage}?error=${error}`);
    await expect(greenhouse.approveInGreenhouse).toBeVisible();
  }
  await greenhouse.chooseWay("key");
  await greenhouse.checkAndConnect.click();
  for (const apiKey of ["δύο κλειδιά", "nobody-knows-this-key", demoKeys.withoutOffers]) {
    await greenhouse.enter("v1", { apiKey, client: demoClients.good });
    await greenhouse.checkAndConnect.click();
    await expect(greenhouse.checkAndConnect).toBeVisible();
    await reader.look(page);
  }
  await greenhouse.chooseWay("client");
  await greenhouse.checkAndConnect.click();
  for (const client of [
    { id: "δύο πελάτες", secret: "μυστικό" },
    { id: "client-that-nobody-knows", secret: "unknown" },
    demoClients.withoutOffers,
  ]) {
    await greenhouse.enter("v3", { apiKey: "", client });
    await greenhouse.checkAndConnect.click();
    await expect(greenhouse.checkAndConnect).toBeVisible();
    await reader.look(page);
  }
  await greenhouse.chooseWay("approval");
  const approval = await greenhouse.goToApproval();
  await approval.authorize();
  await expect(greenhouse.isConnected).toBeVisible();
  await synced(page);
});

test("a connection, its syncs, its webhook and its end are told in texts of the catalogues", async ({
  page,
  portal: { greenhouse },
  organization,
}) => {
  await signIn(page, organization.admin);
  await greenhouse.open();
  await greenhouse.enter("v3", organization);
  await greenhouse.checkAndConnect.click();
  await expect(greenhouse.isConnected).toBeVisible();
  await synced(page);
  await greenhouse.reasons.click();
  await inGreenhouse("hire", { account: organization.apiKey, firstName: "Ελένη", lastName: "Νικολάου" });
  await greenhouse.preview.click();
  await greenhouse.wouldBeInvited.click();
  await greenhouse.makeSecretTwice();
  await greenhouse.changeGoLiveDate("2025-01-01");
  await greenhouse.answerDate(true);
  await expect(greenhouse.goLiveSaved).toBeVisible();
  await greenhouse.replaceCredential();
  await greenhouse.chooseWay("key");
  await inGreenhouse(`clients/${organization.client.id}/revoke`);
  // A sync that was under way may still end well.
  await expect(async () => expect((await syncNow(page)).status).toBe("failed")).toPass();
  for (const address of ["/", partnerIntegrationsPage, greenhousePage]) {
    await page.goto(address);
    await page.waitForLoadState("networkidle");
  }
  await expect(greenhouse.needsAttention).toBeVisible();
  await greenhouse.disconnect();
});

test("a connection of the retired version is told and compared in texts of the catalogues", async ({
  page,
  portal: { greenhouse },
  organization,
}) => {
  await signIn(page, organization.admin);
  await connect(page, { credential: { apiVersion: "v1", apiKey: organization.apiKey } });
  await greenhouse.open();
  await expect(greenhouse.v1IsRetired).toBeVisible();
  await greenhouse.changeToV3.click();
  await greenhouse.enter("v3", organization);
  await greenhouse.compare.click();
  await expect(greenhouse.compared).toBeVisible({ timeout: 60_000 });
});
