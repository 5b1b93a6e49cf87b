import { expect } from "@playwright/test";
import { expectAccessible } from "@/e2e/fixtures/accessible";
import { inGreenhouse, newAddress, scenario } from "@/e2e/fixtures/control";
import { hold } from "@/e2e/fixtures/network/hold";
import { connect, forgetSession, signIn, syncNow } from "@/e2e/fixtures/portal-api";
import { test } from "@/e2e/fixtures/test";
import { invitationSubject, mailsTo, mailTo } from "@/e2e/pages/mails";
import { demoClients, demoKeys } from "@/e2e/sandbox/server";
import { addDays, utcDay } from "@/lib/platform/calendar";

test("an admin pastes the credential, and hired candidates arrive and are invited automatically", { tag: "@both" }, async ({
  page,
  portal,
  organization,
  harvest,
}) => {
  const { menu, greenhouse } = portal;
  await portal.signInAs(organization.admin);
  await menu.partnerIntegrations.click();
  await expectAccessible(page);
  await menu.greenhouse.click();
  await greenhouse.enter(harvest, organization);
  await expectAccessible(page);
  await greenhouse.checkAndConnect.click();
  await expect(greenhouse.isConnected).toBeVisible();
  await expect(greenhouse.connected).toBeVisible();
  await expect(greenhouse.showing("••••cdef")).toBeVisible();
  await expect(greenhouse.showing(organization.apiKey)).toHaveCount(0);
  await expect(greenhouse.showing(organization.client.secret)).toHaveCount(0);
  await expect(greenhouse.rejected).toBeVisible({ timeout: 30_000 });
  await expectAccessible(page);
  const invited = await (await page.request.get("/api/new-hires?status=invited&search=lukasz&limit=1")).json();
  await expect(async () => {
    const subjects = (await mailsTo(invited.items[0].fields.personalEmail.value)).map(({ subject }) => subject);
    expect(subjects).toContain(invitationSubject(organization.name));
  }).toPass({ timeout: 30_000 });
});

test("whoever holds the guide's Harvest key finds its field in three clicks, and the way to v3 beside it", async ({
  page,
  portal,
  emptyOrganization,
}) => {
  const { menu, greenhouse } = portal;
  await portal.signInAs(emptyOrganization.admin);
  await menu.partnerIntegrations.click();
  await menu.greenhouse.click();
  await greenhouse.haveKey.click();
  await expect(greenhouse.keyField).toBeVisible();
  await expectAccessible(page);
  await greenhouse.getV3.click();
  await expect(greenhouse.keyField).toHaveCount(0);
  await expect(greenhouse.instructions).toBeVisible();
});

test("what an admin marks as known is no longer counted as skipped, and syncs that changed nothing are one line", async ({
  page,
  portal: { greenhouse },
  organization,
}) => {
  await signIn(page, organization.admin);
  await connect(page, organization);
  for (let sync = 0; sync < 2; sync++) await syncNow(page);
  await greenhouse.open();
  await expect(greenhouse.rejected).toBeVisible();
  await greenhouse.reasons.click();
  await expectAccessible(page);
  await greenhouse.markAllKnown();
  await expect(greenhouse.rejected).toHaveCount(0);
  await expect(greenhouse.folded).toBeVisible();
  await greenhouse.showSyncs.click();
  await expect(greenhouse.succeeded.nth(2)).toBeVisible();
  await expectAccessible(page);
  await greenhouse.hideSyncs.click();
  await greenhouse.showSyncs.click();
  await greenhouse.reasons.click();
  await greenhouse.noLongerKnown.first().click();
  await expect(greenhouse.rejected).toBeVisible();
  await expect(greenhouse.folded).toHaveCount(0);
  await forgetSession(page);
  await signIn(page, organization.hr);
  await greenhouse.open();
  await greenhouse.reasons.click();
  await expect(greenhouse.hideReasons).toBeVisible();
  await expect(greenhouse.markKnown).toHaveCount(0);
});

