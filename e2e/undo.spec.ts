import { expect, type Page } from "@playwright/test";
import { expectAccessible } from "@/e2e/fixtures/accessible";
import { inGreenhouse, newAddress } from "@/e2e/fixtures/control";
import { hold } from "@/e2e/fixtures/network/hold";
import { connect, countsOf, findHire, hireOf, signIn, syncNow } from "@/e2e/fixtures/portal-api";
import { type Organization, test } from "@/e2e/fixtures/test";

/** Hires someone who is on hold, since they start before the go-live date. */
const hire = ({ apiKey }: Organization, details: Record<string, unknown>) =>
  inGreenhouse("hire", { account: apiKey, startsAt: "2020-01-06", ...details });

test("an edit can be undone from its confirmation, and each earlier value restored later from the timeline, which tells before and after", async ({
  page,
  portal: { record },
  emptyOrganization,
}) => {
  await signIn(page, emptyOrganization.admin);
  await connect(page, emptyOrganization);
  await hire(emptyOrganization, { firstName: "Una", lastName: "Undo", jobName: "Chef" });
  await syncNow(page);
  const { id } = await findHire(page, "Undo");
  await record.open(id);
  await record.fill({ jobTitle: "Baker" });
  await record.save.click();
  await expect(record.undo).toBeVisible();
  await expectAccessible(page);
  expect(await record.coveredControls()).toEqual([]);
  await record.undo.click();
  await expect(record.undone).toBeVisible();
  await expect(record.field("jobTitle")).toHaveValue("Chef");
  expect((await hireOf(page, id)).fields.jobTitle).toMatchObject({ value: "Chef", source: "greenhouse" });

  await record.fill({ jobTitle: "Cook" });
  await record.save.click();
  await expect(record.saved).toBeVisible();
  await page.reload();
  await expect(record.changed("jobTitle", "Chef", "Cook")).toBeVisible();
  await record.restore("jobTitle", "Chef").first().click();
  await expect(record.field("jobTitle")).toHaveValue("Chef");
  await expectAccessible(page);

  await record.fill({ jobTitle: "Waiter" });
  await record.save.click();
  await record.followGreenhouse("jobTitle").click();
  await expect(record.field("jobTitle")).toHaveValue("Chef");

  // An older value comes back as an edit of its own.
  await record.restore("jobTitle", "Cook").click();
  await expect(record.field("jobTitle")).toHaveValue("Cook");
  expect((await hireOf(page, id)).fields.jobTitle).toMatchObject({ value: "Cook", source: "hr" });
  await record.exclude.click();
  await expect(record.excluded).toBeVisible();
  await record.followGreenhouse("jobTitle").click();
  await expect(record.field("jobTitle")).toHaveValue("Chef");
  expect(await hireOf(page, id)).toMatchObject({ status: "excluded", fields: { jobTitle: { source: "greenhouse" } } });
});

test("undoing an edit that sent an invitation says that the invitation stays, and an exclusion is undone like an edit", async ({
  page,
  portal: { record, saveBar },
  emptyOrganization,
}) => {
  await signIn(page, emptyOrganization.admin);
  await connect(page, emptyOrganization);
  const personalEmail = newAddress();
  await inGreenhouse("hire", {
    account: emptyOrganization.apiKey,
    lastName: "Missing",
    personalEmail,
    startsAt: null,
  });
  await syncNow(page);
  const { id } = await findHire(page, "Missing");
  await record.open(id);
  await record.exclude.click();
  await record.undo.click();
  await expect.poll(async () => (await hireOf(page, id)).status).toBe("pending");
  await record.fill({ startDate: "2099-05-04" });
  await record.save.click();
  await record.answerDate(true);
  await record.undo.click();
  await expect(record.invitationStays(personalEmail)).toBeVisible();
  expect(await hireOf(page, id)).toMatchObject({ status: "invited", missingFields: ["startDate"] });

  const corrected = newAddress();
  await expect(record.field("startDate")).toHaveValue("");
  await record.fill({ startDate: "2099-05-04", personalEmail: corrected });
  await saveBar.saveAndSend.click();
  await record.undo.click();
  await expect(record.invitationStays(corrected)).toBeVisible();
  expect((await hireOf(page, id)).fields.personalEmail).toMatchObject({ value: personalEmail, source: "greenhouse" });
});

