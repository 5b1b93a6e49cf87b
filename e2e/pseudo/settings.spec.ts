import { expect } from "@playwright/test";
import { newAddress } from "@/e2e/fixtures/control";
import { connect, forgetSession, signIn } from "@/e2e/fixtures/portal-api";
import { joinLinkIn, mailTo } from "@/e2e/pages/mails";
import { test } from "@/e2e/pseudo/test";
import { requiredFieldsRoute } from "@/lib/platform/paths/settings";

test("import and records: each setting is changed and previewed in texts of the catalogues", async ({
  page,
  portal: { importSettings },
  organization,
  reader,
}) => {
  await signIn(page, organization.admin);
  await connect(page, organization);
  await importSettings.open();
  await importSettings.required("phone").check();
  await importSettings.tryToLeave();
  await importSettings.save("requiredFields");
  await expect(importSettings.savedBy("requiredFields", "Maren Olsen", "just now")).toBeVisible();
  await importSettings.excludeJobTitle("Data Analyst");
  await expect(importSettings.anyExample).toBeVisible();
  await importSettings.save("importRules");
  await importSettings.mapField("preferredName", /Favorite Station/);
  await importSettings.previewMapping.click();
  await expect(importSettings.previewOfMapping).toBeVisible({ timeout: 60_000 });
  await importSettings.addPackage();
  await importSettings.save("packages");
  await importSettings.chooseInterval(0);
  await importSettings.save("syncInterval");
  await page.waitForLoadState("networkidle");
  await reader.look(page);
});

test("invitation settings: timing, template, preview and test are in texts of the catalogues", async ({
  page,
  portal: { invitationSettings },
  organization,
  reader,
}) => {
  await signIn(page, organization.admin);
  await connect(page, organization);
  await invitationSettings.open();
  await invitationSettings.openHelp();
  await page.keyboard.press("Escape");
  await expect(invitationSettings.inMail(organization.name).last()).toBeVisible();
  await reader.look(page);
  await invitationSettings.fillWrongly();
  await invitationSettings.body.fill("{{nickname}} Γεια.");
  await expect(invitationSettings.unknownVariable).toBeVisible();
  await invitationSettings.save.click();
  await page.reload();
  await invitationSettings.showText();
  await invitationSettings.findHire("Łukasz");
  await reader.look(page);
  await invitationSettings.sendTest.click();
  await reader.readMail(page, await mailTo(organization.admin.email));
});

test("the team and the audit log are in texts of the catalogues, and so are the mails to who joins", async ({
  page,
  portal: { team, join, auditLog },
  emptyOrganization,
  reader,
}) => {
  const email = newAddress("noor");
  reader.data.add(email);
  await signIn(page, emptyOrganization.admin);
  await team.open();
  await team.fillInvitation({ name: "", email: "wrong" });
  await team.sendInvitation();
  await team.fillInvitation({ name: "Νουρ", email: emptyOrganization.hr.email });
  await team.sendInvitation();
  await expect(team.alreadyMember("Jonas Lind")).toBeVisible();
  await team.fillInvitation({ name: "Νουρ", email });
  await team.sendInvitation();
  await expect(team.invitationSentTo(email)).toBeVisible();
  await team.makeAdmin("Jonas Lind");
  await team.askAboutOwnRole("Maren Olsen");
  await team.askToRemove("Maren Olsen");
  await team.remove("Jonas Lind");
  await expect(team.removed("Jonas Lind")).toBeVisible();
  const mail = await mailTo(email);
  await page.request.put(requiredFieldsRoute, { data: { fields: ["firstName", "lastName", "personalEmail", "phone"], version: 0 } });
  await auditLog.open();
  await auditLog.openHelp();
  await page.keyboard.press("Escape");
  await expect(auditLog.roleChange()).toBeVisible();
  await auditLog.filterByType("hires");
  await expect(auditLog.nothing).toBeVisible();
  await reader.readMail(page, mail);
  await forgetSession(page);
  await page.goto(joinLinkIn(mail));
  await expect(join.heading(emptyOrganization.name)).toBeVisible();
  await join.choosePassword("short");
  await join.choosePassword("qwertyuiop123");
  await expect(join.passwordTooCommon).toBeVisible();
  await join.choosePassword(email);
  await expect(join.passwordHoldsEmail).toBeVisible();
  await join.choosePassword("four words that nobody else knows");
  await page.waitForURL("**/sign-in");
});
