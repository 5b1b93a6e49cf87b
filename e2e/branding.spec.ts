import { expect } from "@playwright/test";
import { expectAccessible } from "@/e2e/fixtures/accessible";
import { hire } from "@/e2e/fixtures/control";
import { connect, signIn, syncNow } from "@/e2e/fixtures/portal-api";
import { test } from "@/e2e/fixtures/test";
import { linkIn, mailTo } from "@/e2e/pages/mails";
import { OnboardingPage } from "@/e2e/pages/onboarding-page";

const drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="120" height="40"><rect width="120" height="40" fill="#7a1fa2"/></svg>';

test("an organization's logo, color and contact are previewed, and shown in the email and behind its link", async ({
  page,
  portal: { invitationSettings },
  emptyOrganization,
  browser,
}) => {
  test.setTimeout(120_000);
  await signIn(page, emptyOrganization.admin);
  await connect(page, emptyOrganization);
  await invitationSettings.open();
  await invitationSettings.uploadLogo("logo.svg", "image/svg+xml", "<html>no drawing</html>");
  await expect(invitationSettings.brandingRefusal(/PNG/)).toBeVisible();
  await invitationSettings.uploadLogo("logo.svg", "image/svg+xml", drawing);
  await expect(invitationSettings.logo).toBeVisible();
  await invitationSettings.contactName.fill("People team");
  await invitationSettings.contactEmail.fill("people@northwind.example");
  await invitationSettings.accent.fill("#ffcc00");
  await invitationSettings.saveBranding.click();
  await expect(invitationSettings.brandingRefusal(/#[0-9A-F]{6}/)).toBeVisible();
  await invitationSettings.accent.fill("#7a1fa2");
  await expect(invitationSettings.logoInMail).toBeVisible();
  await expect(invitationSettings.startInPreview).toHaveCSS("background-color", "rgb(122, 31, 162)");
  await expect(invitationSettings.pagePreview).toContainText("people@northwind.example");
  await expectAccessible(page);
  await invitationSettings.saveBranding.click();
  await expect(invitationSettings.brandingSaved).toBeVisible();

  const person = await hire(emptyOrganization);
  await syncNow(page);
  const mail = await mailTo(person.personalEmail);
  expect(mail.html).toContain("#7a1fa2");
  // The mailbox shows the attachment in its place.
  expect(mail.html).toMatch(/<img src="data:image\/png/);
  expect(mail.text).toContain("People team (people@northwind.example)");

  const pocket = await browser.newContext({ viewport: { width: 360, height: 780 } });
  const phone = await pocket.newPage();
  const problems: string[] = [];
  phone.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  const onboarding = new OnboardingPage(phone);
  await phone.goto(linkIn(mail));
  await expect(onboarding.logo(emptyOrganization.name)).toHaveJSProperty("complete", true);
  await expect(onboarding.logo(emptyOrganization.name)).not.toHaveJSProperty("naturalWidth", 0);
  await expect(onboarding.contact("people@northwind.example")).toBeVisible();
  await expect(onboarding.expiry).toContainText("UTC");
  await expect(onboarding.start).toHaveCSS("background-color", "rgb(122, 31, 162)");
  await expectAccessible(phone);
  await onboarding.start.click();
  await expect(onboarding.started).toBeVisible();
  await expect(onboarding.logo(emptyOrganization.name)).toBeVisible();
  await expect(onboarding.contact("people@northwind.example")).toBeVisible();
  expect(problems).toEqual([]);
  await pocket.close();
});
