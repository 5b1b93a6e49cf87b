import { readFileSync } from "node:fs";
import { expect } from "@playwright/test";
import { expectAccessible } from "@/e2e/fixtures/accessible";
import { hire, newAddress, scenario } from "@/e2e/fixtures/control";
import { hold } from "@/e2e/fixtures/network/hold";
import { connect, findHire, hireAndSync, hireOf, signIn, syncNow } from "@/e2e/fixtures/portal-api";
import { test } from "@/e2e/fixtures/test";
import { mailsTo, mailTo } from "@/e2e/pages/mails";

test("someone hired without an offer waits for the start date, and is invited once HR enters it", async ({
  page,
  portal: { record },
  emptyOrganization,
}) => {
  await signIn(page, emptyOrganization.admin);
  await connect(page, emptyOrganization);
  const address = newAddress("hired.without.offer");
  await scenario("hire-without-offer", {
    account: emptyOrganization.apiKey,
    firstName: "Ida",
    lastName: "Offerless",
    personalEmail: address,
  });
  await syncNow(page);
  const { id } = await findHire(page, "Offerless");
  expect(await hireOf(page, id)).toMatchObject({ status: "pending", missingFields: ["startDate"], greenhouse: { offerId: null } });
  await record.open(id);
  await record.fill({ startDate: "2030-03-04" });
  await record.save.click();
  await record.answerDate(true);
  await expect(record.invited).toBeVisible();
  await mailTo(address);
});

test("someone anonymized in Greenhouse keeps their name here, HR decides, and erasing is proven without a name", { tag: "@both" }, async ({
  page,
  portal: { record, erased, importSettings },
  emptyOrganization,
}) => {
  const account = emptyOrganization.apiKey;
  await signIn(page, emptyOrganization.admin);
  await connect(page, emptyOrganization);
  const [kept, gone] = [await hire(emptyOrganization), await hire(emptyOrganization)];
  await syncNow(page);
  const [keptId, goneId] = [(await findHire(page, kept.lastName)).id, (await findHire(page, gone.lastName)).id];
  await mailTo(kept.personalEmail ?? "");

  await scenario("anonymize", { account, person: kept.candidateId });
  await record.open(keptId);
  await record.check.click();
  await expect(erased.title).toBeVisible();
  await expect(record.field("lastName")).toHaveValue(kept.lastName);
  await expectAccessible(page);
  await erased.keep.click();
  await expect(erased.keep).toHaveCount(0);
  expect((await hireOf(page, keptId)).attention).toEqual([]);

  await importSettings.open();
  await importSettings.eraseWithGreenhouse("at_once");
  await expect(importSettings.savedBy("rehire", "Maren Olsen", "just now")).toBeVisible();
  await scenario("anonymize", { account, person: gone.candidateId });
  await page.request.post(`/api/new-hires/${goneId}/check`);
  await expect.poll(async () => (await page.request.get(`/api/new-hires/${goneId}`)).status()).toBe(404);
  const log = await (await page.request.get("/api/audit-log?limit=50")).text();
  expect(log).toContain("erased_in_greenhouse");
  expect(log).not.toContain(gone.lastName);
  expect(await mailsTo(gone.personalEmail ?? "")).toHaveLength(1);
});

test("a merge in Greenhouse leaves one record, and its invitation", async ({ page, emptyOrganization }) => {
  const account = emptyOrganization.apiKey;
  await signIn(page, emptyOrganization.admin);
  await connect(page, emptyOrganization);
  const { id, ...person } = await hireAndSync(page, emptyOrganization);
  await scenario("merge", { account, person: person.candidateId });
  await page.request.post(`/api/new-hires/${id}/check`);
  const merged = await hireOf(page, id);
  expect(merged.greenhouse?.candidateId).not.toBe(person.candidateId);
  expect(merged).toMatchObject({ status: "invited", suspended: null });
  expect(await mailsTo(person.personalEmail ?? "")).toHaveLength(1);
});

test("a value that no translation names waits for the admin, and is translated from then on", { tag: "@both" }, async ({
  page,
  portal: { importSettings, record },
  emptyOrganization,
}) => {
  await signIn(page, emptyOrganization.admin);
  await connect(page, emptyOrganization);
  const { id } = await hireAndSync(page, emptyOrganization);
  await importSettings.open();
  await importSettings.mapField("department", /Favorite Station/);
  await importSettings.waitForTranslations();
  await importSettings.save("fieldMapping");
  await expect.poll(async () => (await hireOf(page, id)).fields.department).toMatchObject({ value: null, problem: "untranslated" });
  const { id: nextId, ...next } = await hireAndSync(page, emptyOrganization);
  expect(await hireOf(page, nextId)).toMatchObject({ status: "pending", missingFields: ["department"] });
  await record.open(nextId);
  await expect(record.showing("No translation is set for “The Swan”")).toBeVisible();

  await importSettings.open();
  await importSettings.translate("The Swan", "Research");
  await expectAccessible(page);
  await importSettings.save("fieldMapping");
  await expect.poll(async () => (await hireOf(page, nextId)).status).toBe("invited");
  expect((await hireOf(page, nextId)).fields.department).toMatchObject({ value: "Research", source: "greenhouse" });
  await mailTo(next.personalEmail ?? "");
});

