import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { expect } from "@playwright/test";
import { expectAccessible } from "@/e2e/fixtures/accessible";
import { hire, inGreenhouse, newAddress, scenario } from "@/e2e/fixtures/control";
import { hold } from "@/e2e/fixtures/network/hold";
import { connect, findHire, forgetSession, signIn, syncNow } from "@/e2e/fixtures/portal-api";
import { test } from "@/e2e/fixtures/test";
import { linkIn, mailsTo, mailTo, recordLinkIn } from "@/e2e/pages/mails";
import { OnboardingPage } from "@/e2e/pages/onboarding-page";
import { Portal } from "@/e2e/pages/portal";
import * as fieldNames from "@/lib/messages/generated/hires/field-names";

test("a complete hire is invited without anyone acting, and the mail's link leads to the start", { tag: "@both" }, async ({
  page,
  portal: { list },
  emptyOrganization,
  browser,
}) => {
  await signIn(page, emptyOrganization.admin);
  await connect(page, emptyOrganization);
  const person = await hire(emptyOrganization);
  await syncNow(page);
  const link = linkIn(await mailTo(person.personalEmail));
  const pocket = await browser.newContext({ viewport: { width: 360, height: 780 } });
  const phone = await pocket.newPage();
  const onboarding = new OnboardingPage(phone);
  await phone.goto(link);
  await expect(onboarding.welcome("Ida")).toBeVisible();
  await expectAccessible(phone);
  await onboarding.start.click();
  await expect(onboarding.started).toBeVisible();
  await expectAccessible(phone);
  await pocket.close();
  await list.open("started");
  await expect(list.hire(person.name)).toBeVisible();
});

test("HR who wants an email about incomplete hires gets one of what is missing, and its link opens the record", async ({
  page,
  portal,
  emptyOrganization,
}) => {
  const { admin, hr } = emptyOrganization;
  await signIn(page, hr);
  await portal.account.open();
  await portal.account.choose({ incompleteHires: "each" });
  await forgetSession(page);
  await signIn(page, admin);
  await connect(page, emptyOrganization);
  const person = await hire(emptyOrganization, { personalEmail: null });
  await syncNow(page);
  const mail = await mailTo(hr.email);
  expect(mail.text).toContain(person.name);
  expect(mail.text).toContain(fieldNames.name({ field: "personalEmail" }));
  expect(await mailsTo(admin.email)).toEqual([]);
  await forgetSession(page);
  await page.goto(recordLinkIn(mail));
  await portal.signIn.submit(hr);
  await expect(portal.record.titled(person.name)).toBeVisible();
});

test("HR completes a pending hire, and the invitation arrives", { tag: "@both" }, async ({ page, portal, emptyOrganization }) => {
  await signIn(page, emptyOrganization.admin);
  await connect(page, emptyOrganization);
  const person = await hire(emptyOrganization, { personalEmail: null });
  await syncNow(page);
  await portal.openRecord(person.name);
  await expectAccessible(page);
  const address = `${person.lastName.toLowerCase()}@home.example`;
  await portal.record.fill({ personalEmail: address });
  await expect(portal.record.savingSendsTo(address)).toBeVisible();
  await portal.record.save.click();
  await mailTo(address);
  await expect(portal.record.invited).toBeVisible();
  await expectAccessible(page);
});

test("what HR set survives the next sync, and Greenhouse's newer value can be taken", { tag: "@both" }, async ({
  page,
  portal,
  emptyOrganization,
}) => {
  await signIn(page, emptyOrganization.admin);
  await connect(page, emptyOrganization);
  const person = await hire(emptyOrganization, { personalEmail: null });
  await syncNow(page);
  await portal.openRecord(person.name);
  await portal.record.fill({ preferredName: "Idka", firstName: "Idalia" });
  await portal.record.save.click();
  await expect(portal.record.titled(/Idalia/)).toBeVisible();
  await scenario("correct-name", { account: emptyOrganization.apiKey, person: person.candidateId, firstName: "Ada" });
  await syncNow(page);
  await page.reload();
  await expect(portal.record.field("firstName")).toHaveValue("Idalia");
  await expect(portal.record.greenhouseSays("Ada")).toBeVisible();
  await expectAccessible(page);
  const letThrough = await hold(page, "**/api/new-hires/*", "PATCH");
  await portal.record.useGreenhouseValue.click();
  // What is typed before the answer comes has nothing to do with it.
  await portal.record.fill({ department: "Research" });
  letThrough();
  await expect(portal.record.field("firstName")).toHaveValue("Ada");
  await expect(portal.record.field("department")).toHaveValue("Research");
});

