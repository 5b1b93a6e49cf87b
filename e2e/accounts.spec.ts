import { readFile } from "node:fs/promises";
import { expect } from "@playwright/test";
import { expectAccessible } from "@/e2e/fixtures/accessible";
import { ageProof } from "@/e2e/fixtures/accounts";
import { forgetSession, signIn } from "@/e2e/fixtures/portal-api";
import { test } from "@/e2e/fixtures/test";
import { joinLinkIn, mailTo, resetLinkIn } from "@/e2e/pages/mails";
import { Portal } from "@/e2e/pages/portal";
import { accountRoute } from "@/lib/platform/paths/account";
import { teamRoute } from "@/lib/platform/paths/team";

test("a person of two organizations joins the second with the password they have, chooses where to work, and switches", async ({
  page,
  portal,
  organization,
  emptyOrganization,
  context,
}) => {
  const { email, password } = organization.hr;
  await signIn(page, emptyOrganization.admin);
  const invited = await page.request.post(teamRoute, { data: { email, name: "Jonas Lind", role: "viewer" } });
  expect(invited.status()).toBe(201);
  await forgetSession(page);
  await page.goto(joinLinkIn(await mailTo(email)));
  await expect(portal.join.heading(emptyOrganization.name)).toBeVisible();
  await expectAccessible(page);
  await portal.join.enterPassword("not the password");
  await expect(portal.join.wrongPassword).toBeVisible();
  await portal.join.enterPassword(password);

  await portal.signIn.submit({ email, password });
  await expect(portal.organizations.heading).toBeVisible();
  await expectAccessible(page);
  await portal.organizations.organization(emptyOrganization.name).click();
  await portal.dashboard.greeting.waitFor();
  await expect(portal.menu.organization(emptyOrganization.name)).toBeVisible();
  await portal.account.open();
  await expect(portal.account.thisOne).toBeVisible();

  // Another tab goes on in the other organization; this page then writes into neither.
  const other = await context.newPage();
  const there = new Portal(other);
  await there.organizations.open();
  await there.organizations.organization(organization.name).click();
  await there.dashboard.greeting.waitFor();
  await portal.account.rename("Jonas of the other tab");
  await expect(portal.account.switchedElsewhere).toBeVisible();
  expect((await (await page.request.get(accountRoute)).json()).name).toBe("Jonas Lind");
  await page.reload();
  await expect(portal.menu.organization(organization.name)).toBeVisible();
  await portal.menu.switchOrganization.click();
  await portal.organizations.organization(emptyOrganization.name).click();
  await expect(portal.menu.organization(emptyOrganization.name)).toBeVisible();
});

test("a person who forgot their password chooses a new one with a link from an email, once, and every session of theirs ends", async ({
  page,
  portal,
  organization,
  browser,
}) => {
  const { email, password: former } = organization.hr;
  const elsewhere = await browser.newContext({ baseURL: process.env.APP_URL ?? "" });
  const there = new Portal(await elsewhere.newPage());
  await signIn(there.page, organization.hr);
  await there.account.open();
  await expect(there.account.thisOne).toBeVisible();
  await portal.signIn.open();
  await portal.reset.ask("nobody@northwind.example");
  await expect(portal.reset.sentTo("nobody@northwind.example")).toBeVisible();
  await expectAccessible(page);
  await portal.signIn.open();
  await portal.reset.ask(email);
  await expect(portal.reset.sentTo(email)).toBeVisible();
  const link = resetLinkIn(await mailTo(email));
  const opened = await page.goto(link);
  expect(opened?.headers()).toMatchObject({ "referrer-policy": "no-referrer", "x-robots-tag": "noindex" });
  await expectAccessible(page);
  const password = "four words that only jonas knows";
  await portal.reset.choosePassword(password);
  await page.waitForURL("**/sign-in");
  await there.page.reload();
  await there.page.waitForURL("**/sign-in?next=*");
  await elsewhere.close();
  await portal.signIn.submit({ email, password: former });
  await expect(portal.signIn.refusal).toBeVisible();
  await portal.signIn.submit({ email, password });
  await portal.dashboard.greeting.waitFor();
  await page.goto(link);
  await expect(portal.reset.linkIsOver).toBeVisible();
});

test("an hour after signing in, an export and a role ask who it is, and then go on", async ({ page, portal, emptyOrganization }) => {
  const { admin, hr } = emptyOrganization;
  await signIn(page, admin);
  await ageProof(admin.email);
  await portal.auditLog.open();
  const download = page.waitForEvent("download");
  await portal.auditLog.askForCsv();
  await expect(portal.reauthentication.question).toBeVisible();
  await expectAccessible(page);
  await portal.reauthentication.prove("not the password");
  await expect(portal.reauthentication.wrong).toBeVisible();
  await portal.reauthentication.prove(admin.password);
  expect(await readFile(await (await download).path(), "utf8")).toContain("user.signed_in");

  await ageProof(admin.email);
  const { items } = await (await page.request.get(teamRoute)).json();
  const jonas = items.find((one: { email: string }) => one.email === hr.email);
  const answer = await page.request.patch(`${teamRoute}/${jonas.id}`, { data: { role: "admin" } });
  expect([answer.status(), (await answer.json()).code]).toEqual([403, "reauthentication_required"]);
});

test("a person changes their password with the one they have", async ({ page, portal, emptyOrganization: { hr } }) => {
  await signIn(page, hr);
  await portal.account.open();
  await expectAccessible(page);
  const next = "four words that only jonas knows";
  await portal.account.changePassword(hr.password, next);
  await expect(portal.account.passwordChanged).toBeVisible();
  await page.reload();
  await expect(portal.account.thisOne).toBeVisible();
  await portal.menu.signOut.click();
  await page.waitForURL("**/sign-in");
  await portal.signIn.submit({ email: hr.email, password: next });
  await portal.dashboard.greeting.waitFor();
});

test("a person chooses the zone in which they are told times, and which emails they get, for themselves alone", async ({
  page,
  portal: { account },
  emptyOrganization: { admin, hr },
}) => {
  await signIn(page, hr);
  await account.open();
  await expect(account.incompleteHires("none")).toBeChecked();
  await expect(account.weeklyDigest).not.toBeChecked();
  await expect(account.noticeEmails).toHaveCount(0);
  await expectAccessible(page);
  await account.choose({ timeZone: "Australia/Adelaide", incompleteHires: "daily", weeklyDigest: true });
  await page.reload();
  await expect(account.timeZone).toHaveValue("Australia/Adelaide");
  await expect(account.incompleteHires("daily")).toBeChecked();
  await expect(account.weeklyDigest).toBeChecked();
  await expect(account.moments.first()).toHaveAttribute("title", /GMT\+10:30/);
  await forgetSession(page);
  await signIn(page, admin);
  await account.open();
  await expect(account.incompleteHires("none")).toBeChecked();
  await expect(account.moments.first()).not.toHaveAttribute("title", /GMT\+10:30/);
  await expect(account.noticeEmails).toBeChecked();
  await account.choose({ noticeEmails: false });
  await page.reload();
  await expect(account.noticeEmails).not.toBeChecked();
});
