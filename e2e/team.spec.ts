import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { expect } from "@playwright/test";
import { expectAccessible } from "@/e2e/fixtures/accessible";
import { signIn } from "@/e2e/fixtures/portal-api";
import { test } from "@/e2e/fixtures/test";
import { joinLinkIn, mailTo } from "@/e2e/pages/mails";
import { Portal } from "@/e2e/pages/portal";

test("an admin invites a teammate, who chooses a password, works as HR, and is signed out when removed", async ({
  page,
  portal: { team },
  emptyOrganization,
  browser,
}) => {
  await signIn(page, emptyOrganization.admin);
  await team.open();
  await expect(team.lastAdminStays).toBeVisible();
  await expect(team.removeButton("Maren Olsen")).toBeDisabled();
  const email = `noor.${randomUUID().slice(0, 8)}@northwind.example`;
  await team.fillInvitation({ name: "Noor Haddad", email });
  await expectAccessible(page);
  await team.sendInvitation();
  await expect(team.invitationSentTo(email)).toBeVisible();
  await expectAccessible(page);

  const link = joinLinkIn(await mailTo(email));
  const other = await browser.newContext();
  const theirs = await other.newPage();
  const noor = new Portal(theirs);
  const opened = await theirs.goto(link);
  expect(opened?.headers()).toMatchObject({ "referrer-policy": "no-referrer", "x-robots-tag": "noindex" });
  await expect(noor.join.heading(emptyOrganization.name)).toBeVisible();
  await noor.join.choosePassword("qwertyuiop123");
  await expect(noor.join.passwordTooCommon).toBeVisible();
  await expectAccessible(theirs);
  const password = "four words that only noor knows";
  await noor.join.choosePassword(password);
  await theirs.waitForURL("**/sign-in");
  await signIn(theirs, { email, password });
  await noor.team.open();
  await expect(noor.team.adminsInvite).toBeVisible();
  await theirs.goto(link);
  await expect(noor.join.linkIsOver).toBeVisible();
  await expectAccessible(theirs);

  await page.reload();
  await team.remove("Noor Haddad");
  await expect(team.removed("Noor Haddad")).toBeVisible();
  await noor.list.open();
  await expect(theirs).toHaveURL(/\/sign-in/);
  await other.close();
});

test("the audit log says in words who changed what, is filtered, and is taken out as CSV", async ({
  page,
  portal: { auditLog },
  emptyOrganization,
}) => {
  await signIn(page, emptyOrganization.admin);
  const { items } = await (await page.request.get("/api/team")).json();
  const jonas = items.find(({ name }: { name: string }) => name === "Jonas Lind");
  expect((await page.request.patch(`/api/team/${jonas.id}`, { data: { role: "admin" } })).status()).toBe(200);
  await auditLog.open();
  await expect(auditLog.roleChange("Maren Olsen", "Jonas Lind")).toBeVisible();
  await expect(auditLog.roles("hr", "admin")).toBeVisible();
  await expectAccessible(page);
  await auditLog.filterByType("hires");
  await expect(auditLog.nothing).toBeVisible();
  await expect(page).toHaveURL(/group=hires/);
  await auditLog.filterByType("team");
  await expect(auditLog.roleChange()).toBeVisible();
  await auditLog.person.pressSequentially("maren o", { delay: 60 });
  await expect(auditLog.person).toHaveValue("maren o");
  await expect(auditLog.roleChange("Maren Olsen")).toBeVisible();
  const download = await auditLog.exportCsv();
  expect(await readFile(await download.path(), "utf8")).toContain("team.role_changed");
});