test("connecting asks for the go-live date: who starts before it is on hold and not mailed, until HR sends by hand", async ({
  page,
  portal: { greenhouse, list },
  emptyOrganization,
  harvest,
}) => {
  const dayIn = (days: number) => addDays(utcDay(new Date()), days);
  const [early, later] = [newAddress("early"), newAddress("later")];
  await inGreenhouse("hire", { account: emptyOrganization.apiKey, startsAt: dayIn(20), personalEmail: early });
  await inGreenhouse("hire", { account: emptyOrganization.apiKey, startsAt: dayIn(60), personalEmail: later });
  await signIn(page, emptyOrganization.admin);
  await greenhouse.open();
  await greenhouse.enter(harvest, emptyOrganization);
  await expect(greenhouse.goLiveDate).toHaveValue(/^\d{4}-\d{2}-\d{2}$/);
  await greenhouse.goLiveDate.fill("");
  await greenhouse.checkAndConnect.click();
  await expect(greenhouse.notADate).toBeVisible();
  await greenhouse.goLiveDate.fill("2062-05-01");
  await greenhouse.checkAndConnect.click();
  await expect(greenhouse.dateQuestion).toBeVisible();
  await expectAccessible(page);
  await greenhouse.answerDate(false);
  await expect(greenhouse.goLiveDate).toBeFocused();
  await greenhouse.goLiveDate.fill(dayIn(40));
  const letThrough = await hold(page, "**/api/partner-integrations/greenhouse", "PUT");
  await greenhouse.checkAndConnect.click();
  // What was typed now would be lost.
  await expect(greenhouse.goLiveDate).not.toBeEditable();
  letThrough();
  await expect(greenhouse.isConnected).toBeVisible();
  await mailTo(later);
  await greenhouse.changeGoLiveDate("2062-05-01");
  await greenhouse.answerDate(false);
  await expect(greenhouse.goLiveDate).toBeFocused();
  await greenhouse.saveDate.click();
  await greenhouse.answerDate(true);
  await expect(greenhouse.goLiveSaved).toBeVisible();
  await list.open("on_hold");
  await expect(list.rows).toHaveCount(1);
  await expect(list.startsBeforeGoLive).toBeVisible();
  expect(await mailsTo(early)).toEqual([]);
  await list.selectRow(list.rows);
  await list.sendMany.click();
  await mailTo(early);
  expect(await mailsTo(later)).toHaveLength(1);
});

const incomplete = {
  v1: [
    [{ apiKey: demoKeys.withoutOffers, client: demoClients.good }, "offersOfV1"],
    [{ apiKey: demoKeys.withoutCandidates, client: demoClients.good }, "candidatesOfV1"],
  ],
  v3: [[{ apiKey: demoKeys.good, client: demoClients.withoutOffers }, "offersOfV3"]],
} as const;

test("a credential without a needed permission is refused with the tick to set, and nothing is saved", { tag: "@both" }, async ({
  page,
  portal: { greenhouse },
  emptyOrganization,
  harvest,
}) => {
  await signIn(page, emptyOrganization.admin);
  for (const [credential, tick] of incomplete[harvest]) {
    await greenhouse.open();
    await greenhouse.enter(harvest, credential);
    await greenhouse.checkAndConnect.click();
    await expect(greenhouse.refusals[tick]).toBeVisible();
    await expectAccessible(page);
    await page.reload();
    await expect(greenhouse.notConnected).toBeVisible();
  }
});

test("a credential that Greenhouse does not know, and one with a space inside, are refused with the reason", { tag: "@both" }, async ({
  page,
  portal: { greenhouse },
  emptyOrganization,
  harvest,
}) => {
  await signIn(page, emptyOrganization.admin);
  await greenhouse.open();
  const unknown = { apiKey: "nobody-knows-this-key", client: { id: "client-that-nobody-knows", secret: "a-secret-that-nobody-knows" } };
  await greenhouse.enter(harvest, unknown);
  await greenhouse.checkAndConnect.click();
  await expect(greenhouse.refusals.unknown).toBeVisible();
  await greenhouse.enter(harvest, { apiKey: "two keys", client: { id: "two clients", secret: "secret" } });
  await greenhouse.checkAndConnect.click();
  await expect(greenhouse.spaceInside).toBeVisible();
});

test("an account without any offer can be connected", { tag: "@both" }, async ({ page, portal: { list }, emptyOrganization }) => {
  await signIn(page, emptyOrganization.admin);
  await connect(page, emptyOrganization);
  await list.open();
  await expect(list.noOnePending).toBeVisible();
  await expectAccessible(page);
});

test("a revoked credential turns the connection to needs attention, says what to do, and a new one mends it", { tag: "@both" }, async ({
  page,
  portal: { greenhouse },
  organization,
  harvest,
}) => {
  const credential = { account: organization.apiKey, credential: harvest === "v1" ? organization.apiKey : organization.client.id };
  await signIn(page, organization.admin);
  await connect(page, organization);
  await scenario("revoke", credential);
  expect((await syncNow(page)).error.code).toBe("credential_rejected");
  await greenhouse.open();
  await expect(greenhouse.needsAttention).toBeVisible();
  await expect(greenhouse.credentialRevoked).toBeVisible();
  await expectAccessible(page);
  await scenario("restore", credential);
  await connect(page, organization);
  await page.reload();
  await expect(greenhouse.connected).toBeVisible();
});

test("HR sees the connection and cannot change it", { tag: "@both" }, async ({ page, portal: { greenhouse }, emptyOrganization }) => {
  await signIn(page, emptyOrganization.hr);
  await greenhouse.open();
  await expect(greenhouse.adminsOnly).toBeVisible();
  await expect(greenhouse.ways).toHaveCount(0);
  const answer = await page.request.put("/api/partner-integrations/greenhouse", { data: { apiVersion: "v1", apiKey: "some-key" } });
  expect(answer.status()).toBe(403);
});