test("a send time is undone from its confirmation and later from the timeline, and one that sent the invitation offers no undo", async ({
  page,
  portal: { record, timeline },
  emptyOrganization,
}) => {
  await signIn(page, emptyOrganization.admin);
  await connect(page, emptyOrganization);
  const personalEmail = newAddress();
  await inGreenhouse("hire", { account: emptyOrganization.apiKey, lastName: "Planned", personalEmail, startsAt: null });
  await syncNow(page);
  const { id } = await findHire(page, "Planned");
  const planOf = async () => (await hireOf(page, id)).invitationPlan;
  const plan = async (time: "immediately" | "manually") => {
    await record.changeSendTime.click();
    await record.chooseSendTime(time);
    await record.saveSendTime();
  };
  await record.open(id);
  // A click before the page's scripts run is lost.
  await expect(record.form).not.toHaveAttribute("inert");
  await plan("manually");
  await record.undo.click();
  await expect(record.undone).toBeVisible();
  expect(await planOf()).toBeNull();

  await plan("manually");
  await expect(record.saved).toBeVisible();
  await page.reload();
  await expect(record.form).not.toHaveAttribute("inert");
  await timeline.undo.click();
  await expect(record.undone).toBeVisible();
  expect(await planOf()).toBeNull();

  await plan("manually");
  await record.fill({ startDate: "2099-05-04" });
  await record.save.click();
  await record.answerDate(true);
  await expect.poll(async () => (await hireOf(page, id)).status).toBe("on_hold");
  await plan("immediately");
  await expect(record.invitationSentTo(personalEmail)).toBeVisible();
  await expect(timeline.sentStays).toBeVisible();
  await expect(record.undo).toBeHidden();
  await expect(timeline.undo).toBeHidden();
  await expectAccessible(page);
});

test("a bulk edit says before how many change, clears only when that is chosen and allowed, and can be undone", async ({
  page,
  portal: { list, bulk },
  emptyOrganization,
}) => {
  await signIn(page, emptyOrganization.admin);
  await connect(page, emptyOrganization);
  for (const jobName of ["Chef", "Chef", "Baker"]) await hire(emptyOrganization, { jobName });
  await syncNow(page);
  await list.open("on_hold");
  await list.selectPage();
  await list.setField.click();
  await expect(bulk.update).toBeDisabled();
  await bulk.chooseOnlyField("startDate");
  await expect(bulk.clearRequiredField).toBeDisabled();
  await list.chooseField("startDate", "2106-01-05");
  await list.confirmField(3);
  await expect(bulk.dateQuestion).toBeVisible();
  // Escape answers the question, and says nothing of the edit behind it.
  await page.keyboard.press("Escape");
  await expect(bulk.dateQuestion).toBeHidden();
  await expect(bulk.newValue("startDate")).toHaveValue("2106-01-05");
  await expect(bulk.leaveQuestion).toBeHidden();
  await list.chooseField("jobTitle", "Chef");
  await expect(bulk.willChange(1, 3)).toBeVisible();
  await expect(bulk.willInvite(0)).toBeVisible();
  await expectAccessible(page);
  await list.confirmField(1);
  await expect(list.bulkDone(1)).toBeVisible({ timeout: 30_000 });
  await expect.poll(async () => (await jobs(page)).sort()).toEqual(["Chef", "Chef", "Chef"]);
  await list.undoBulk();
  await expect.poll(async () => (await jobs(page)).sort(), { timeout: 30_000 }).toEqual(["Baker", "Chef", "Chef"]);
  await expectAccessible(page);
});

test("five are sent to again in three clicks: it asks first, says how many links stop working, and the list shows the new time at once", async ({
  page,
  portal: { list, bulk, columns },
  emptyOrganization,
}) => {
  await signIn(page, emptyOrganization.admin);
  await connect(page, emptyOrganization);
  for (const lastName of ["One", "Two", "Three", "Four", "Five"]) await hire(emptyOrganization, { lastName, startsAt: "2099-01-05" });
  await syncNow(page);
  await expect.poll(() => countsOf(page)).toMatchObject({ invited: 5 });
  await list.open("invited");
  // The last moment of a row whose email is not sent yet is its start date, a day.
  await expect.poll(async () => (await columns.lastSent()).filter((moment) => moment.includes("T"))).toHaveLength(5);
  const before = await columns.lastSent();
  await list.selectPage();
  const counted = await hold(page, "**/api/bulk-actions/preview");
  await list.sendMany.click();
  await expect(bulk.send).toBeDisabled();
  counted();
  await expect(bulk.linksStop(5)).toBeVisible();
  await expectAccessible(page);
  await list.confirmSending();
  await expect(list.invitationsSent(5)).toBeVisible();
  await expect.poll(async () => (await columns.lastSent()).filter((moment) => moment > (before.toSorted().at(-1) ?? ""))).toHaveLength(5);
  await expect(list.rows).toHaveCount(5);
  expect(await list.coveredControls()).toEqual([]);
});

async function jobs(page: Page): Promise<string[]> {
  const answer = await page.request.get("/api/new-hires?limit=10");
  const { items } = (await answer.json()) as { items: { fields: { jobTitle: { value: string } } }[] };
  return items.map(({ fields }) => fields.jobTitle.value);
}