test("a bulk send with an incomplete hire among them sends the others and names the one it skipped", async ({
  page,
  portal: { list },
  emptyOrganization,
}) => {
  await signIn(page, emptyOrganization.admin);
  await connect(page, emptyOrganization);
  const first = await hire(emptyOrganization, { startsAt: "2020-01-06" });
  const second = await hire(emptyOrganization, { startsAt: "2020-01-07" });
  const incomplete = await hire(emptyOrganization, { personalEmail: null });
  await syncNow(page);
  await list.open("on_hold");
  await expectAccessible(page);
  await list.selectPage();
  await list.sendMany.click();
  await list.confirmSending();
  await expect(list.invitationsSent(2)).toBeVisible();
  await mailTo(first.personalEmail);
  await mailTo(second.personalEmail);
  const everybody = await (await page.request.get("/api/new-hires?limit=50")).json();
  const ids: string[] = everybody.items.map((one: { id: string }) => one.id);
  const answer = await (await page.request.post("/api/new-hires/invitations", { data: { ids: [...ids, randomUUID()] } })).json();
  const codes = answer.results.map((one: { code?: string }) => one.code).sort();
  expect(codes).toEqual(["fields_missing", "not_found", "resend_too_soon", "resend_too_soon"]);
  expect(await mailsTo(incomplete.personalEmail)).toEqual([]);
});

test("send again makes a new link, the old one says so, and a third within a minute has to wait", async ({
  page,
  portal,
  emptyOrganization,
}) => {
  await signIn(page, emptyOrganization.admin);
  await connect(page, emptyOrganization);
  const person = await hire(emptyOrganization);
  await syncNow(page);
  const older = linkIn(await mailTo(person.personalEmail));
  await portal.openRecord(person.name, "invited");
  await portal.record.sendAgain.click();
  await mailTo(person.personalEmail, 2);
  const newer = (await mailsTo(person.personalEmail)).map(linkIn).find((link) => link !== older) ?? "";
  expect(newer).toContain("/onboarding/");
  await portal.record.sendAgain.click();
  await expect(portal.record.wait).toBeVisible();
  await expectAccessible(page);
  await page.goto(older);
  await expect(portal.onboarding.newerLink).toBeVisible();
  await expectAccessible(page);
  await page.goto(newer);
  await expect(portal.onboarding.start).toBeVisible();
});

test("two people who edit one record in two browsers lose nothing: a conflict is resolved field by field, either way", async ({
  page,
  portal,
  emptyOrganization,
  browser,
}) => {
  await signIn(page, emptyOrganization.admin);
  await connect(page, emptyOrganization);
  const person = await hire(emptyOrganization, { personalEmail: null });
  await syncNow(page);
  await portal.openRecord(person.name);
  const other = await browser.newContext();
  const colleague = new Portal(await other.newPage());
  await signIn(colleague.page, emptyOrganization.hr);
  await colleague.openRecord(person.name);
  const { record } = portal;
  await record.fill({ location: "Lyon", department: "Care" });
  await colleague.record.fill({ location: "Porto", department: "Nursing", preferredName: "Idka" });
  const saved = colleague.page.waitForResponse((answer) => answer.request().method() === "PATCH");
  await colleague.record.save.click();
  expect((await saved).status()).toBe(200);
  await portal.record.save.click();
  await expect(record.theirs(/^Porto/)).toBeVisible();
  await expect(record.theirs("Jonas Lind")).toBeVisible();
  await expect(record.field("location")).toHaveValue("Lyon");
  await expectAccessible(page);
  await record.keepMine("location");
  await record.takeTheirs("department");
  await expect(record.conflict).toBeHidden();
  await portal.record.save.click();
  const values = async () => {
    const { fields } = await findHire(page, person.lastName);
    return [fields.location.value, fields.department.value, fields.preferredName.value];
  };
  await expect.poll(values).toEqual(["Lyon", "Nursing", "Idka"]);
  await other.close();
});

