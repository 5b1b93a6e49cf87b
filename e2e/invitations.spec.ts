import { devices, expect, type Page } from "@playwright/test";
import { expectAccessible } from "@/e2e/fixtures/accessible";
import { inGreenhouse, newAddress } from "@/e2e/fixtures/control";
import { connect, findHire, hireOf, reportBounce, signIn, syncNow } from "@/e2e/fixtures/portal-api";
import { type Organization, test } from "@/e2e/fixtures/test";
import { DashboardPage } from "@/e2e/pages/dashboard-page";
import { linkIn, mailsTo, mailTo } from "@/e2e/pages/mails";
import { OnboardingPage } from "@/e2e/pages/onboarding-page";
import { asOrganizationId, inOrganization, type OrganizationId } from "@/lib/platform/db";

/** Hires a candidate, syncs, and returns the record and the address. */
async function invite(page: Page, organization: Organization, more: Record<string, unknown> = {}) {
  const personalEmail = newAddress();
  await inGreenhouse("hire", { account: organization.apiKey, personalEmail, ...more });
  await syncNow(page);
  return { personalEmail, hire: await findHire(page, personalEmail) };
}

test("a new hire starts onboarding on a phone, once, and the same link says so afterwards", async ({
  page,
  portal: { record },
  emptyOrganization,
  browser,
}) => {
  await signIn(page, emptyOrganization.admin);
  await connect(page, emptyOrganization);
  const { personalEmail, hire } = await invite(page, emptyOrganization);
  const link = linkIn(await mailTo(personalEmail));
  const { defaultBrowserType: _, ...phone } = devices["Pixel 7"];
  const pocket = await browser.newContext({ ...phone });
  const phonePage = await pocket.newPage();
  const onboarding = new OnboardingPage(phonePage);
  await phonePage.goto(link);
  await expect(onboarding.showing(emptyOrganization.name).first()).toBeVisible();
  await expect(onboarding.contact("postbox@emptrust.example")).toBeVisible();
  expect(await phonePage.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  await expectAccessible(phonePage);

  await onboarding.tellHr("My first name is spelled with a y.");
  await expect(phonePage).toHaveURL(/note=sent/);
  await expectAccessible(phonePage);
  expect((await hireOf(page, hire.id)).attention).toContain("note_from_new_hire");

  await onboarding.start.click();
  await expect(onboarding.started).toBeVisible();
  await phonePage.goto(link);
  await expect(onboarding.started).toBeVisible();
  expect(await hireOf(page, hire.id)).toMatchObject({ status: "started", invitations: [{ status: "accepted" }] });
  const { items } = await (await page.request.get(`/api/new-hires/${hire.id}/timeline`)).json();
  expect(items.map(({ event }: { event: string }) => event)).toEqual(
    expect.arrayContaining(["synced", "invitation_queued", "invitation_sent", "note", "accepted"]),
  );
  await record.open(hire.id);
  // In the timeline, and above the record until HR has read it.
  await expect(record.showing("My first name is spelled with a y.")).toHaveCount(2);
  await expectAccessible(page);

  // Ten in an hour are taken, and what is refused has not to be written again.
  const notes = `${link.replace("/onboarding/", "/api/onboarding/")}/note`;
  for (let taken = 1; taken < 10; taken++) {
    const { location } = (await phonePage.request.post(notes, { data: { text: "And again." }, maxRedirects: 0 })).headers();
    expect(location).toContain("note=sent");
  }
  await onboarding.tellHr('<b>"Nurse"</b> is no job of mine.');
  await expect(phonePage).toHaveURL(/note=not-sent/);
  await expect(onboarding.note).toHaveValue('<b>"Nurse"</b> is no job of mine.');
  await expectAccessible(phonePage);
  await pocket.close();
});

test("an expired link says so, with nothing about the person, and a replaced one where the newer went", async ({
  page,
  portal: { onboarding },
  emptyOrganization,
}) => {
  await signIn(page, emptyOrganization.admin);
  await connect(page, emptyOrganization);
  const expiring = await invite(page, emptyOrganization);
  const link = linkIn(await mailTo(expiring.personalEmail));
  const status = (await page.request.get(link)).status();
  await inOrganization(await organizationOf(expiring.hire.id), (tx) =>
    tx.invitation.updateMany({ where: { newHireId: expiring.hire.id }, data: { expiresAt: new Date(0) } }),
  );
  await page.goto(link);
  await expect(onboarding.expired).toBeVisible();
  await expect(onboarding.showing(emptyOrganization.name)).toHaveCount(0);
  await expect(onboarding.showing(expiring.personalEmail)).toHaveCount(0);
  await expectAccessible(page);

  const replaced = await invite(page, emptyOrganization);
  const older = linkIn(await mailTo(replaced.personalEmail));
  expect((await page.request.post(`/api/new-hires/${replaced.hire.id}/invitations`)).status()).toBe(201);
  await page.goto(older);
  const masked = `${replaced.personalEmail[0]}•••@mail.test`;
  await expect(onboarding.showing(masked)).toBeVisible();
  await expect(onboarding.showing(replaced.personalEmail)).toHaveCount(0);
  // Every link is answered alike, so that the status says nothing.
  for (const one of [link, older, `${new URL(link).origin}/onboarding/${"A".repeat(43)}`]) {
    expect((await page.request.get(one)).status()).toBe(status);
  }
});

test("after a restore no email leaves until an admin has reviewed what is held, and says so", async ({
  page,
  portal: { dashboard },
  emptyOrganization,
  browser,
}) => {
  await signIn(page, emptyOrganization.admin);
  await connect(page, emptyOrganization);
  const before = await invite(page, emptyOrganization);
  await mailTo(before.personalEmail);
  const organizationId = await organizationOf(before.hire.id);
  await inOrganization(organizationId, (tx) =>
    tx.organization.updateMany({ where: { id: organizationId }, data: { mailHeldSince: new Date() } }),
  );
  const held = await invite(page, emptyOrganization);

  const colleague = await browser.newContext();
  const hrPage = await colleague.newPage();
  await signIn(hrPage, emptyOrganization.hr);
  const hrDashboard = new DashboardPage(hrPage);
  await hrDashboard.open();
  await expect(hrDashboard.heldMail).toBeVisible();
  await expect(hrDashboard.reviewHeldMail).toHaveCount(0);
  await colleague.close();

  await dashboard.open();
  await dashboard.reviewHeldMail.click();
  await expect(dashboard.oneHeldInvitation).toBeVisible();
  await expect(dashboard.showing(held.personalEmail)).toBeVisible();
  await expectAccessible(page);
  expect(await mailsTo(held.personalEmail)).toEqual([]);
  await dashboard.sendHeldMail.click();
  await expect(dashboard.heldMail).toHaveCount(0);
  await mailTo(held.personalEmail);
  await mailTo(before.personalEmail);
});

/** Returns whose hire it is; the tests share the portal's database. */
async function organizationOf(newHireId: string): Promise<OrganizationId> {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: process.env.SUPERUSER_URL });
  await client.connect();
  try {
    return asOrganizationId(
      (await client.query('SELECT "organizationId" FROM "NewHire" WHERE id = $1', [newHireId])).rows[0].organizationId,
    );
  } finally {
    await client.end();
  }
}