test("HR opens the signed offer letter, and the audit log tells who opened it", { tag: "@both" }, async ({
  page,
  portal: { record, documents },
  emptyOrganization,
}) => {
  await signIn(page, emptyOrganization.admin);
  await connect(page, emptyOrganization);
  const { id } = await hireAndSync(page, emptyOrganization);
  const asking = "**/api/new-hires/*/documents";
  await page.route(asking, (route) => route.abort());
  await record.open(id);
  await documents.reach();
  await expect(documents.askAgain).toBeVisible();
  await page.unroute(asking);
  await documents.askAgain.click();
  const file = await documents.openSignedLetter();
  expect(file.suggestedFilename()).toBe("signed-offer-letter.pdf");
  expect(readFileSync(await file.path(), "latin1")).toContain("Signed offer of the sandbox");
  await expectAccessible(page);
  const log = await (await page.request.get("/api/audit-log?limit=50")).json();
  expect(log.items).toContainEqual(expect.objectContaining({ action: "new_hire.document_opened", actor: "Maren Olsen" }));
});

test("documents that Greenhouse lists late move nothing that can be pressed", async ({
  page,
  portal: { record, documents },
  emptyOrganization,
}) => {
  await signIn(page, emptyOrganization.admin);
  await connect(page, emptyOrganization);
  const { id } = await hireAndSync(page, emptyOrganization);
  const letThrough = await hold(page, "**/api/new-hires/*/documents");
  await record.open(id);
  const place = () => record.personalData.evaluate((link) => link.getBoundingClientRect().top + window.scrollY);
  await record.personalData.scrollIntoViewIfNeeded();
  const before = await place();
  letThrough();
  await expect(documents.signedLetter).toBeVisible();
  expect(await place()).toBe(before);
});

test("the connection is examined: what is well, and for each trouble what to do", { tag: "@both" }, async ({
  page,
  harvest,
  portal: { greenhouse, doctor },
  emptyOrganization,
}) => {
  const account = emptyOrganization.apiKey;
  await signIn(page, emptyOrganization.admin);
  await connect(page, emptyOrganization);
  await syncNow(page);
  await greenhouse.open();
  await doctor.examine();
  await expect(doctor.noProblems).toBeVisible();
  await expect(doctor.finding("rate_limit")).toContainText(/\d+/);
  await expectAccessible(page);

  if (harvest === "v3") {
    await scenario("remove-scope", { account, scope: "harvest:applications:list" });
    await doctor.examine();
    await expect(doctor.problems(1)).toBeVisible();
    await expect(doctor.finding({ permission: "harvest:applications:list" })).toBeVisible();
    await scenario("give-scopes", { account });
  }
  await scenario("revoke", { account });
  await doctor.examine();
  await expect(doctor.finding("token")).toBeVisible();
  await expect(doctor.noProblems).toHaveCount(0);
  await expectAccessible(page);
});

test("Greenhouse's people are compared with ours, with counts that add up, and exported", { tag: "@both" }, async ({
  page,
  portal: { reconciliation, record },
  emptyOrganization,
}) => {
  await signIn(page, emptyOrganization.admin);
  await connect(page, emptyOrganization);
  await hire(emptyOrganization, { startsAt: "2030-01-07" });
  const edited = await hire(emptyOrganization, { startsAt: "2030-01-08" });
  await syncNow(page);
  await reconciliation.open();
  await reconciliation.compare("2030-01-31", "2030-01-01");
  await expect(reconciliation.rangeBackwards).toBeVisible();
  await reconciliation.compare("2030-01-01", "2030-01-31");
  await expect(reconciliation.summary(2, 2)).toBeVisible();
  await expect(reconciliation.allAgree).toBeVisible();

  await record.open((await findHire(page, edited.lastName)).id);
  await record.fill({ firstName: "Corrected" });
  await record.save.click();
  await expect(record.saved).toBeVisible();
  await reconciliation.open();
  await reconciliation.compare("2030-01-01", "2030-01-31");
  await expect(reconciliation.different("Corrected")).toBeVisible();
  const stored = await reconciliation.export();
  expect(stored.suggestedFilename()).toBe("comparison-2030-01-01-2030-01-31.csv");
  await expectAccessible(page);
});
