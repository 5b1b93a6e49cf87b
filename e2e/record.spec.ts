import { expect } from "@playwright/test";
import { expectAccessible } from "@/e2e/fixtures/accessible";
import { hire, scenario } from "@/e2e/fixtures/control";
import { connect, hireAndSync, hireOf, signIn, syncNow } from "@/e2e/fixtures/portal-api";
import { test } from "@/e2e/fixtures/test";
import { mailsTo } from "@/e2e/pages/mails";
import { Portal } from "@/e2e/pages/portal";

test("records are completed one after the other by keyboard: each opens on what is missing, and the keys of the walk stay keys", async ({
  page,
  portal: { list, record },
  emptyOrganization,
}) => {
  await signIn(page, emptyOrganization.admin);
  await connect(page, emptyOrganization);
  for (const startsAt of ["2030-01-01", "2030-01-02", "2030-01-03"]) await hire(emptyOrganization, { startsAt, personalEmail: null });
  await syncNow(page);
  await list.open("pending");
  await expect(list.rows).toHaveCount(3);
  // A key that is pressed before the page's scripts run is lost.
  await expect(list.filters).toBeEnabled();
  let keys = 0;
  const press = async (key: string) => {
    keys += 1;
    await page.keyboard.press(key);
  };
  await press("j");
  await press("Enter");
  await expect(record.field("personalEmail")).toBeFocused();
  await press("Escape");
  await press("j");
  await expect(record.position).toHaveText(/2/);
  await expect(record.field("personalEmail")).not.toBeFocused();
  await press("k");
  await expect(record.position).toHaveText(/1/);
  await record.field("personalEmail").focus();
  for (const person of ["one", "two", "three"]) {
    await expect(record.field("personalEmail")).toBeFocused();
    await expect(record.field("personalEmail")).toHaveValue("");
    await page.keyboard.type(`${person}.${emptyOrganization.admin.email}`);
    await press(person === "three" ? "Control+s" : "Control+Enter");
  }
  await expect(record.invited).toBeVisible();
  for (const person of ["one", "two", "three"]) {
    const address = `${person}.${emptyOrganization.admin.email}`;
    await expect.poll(async () => (await mailsTo(address)).length, { timeout: 30_000 }).toBe(1);
  }
  // Of which four were the walk to the second record and back.
  expect(keys).toBeLessThanOrEqual(10);
});

test("a record is there whole before the page's scripts are, and takes what is typed once they are", async ({
  page,
  portal,
  emptyOrganization,
  browser,
  context,
}) => {
  await signIn(page, emptyOrganization.admin);
  await connect(page, emptyOrganization);
  const { id } = await hireAndSync(page, emptyOrganization, { personalEmail: null });
  const { fields } = await hireOf(page, id);
  const withoutScripts = await browser.newContext({ javaScriptEnabled: false, storageState: await context.storageState() });
  const { record } = new Portal(await withoutScripts.newPage());
  await record.open(id, "pending");
  await expect(record.field("firstName")).toHaveValue(fields.firstName.value ?? "");
  await expect(record.position).toBeVisible();
  await expect(record.form).toHaveAttribute("inert");
  await withoutScripts.close();
  await portal.record.open(id);
  await portal.record.fill({ location: "Bergen" });
  await portal.record.save.click();
  await expect(portal.record.saved).toBeVisible();
  expect((await hireOf(page, id)).fields.location.value).toBe("Bergen");
});

test("a possible duplicate stands beside the other record, and what HR decides there can be undone", async ({
  page,
  portal: { record },
  emptyOrganization,
}) => {
  await signIn(page, emptyOrganization.admin);
  await connect(page, emptyOrganization);
  const first = await hire(emptyOrganization, { startsAt: "2030-01-01" });
  await syncNow(page);
  const { id } = await hireAndSync(page, emptyOrganization, {
    startsAt: "2030-01-02",
    firstName: "Ada",
    personalEmail: first.personalEmail,
  });
  await record.open(id);
  await record.compareDuplicates();
  await expect(record.compared("firstName")).toContainText("Ada");
  await expect(record.compared("firstName")).toContainText("Ida");
  await expect(record.compared("firstName")).toContainText(record.differs);
  await expect(record.compared("personalEmail")).not.toContainText(record.differs);
  await expectAccessible(page);
  await record.excludeDuplicate.click();
  await expect(record.excluded).toBeVisible();
  await record.undo.click();
  await expect(record.undone).toBeVisible();
  expect(await hireOf(page, id)).toMatchObject({ status: "on_hold", attention: ["possible_duplicate"] });
  await record.compareDuplicates();
  await record.differentPeople.click();
  await expect(record.invited).toBeVisible();
});

test("Greenhouse can be checked from every record: of who is invited, and of who is no longer hired", { tag: "@both" }, async ({
  page,
  portal: { record, suspension },
  emptyOrganization,
}) => {
  await signIn(page, emptyOrganization.admin);
  await connect(page, emptyOrganization);
  const { id, ...person } = await hireAndSync(page, emptyOrganization);
  await record.open(id);
  await expect(record.invited).toBeVisible();
  await scenario("correct-name", { account: emptyOrganization.apiKey, person: person.candidateId, firstName: "Ada" });
  await record.check.click();
  await expect(record.checkedChanged).toBeVisible();
  await expect(record.titled(/Ada/)).toBeVisible();
  await scenario("unhire", { account: emptyOrganization.apiKey, person: person.candidateId });
  await record.check.click();
  await expect(suspension.title).toBeVisible();
  await suspension.withdraw();
  await expect(record.withdrawn).toBeVisible();
  await expectAccessible(page);
  await record.check.click();
  await expect(record.checkedSame).toBeVisible();
});