test("another organization sees nothing, neither in the list nor by id", async ({ page, emptyOrganization, organization, browser }) => {
  await signIn(page, organization.admin);
  await connect(page, organization);
  const list = await (await page.request.get("/api/new-hires?limit=1")).json();
  const run = await (await page.request.get("/api/sync-runs?limit=1")).json();
  const other = await browser.newContext();
  const stranger = await other.newPage();
  const strange = new Portal(stranger);
  await signIn(stranger, emptyOrganization.admin);
  expect((await (await stranger.request.get("/api/new-hires")).json()).items).toEqual([]);
  for (const path of [`/api/new-hires/${list.items[0].id}`, `/api/sync-runs/${run.items[0].id}`]) {
    expect((await stranger.request.get(path)).status(), path).toBe(404);
  }
  const edit = { data: { version: list.items[0].version, changes: { firstName: "Taken" } } };
  expect((await stranger.request.patch(`/api/new-hires/${list.items[0].id}`, edit)).status()).toBe(404);
  await strange.record.open(list.items[0].id);
  await expect(strange.record.notFound).toBeVisible();
  await expectAccessible(stranger);
  await other.close();
});

test("the list searches without accents, keeps its view in the address that no server sees, and works at 360 px by keyboard", async ({
  page,
  portal: { list, record },
  organization,
}) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await signIn(page, organization.admin);
  await connect(page, organization);
  await page.setViewportSize({ width: 360, height: 780 });
  await list.open("invited");
  await list.focusByKey("/", list.search);
  await page.keyboard.type("lukasz");
  await expect(page).toHaveURL(/#search=lukasz$/);
  await expect(list.hireLike(/Łukasz/)).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await page.reload();
  await expect(list.search).toHaveValue("lukasz");
  await expectAccessible(page);
  await list.hireLike(/Łukasz/).click();
  await expect(record.invited).toBeVisible();
  await page.keyboard.press("u");
  await expect(list.search).toHaveValue("lukasz");
  await expect(list.hireLike(/Łukasz/)).toBeVisible();
  expect(asked.filter((address) => /lukasz/i.test(address.split("#")[0] ?? ""))).toEqual([]);
});

test("an admin hands over what is kept of a person and erases it: the link ends, and no sync brings the person back", async ({
  page,
  portal: { record, list, onboarding },
  emptyOrganization,
}) => {
  await signIn(page, emptyOrganization.admin);
  await connect(page, emptyOrganization);
  const personalEmail = newAddress();
  await inGreenhouse("hire", { account: emptyOrganization.apiKey, firstName: "Ida", lastName: "Nowak", personalEmail });
  await syncNow(page);
  const hire = await findHire(page, personalEmail);
  const link = linkIn(await mailTo(personalEmail));
  await record.open(hire.id);
  const download = await record.downloadPersonalData();
  const { record: kept, timeline } = JSON.parse(await readFile(await download.path(), "utf8"));
  expect(kept.fields.personalEmail.value).toBe(personalEmail);
  expect(timeline.length).toBeGreaterThan(1);
  await record.erase("Ida Nowak");
  await expect(list.hire("Ida Nowak")).toHaveCount(0);
  await syncNow(page);
  expect((await page.request.get(`/api/new-hires/${hire.id}`)).status()).toBe(404);
  expect((await (await page.request.get(`/api/new-hires?search=${personalEmail}`)).json()).items).toEqual([]);
  await page.goto(link);
  await expect(onboarding.unknown).toBeVisible();
  await expectAccessible(page);
});
