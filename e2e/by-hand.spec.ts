import { expect } from "@playwright/test";
import { expectAccessible } from "@/e2e/fixtures/accessible";
import { hire, newAddress } from "@/e2e/fixtures/control";
import { hold } from "@/e2e/fixtures/network/hold";
import { connect, findHire, hireOf, signIn, syncNow } from "@/e2e/fixtures/portal-api";
import { test } from "@/e2e/fixtures/test";
import { linkIn, mailsTo, mailTo } from "@/e2e/pages/mails";

test("HR adds a hire by hand, who is invited, and joins the record with the same person from Greenhouse", { tag: "@both" }, async ({
  page,
  portal: { addHire, record },
  emptyOrganization,
}) => {
  await signIn(page, emptyOrganization.hr);
  const personalEmail = newAddress("by.hand");
  await addHire.open();
  await addHire.add.click();
  await expect(addHire.needsName).toBeVisible();
  await expectAccessible(page);
  await addHire.fill({ firstName: "Juno", lastName: "Handmade", personalEmail, jobTitle: "Night nurse", startDate: "2030-03-04" });
  const letThrough = await hold(page, "**/api/new-hires", "POST");
  await addHire.add.click();
  await addHire.answerDate(true);
  // What was typed now would be lost.
  await expect(addHire.field("location")).not.toBeEditable();
  letThrough();
  await expect(record.invitationSentTo(personalEmail)).toBeVisible();
  const link = linkIn(await mailTo(personalEmail));
  const { id } = await findHire(page, "Handmade");
  expect(await hireOf(page, id)).toMatchObject({ status: "invited", greenhouse: null });
  await expectAccessible(page);

  await signIn(page, emptyOrganization.admin);
  await connect(page, emptyOrganization);
  const theirs = await hire(emptyOrganization, { firstName: "Juno", lastName: "Handmade", personalEmail, jobName: "Nurse" });
  await syncNow(page);
  const { items } = await (await page.request.get("/api/new-hires?search=Handmade")).json();
  const arrived = items.find((one: { id: string }) => one.id !== id);
  expect(arrived).toMatchObject({ status: "on_hold", duplicateRank: "second" });
  await record.open(arrived.id);
  // What is typed goes with this record, since the other one stays.
  await record.fill({ location: "Oslo" });
  await record.compareDuplicates();
  await expectAccessible(page);
  await addHire.joinBoth();
  await record.keepEditing();
  await expect(record.comparison).toBeVisible();
  await addHire.joinBoth();
  await record.discardChanges();
  await expect(addHire.joined).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`${id}$`));
  expect(await hireOf(page, id)).toMatchObject({
    status: "invited",
    greenhouse: { candidateId: theirs.candidateId },
    fields: { jobTitle: { value: "Night nurse", source: "hr", greenhouseValue: "Nurse" } },
  });
  expect((await page.request.get(`/api/new-hires/${arrived.id}`)).status()).toBe(404);
  expect(await mailsTo(personalEmail)).toHaveLength(1);
  expect(linkIn(await mailTo(personalEmail))).toBe(link);
});

test("what is typed about a new hire is not lost by accident", async ({ page, portal: { addHire, menu }, emptyOrganization }) => {
  await signIn(page, emptyOrganization.hr);
  await addHire.open();
  await addHire.fill({ lastName: "Unsaved" });
  await menu.account.click();
  await expect(addHire.leaveQuestion).toBeVisible();
});

test("a hire who was added without an answer is there once when HR tries again, and a correction is made in the record", async ({
  page,
  portal: { addHire, record },
  emptyOrganization,
}) => {
  await signIn(page, emptyOrganization.hr);
  await addHire.open();
  let lost = 0;
  await page.route("**/api/new-hires", async (route) => {
    if (route.request().method() !== "POST" || lost === 2) return route.fallback();
    lost++;
    await route.fetch();
    await route.abort();
  });
  const tryIt = async () => {
    const failed = page.waitForEvent("requestfailed", (request) => request.method() === "POST");
    await addHire.add.click();
    await failed;
    await expect(addHire.field("lastName")).toBeEditable();
  };
  await addHire.fill({ lastName: "Unanswered" });
  await tryIt();
  await tryIt();
  await addHire.fill({ jobTitle: "Nurse" });
  await addHire.add.click();
  await expect(addHire.openAdded).toBeVisible();
  await expectAccessible(page);
  await addHire.fill({ jobTitle: "" });
  await addHire.add.click();
  await expect(record.titled("Unanswered")).toBeVisible();
  const { items } = await (await page.request.get("/api/new-hires?search=Unanswered")).json();
  expect(items).toHaveLength(1);
});
