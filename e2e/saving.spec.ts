import { randomUUID } from "node:crypto";
import { expect } from "@playwright/test";
import { Secret, TOTP } from "otpauth";
import { expectAccessible } from "@/e2e/fixtures/accessible";
import { endSessions } from "@/e2e/fixtures/accounts";
import { hold } from "@/e2e/fixtures/network/hold";
import { forgetSession, hireOf, hirePending, signIn } from "@/e2e/fixtures/portal-api";
import { type Organization, test } from "@/e2e/fixtures/test";
import { Portal } from "@/e2e/pages/portal";
import { startDnsServer } from "@/e2e/servers/dns-server";
import { startIdentityProvider } from "@/e2e/servers/identity-provider";
import { createUser } from "@/lib/auth/accounts/operator";

/** Hires someone who is pending, and opens the record as a member of HR. Returns its id. */
async function openPending(portal: Portal, organization: Organization): Promise<string> {
  const { page } = portal;
  const id = await hirePending(page, organization);
  await portal.record.open(id);
  await expect(portal.record.save).toBeEnabled();
  // Whatever the page asks for at first has its session; an answer that it has ended would lead away before the flow does anything.
  await page.waitForLoadState("networkidle");
  return id;
}

/** Has the session end while something is typed into the open record, and arrives at the question who one is. */
async function loseSession({ record, signInAgain }: Portal, email: string): Promise<void> {
  await record.fill({ location: "Oslo" });
  await endSessions(email);
  await record.save.click();
  await expect(signInAgain.question).toBeVisible();
}

test("what is typed while a save is under way stays typed, and is saved with the next", async ({ page, portal, emptyOrganization }) => {
  const id = await openPending(portal, emptyOrganization);
  const { record } = portal;
  const letThrough = await hold(page, `**/api/new-hires/${id}`, "PATCH");
  await record.fill({ location: "Oslo" });
  await page.keyboard.press("Control+s");
  await record.fill({ department: "Research" });
  await record.field("location").fill("Oslo and Bergen");
  await expect(record.stillSaving).toBeVisible();
  await expectAccessible(page);
  letThrough();
  await expect(record.saved).toBeVisible();
  await expect(record.field("department")).toHaveValue("Research");
  await expect(record.field("location")).toHaveValue("Oslo and Bergen");
  await expect(record.field("location")).toBeFocused();
  expect((await hireOf(page, id)).fields.location.value).toBe("Oslo");
  await record.tryToLeave();
  await page.keyboard.press("Control+s");
  await expect.poll(async () => (await hireOf(page, id)).fields.location.value).toBe("Oslo and Bergen");
  expect((await hireOf(page, id)).fields.department.value).toBe("Research");
});

test("offline the form says so and keeps what was typed, and the save is made once there is a connection", async ({
  page,
  portal,
  emptyOrganization,
  context,
}) => {
  const id = await openPending(portal, emptyOrganization);
  const { record } = portal;
  await record.fill({ location: "Oslo" });
  await context.setOffline(true);
  await expect(record.offline).toBeVisible();
  await expectAccessible(page);
  await record.save.click();
  await expect(record.save).toBeVisible();
  await expect(record.field("location")).toHaveValue("Oslo");
  await context.setOffline(false);
  await record.save.click();
  await expect(record.saved).toBeVisible();
  expect((await hireOf(page, id)).fields.location.value).toBe("Oslo");
});

test("a part of the page that does not arrive says so, takes nothing that is typed with it, and comes once there is a connection", async ({
  page,
  portal,
  emptyOrganization,
  context,
}) => {
  await openPending(portal, emptyOrganization);
  const { record, menu } = portal;
  await record.fill({ location: "Oslo" });
  await context.setOffline(true);
  await menu.pressPaletteKey();
  await expect(menu.partFailed).toBeVisible();
  await expect(menu.palette).toBeHidden();
  await expect(record.field("location")).toHaveValue("Oslo");
  await expect(record.field("location")).toBeFocused();
  await expectAccessible(page);
  await context.setOffline(false);
  await menu.pressPaletteKey();
  await expect(menu.palette).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(record.field("location")).toHaveValue("Oslo");
});

test("what a panel holds and did not arrive is fetched again when someone tries again", async ({ page, portal, organization, context }) => {
  const { list, views } = portal;
  await signIn(page, organization.hr);
  await list.open();
  // With it the code of every panel's frame is there.
  await views.open();
  await page.keyboard.press("Escape");
  await expect(views.panel).toBeHidden();
  await context.setOffline(true);
  await list.filters.click();
  await expect(list.partFailed).toBeVisible();
  await expectAccessible(page);
  await context.setOffline(false);
  await list.tryAgain.click();
  await list.filterByStart("next_7_days");
});

test("a save that reached the portal and got no answer can be repeated, also with other words, and is no conflict", async ({
  page,
  portal,
  emptyOrganization,
}) => {
  const id = await openPending(portal, emptyOrganization);
  const { record } = portal;
  await page.route(
    `**/api/new-hires/${id}`,
    async (route) => {
      await route.fetch();
      await route.abort();
    },
    { times: 1 },
  );
  await record.fill({ location: "Oslo" });
  await record.save.click();
  await expect.poll(async () => (await hireOf(page, id)).fields.location.value).toBe("Oslo");
  await expect(record.save).toBeVisible();
  await record.fill({ location: "Bergen" });
  await record.save.click();
  await expect(record.saved).toBeVisible();
  await expect(record.conflict).toBeHidden();
  expect((await hireOf(page, id)).fields.location.value).toBe("Bergen");
});

