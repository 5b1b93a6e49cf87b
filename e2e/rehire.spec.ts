import { expect, type Page } from "@playwright/test";
import { expectAccessible } from "@/e2e/fixtures/accessible";
import { scenario } from "@/e2e/fixtures/control";
import { connect, hireAndSync, hireOf, signIn, syncNow } from "@/e2e/fixtures/portal-api";
import { type Organization, test } from "@/e2e/fixtures/test";
import { linkIn, mailsTo, mailTo } from "@/e2e/pages/mails";
import { OnboardingPage } from "@/e2e/pages/onboarding-page";

/** Hires someone who is invited. Returns the person, the record and the link of the email. */
async function invite(page: Page, organization: Organization) {
  await signIn(page, organization.admin);
  await connect(page, organization);
  const { id, ...person } = await hireAndSync(page, organization, { startsAt: "2030-01-07" });
  return { person, id, link: linkIn(await mailTo(person.personalEmail ?? "")) };
}

test("who is unhired, corrected and hired again keeps the invitation and its link, and is sent nothing else", { tag: "@both" }, async ({
  page,
  portal: { record, suspension },
  emptyOrganization,
  browser,
}) => {
  const account = emptyOrganization.apiKey;
  const { person, id, link } = await invite(page, emptyOrganization);
  const pocket = await browser.newPage();
  const onboarding = new OnboardingPage(pocket);
  await record.open(id);
  await scenario("unhire", { account, person: person.candidateId });
  await record.check.click();
  await expect(suspension.title).toBeVisible();
  await expect(record.invited).toBeVisible();
  await expectAccessible(page);
  expect((await page.request.post(`/api/new-hires/${id}/invitations`)).status()).toBe(409);
  await pocket.goto(link);
  await expect(onboarding.pleaseWait).toBeVisible();
  await expect(onboarding.start).toHaveCount(0);
  await expectAccessible(pocket);

  await scenario("move-start-date", { account, person: person.candidateId, startsAt: "2030-02-04" });
  await scenario("rehire", { account, person: person.candidateId });
  await record.check.click();
  await expect(suspension.title).toHaveCount(0);
  await expect(record.invited).toBeVisible();
  // A new version of an offer comes with the listing.
  await syncNow(page);
  await record.open(id);
  await expect(record.field("startDate")).toHaveValue("2030-02-04");
  expect((await hireOf(page, id)).attention).toEqual(["start_date_changed"]);
  await pocket.reload();
  await onboarding.start.click();
  await expect(onboarding.started).toBeVisible();
  expect(await mailsTo(person.personalEmail ?? "")).toHaveLength(1);
});

test("who had started has started again once they are hired again, and HR can keep them although they are not", { tag: "@both" }, async ({
  page,
  portal: { record, suspension },
  emptyOrganization,
  browser,
}) => {
  const account = emptyOrganization.apiKey;
  const { person, id, link } = await invite(page, emptyOrganization);
  const pocket = await browser.newPage();
  const onboarding = new OnboardingPage(pocket);
  await pocket.goto(link);
  await onboarding.start.click();
  await record.open(id);
  await expect(record.started).toBeVisible();
  for (const ended of ["by Greenhouse", "by HR"]) {
    await scenario("unhire", { account, person: person.candidateId });
    await record.check.click();
    await expect(suspension.title).toBeVisible();
    await pocket.goto(link);
    await expect(onboarding.pleaseWait).toBeVisible();
    if (ended === "by HR") await suspension.keep.click();
    else {
      await scenario("rehire", { account, person: person.candidateId });
      await record.check.click();
    }
    await expect(suspension.title).toHaveCount(0);
    await expect(record.started).toBeVisible();
    await pocket.goto(link);
    await expect(onboarding.started).toBeVisible();
  }
  expect(await mailsTo(person.personalEmail ?? "")).toHaveLength(1);
});

test("where an admin waits for nobody, the link ends at once, and who is hired again gets a new one where that was chosen", async ({
  page,
  portal: { record, importSettings },
  emptyOrganization,
  browser,
}) => {
  const account = emptyOrganization.apiKey;
  const { person, id, link } = await invite(page, emptyOrganization);
  await importSettings.open();
  await importSettings.waitForRehire(0, "invite_again");
  await expect(importSettings.savedBy("rehire", "Maren Olsen", "just now")).toBeVisible();
  await expectAccessible(page);
  await scenario("unhire", { account, person: person.candidateId });
  await record.open(id);
  await record.check.click();
  await expect(record.withdrawn).toBeVisible();
  const pocket = await browser.newPage();
  const onboarding = new OnboardingPage(pocket);
  await pocket.goto(link);
  await expect(onboarding.withdrawn).toBeVisible();
  await scenario("rehire", { account, person: person.candidateId });
  await record.check.click();
  await expect(record.invited).toBeVisible();
  await expect.poll(async () => (await mailsTo(person.personalEmail ?? "")).length).toBe(2);
});