test("a mail that came back shows why, and the corrected address is sent to in two clicks", { tag: "@own-portal" }, async ({
  page,
  portal: { record },
  emptyOrganization,
}) => {
  await signIn(page, emptyOrganization.admin);
  await connect(page, emptyOrganization);
  const { personalEmail, hire } = await invite(page, emptyOrganization);
  await mailTo(personalEmail);
  await reportBounce(page, hire.id, "The server was unable to deliver your message (unknown user).");
  await record.open(hire.id);
  await expect(record.bounce(/unknown user/)).toBeVisible();
  await expectAccessible(page);
  await record.correctAddressAndSend.click();
  const corrected = newAddress("corrected");
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type(corrected);
  await record.save.click();
  await record.sendToNewAddress.click();
  await mailTo(corrected);
  expect(await hireOf(page, hire.id)).toMatchObject({ status: "invited", attention: [] });
});

test("an admin rewrites the mail, sees it as a hire will, and the next invitation says it", async ({
  page,
  portal: { invitationSettings },
  emptyOrganization,
}) => {
  await signIn(page, emptyOrganization.admin);
  await connect(page, emptyOrganization);
  await invitationSettings.open();
  await expectAccessible(page);
  await invitationSettings.body.fill("We look forward to you as {{nickname}}.");
  await expect(invitationSettings.unknownVariable).toBeVisible();
  await expectAccessible(page);
  await invitationSettings.body.fill("We look forward to you as our {{jobTitle}}.\n\nBring a good book.");
  await expect(invitationSettings.inMail("Bring a good book.")).toBeVisible();
  await invitationSettings.sendTest.click();
  await mailTo(emptyOrganization.admin.email);
  await invitationSettings.save.click();
  await expect.poll(async () => (await (await page.request.get("/api/settings/invitations")).json()).version).toBe(1);
  const { personalEmail } = await invite(page, emptyOrganization);
  const mail = await mailTo(personalEmail);
  expect(mail.text).toContain("Bring a good book.");
  expect(mail.html).toContain("Bring a good book.");
});

test("an invitation waits for the day that HR chose, and can be sent before", async ({ page, portal: { record }, emptyOrganization }) => {
  await signIn(page, emptyOrganization.admin);
  await connect(page, emptyOrganization);
  const { version, updatedBy: _, updatedAt: __, ...settings } = await (await page.request.get("/api/settings/invitations")).json();
  const byHand = { ...settings, version, timing: { mode: "by_hand", days: 7 } };
  expect((await page.request.put("/api/settings/invitations", { data: byHand })).status()).toBe(200);
  const { personalEmail, hire } = await invite(page, emptyOrganization);
  expect(hire).toMatchObject({ status: "on_hold", attention: ["by_hand"] });
  const planned = await page.request.put(`/api/new-hires/${hire.id}/invitation-plan`, {
    data: { version: hire.version, mode: "on_date", date: "2099-01-15" },
  });
  expect(await planned.json()).toMatchObject({ status: "on_hold", attention: ["scheduled"], sendOn: "2099-01-15" });
  await record.open(hire.id);
  await expect(record.day("2099-01-15")).toBeVisible();
  await expectAccessible(page);
  // A colleague chooses another day while this form is open.
  await record.chooseDay("2099-03-01");
  const { version: newest } = await (await page.request.get(`/api/new-hires/${hire.id}`)).json();
  await page.request.put(`/api/new-hires/${hire.id}/invitation-plan`, { data: { version: newest, mode: "on_date", date: "2099-02-01" } });
  await record.savePlan();
  await expect(record.dateQuestion).toBeVisible();
  await expectAccessible(page);
  await record.answerDate(false);
  await expect(record.sendDate).toBeFocused();
  await record.savePlan();
  await record.answerDate(true);
  await expect(record.theirDay("2099-02-01")).toBeVisible();
  await expectAccessible(page);
  await record.keepMyPlan();
  await record.savePlan();
  await expect(record.day("2099-03-01")).toBeVisible();
  expect(await mailsTo(personalEmail)).toEqual([]);
  await record.sendNow.click();
  await mailTo(personalEmail);
});