test("when the session ends while someone types, they sign in on the page, with their second factor, and the save goes on", async ({
  page,
  portal,
  emptyOrganization,
}) => {
  const { hr } = emptyOrganization;
  const id = await openPending(portal, emptyOrganization);
  const { record, secondFactor, signInAgain } = portal;
  await secondFactor.open();
  const key = await secondFactor.beginApp();
  await secondFactor.enterFirstCode(new TOTP({ secret: Secret.fromBase32(key) }).generate());
  await expect(secondFactor.codesTitle).toBeVisible();
  const [recoveryCode = ""] = await secondFactor.saveCodes();
  await record.open(id);
  await loseSession(portal, hr.email);
  await expectAccessible(page);
  await signInAgain.cancel();
  await expect(record.field("location")).toHaveValue("Oslo");
  await record.save.click();
  await signInAgain.signIn("not the password");
  await expect(signInAgain.refused).toBeVisible();
  await signInAgain.signIn(hr.password);
  await expect(secondFactor.step).toBeVisible();
  await expectAccessible(page);
  await secondFactor.enterCode(recoveryCode);
  await expect(record.saved).toBeVisible();
  await expect(signInAgain.question).toBeHidden();
  expect((await hireOf(page, id)).fields.location.value).toBe("Oslo");
});

test("who signs in as someone else in the same browser does not save what the first person typed", async ({
  page,
  portal,
  emptyOrganization,
  context,
}) => {
  const id = await openPending(portal, emptyOrganization);
  const { record, signInAgain } = portal;
  const before = (await hireOf(page, id)).fields.location.value;
  await loseSession(portal, emptyOrganization.hr.email);
  const other = new Portal(await context.newPage());
  await other.signInAs(emptyOrganization.admin);
  await page.bringToFront();
  await page.evaluate(() => window.dispatchEvent(new Event("focus")));
  await expect(signInAgain.belongsTo(emptyOrganization.hr.email)).toBeVisible();
  await expectAccessible(page);
  await signInAgain.cancel();
  await record.save.click();
  await expect(record.otherPerson).toBeVisible();
  await expect(record.field("location")).toHaveValue("Oslo");
  expect((await hireOf(page, id)).fields.location.value).toBe(before);
});

test("a session that ends where nothing is typed leads to the sign-in page and back", async ({ page, portal, emptyOrganization }) => {
  const { hr } = emptyOrganization;
  const id = await openPending(portal, emptyOrganization);
  await endSessions(hr.email);
  await portal.record.check.click();
  await page.waitForURL("**/sign-in?next=*");
  await portal.signIn.submit(hr);
  await page.waitForURL(`**/${id}`);
});

test("who signed in with their organization does so again in another tab, and the save goes on by itself", {
  tag: "@own-portal",
}, async ({ page, portal, emptyOrganization }) => {
  const dns = await startDnsServer(Number(process.env.DNS_SERVER?.split(":").at(-1)));
  const domain = `d-${randomUUID().slice(0, 8)}.example`;
  const rosa = { email: `rosa@${domain}`, password: "a long enough password" };
  await createUser({ organization: emptyOrganization.name, ...rosa, name: "Rosa Weber", role: "hr" });
  const id = await openPending(portal, emptyOrganization);
  const { record, signInAgain, singleSignOn: card, ssoSignIn } = portal;
  await signIn(page, emptyOrganization.admin);
  await card.open();
  const idp = await startIdentityProvider(await card.redirectAddress.inputValue());
  idp.people.set("rosa", { email: rosa.email, name: "Rosa Weber" });
  await card.fillProvider(idp);
  await card.save();
  await expect(card.saved).toBeVisible();
  dns.records.set(domain, await card.addDomain(domain));
  await card.verify(domain);
  await expect(card.verified(domain)).toBeVisible();

  await forgetSession(page);
  await portal.signIn.open();
  await ssoSignIn.choose();
  await ssoSignIn.begin(rosa.email);
  await expect(portal.menu.organization(emptyOrganization.name)).toBeVisible();
  await record.open(id);
  await loseSession(portal, rosa.email);
  await expectAccessible(page);
  const tab = new Portal(await signInAgain.openTab());
  await expect(tab.signInAgain.done).toBeVisible();
  await expectAccessible(tab.page);
  await expect(record.saved).toBeVisible();
  expect((await hireOf(page, id)).fields.location.value).toBe("Oslo");
  await idp.close();
  await dns.close();
});

test("a start date that is probably a slip is asked about once, and then saved", async ({ page, portal, emptyOrganization }) => {
  const id = await openPending(portal, emptyOrganization);
  const { record } = portal;
  const stored = async () => (await hireOf(page, id)).fields.startDate.value;
  const before = await stored();
  await record.field("startDate").fill("2106-01-05");
  await record.save.click();
  await expect(record.dateQuestion).toBeVisible();
  await expectAccessible(page);
  await record.answerDate(false);
  await expect(record.field("startDate")).toBeFocused();
  expect(await stored()).toBe(before);
  await page.keyboard.press("Control+s");
  await record.answerDate(true);
  await expect(record.saved).toBeVisible();
  expect(await stored()).toBe("2106-01-05");
  await record.fill({ location: "Oslo" });
  await record.save.click();
  await expect.poll(async () => (await hireOf(page, id)).fields.location.value).toBe("Oslo");
});
