import { expect, type Page } from "@playwright/test";
import { expectAccessible } from "@/e2e/fixtures/accessible";
import { inGreenhouse } from "@/e2e/fixtures/control";
import { hold } from "@/e2e/fixtures/network/hold";
import { connect, signIn, syncNow } from "@/e2e/fixtures/portal-api";
import { type Organization, test } from "@/e2e/fixtures/test";
import { newHiresPage, resetRequestPage } from "@/lib/platform/paths/pages";

const scripts = "**/_next/static/**/*.js";

/** Signs in, and hires two people who are pending. */
async function hireTwo(page: Page, organization: Organization): Promise<void> {
  const account = organization.apiKey;
  await signIn(page, organization.admin);
  await connect(page, organization);
  await inGreenhouse("hire", { account, firstName: "Ida", lastName: "Nowak", personalEmail: null });
  await inGreenhouse("hire", { account, firstName: "Kay", lastName: "Board", personalEmail: null });
  await syncNow(page);
}

/** Moves in the browser's history as its buttons do, also where nothing is to follow. */
async function go(page: Page, steps: number): Promise<void> {
  await page.evaluate((by) => window.history.go(by), steps);
}

test("neither Back, nor Forward, nor a key, nor a link drops what was typed into a record without asking", async ({
  page,
  portal: { list, record },
  emptyOrganization,
}) => {
  await hireTwo(page, emptyOrganization);
  await list.open();
  await list.hire("Ida Nowak").click();
  await record.titled("Ida Nowak").waitFor();
  await record.next.or(record.previous).first().click();
  await record.titled("Kay Board").waitFor();
  await go(page, -1);
  await record.titled("Ida Nowak").waitFor();

  // The record stands between the list and another record.
  const address = page.url();
  const location = record.field("location");
  await record.fill({ location: "Oslo" });
  for (const steps of [-1, 1]) {
    await go(page, steps);
    await expect(record.leaveQuestion).toBeVisible();
    await expect(page).toHaveURL(address);
    await record.keepEditing();
    await expect(location).toHaveValue("Oslo");
  }
  await location.focus();
  await go(page, -1);
  await expect(record.leaveQuestion).toBeVisible();
  await expectAccessible(page);
  // A second Back is no answer.
  await go(page, -1);
  await expect(page).toHaveURL(address);
  await page.keyboard.press("Escape");
  await expect(record.leaveQuestion).toBeHidden();
  await expect(location).toBeFocused();
  await location.blur();
  for (const key of ["j", "k", "u"]) {
    await page.keyboard.press(key);
    if (key === "u" || (await record.leaveQuestion.isVisible())) await record.keepEditing();
    await expect(page).toHaveURL(address);
    await expect(location).toHaveValue("Oslo");
  }
  await record.tryToLeave();
  await expect(location).toHaveValue("Oslo");

  await go(page, 1);
  await record.discardChanges();
  await record.titled("Kay Board").waitFor();
  await go(page, -1);
  await record.titled("Ida Nowak").waitFor();
  await expect(location).not.toHaveValue("Oslo");
  await go(page, -1);
  await expect(list.rows).toHaveCount(2);
});

test("no link of a searched list drops what was typed, and the way that is gone has the search still", async ({
  page,
  portal: { list, record },
  emptyOrganization,
}) => {
  await hireTwo(page, emptyOrganization);
  await list.open();
  await list.search.fill("ida");
  await expect(list.rows).toHaveCount(1);
  await list.search.fill("a");
  await expect(list.rows).toHaveCount(2);
  await expect(page).toHaveURL(/#search=a$/);
  await list.hire("Ida Nowak").click();
  await record.titled("Ida Nowak").waitFor();
  await record.fill({ location: "Oslo" });
  for (const link of [record.next.or(record.previous).first(), record.above]) {
    await link.click();
    await record.keepEditing();
    await expect(record.field("location")).toHaveValue("Oslo");
  }
  await record.above.click();
  await record.discardChanges();
  await expect(list.rows).toHaveCount(2);
  await expect(page).toHaveURL(/#search=a$/);
});

test("a reload asks first while something is typed, and only then", async ({ page, portal: { list, record }, emptyOrganization }) => {
  await hireTwo(page, emptyOrganization);
  await list.open();
  await list.hire("Ida Nowak").click();
  await record.titled("Ida Nowak").waitFor();
  const asked: string[] = [];
  page.on("dialog", (dialog) => {
    asked.push(dialog.type());
    void dialog.accept();
  });
  await page.reload();
  expect(asked).toEqual([]);
  await record.fill({ location: "Oslo" });
  await page.reload();
  expect(asked).toEqual(["beforeunload"]);
});

test("what is typed while a page's scripts are still on their way counts, and no form is sent without them", async ({
  page,
  portal: { reset, list },
  emptyOrganization,
}) => {
  const letThrough = await hold(page, scripts);
  await page.goto(resetRequestPage, { waitUntil: "commit" });
  await reset.email.fill("nobody@northwind.example");
  await expect(reset.send).toBeDisabled();
  letThrough();
  await reset.send.click();
  await expect(reset.sentTo("nobody@northwind.example")).toBeVisible();

  await signIn(page, emptyOrganization.admin);
  await connect(page, emptyOrganization);
  await page.unrouteAll();
  const letThroughAgain = await hold(page, scripts);
  await page.goto(`${newHiresPage}?status=pending`, { waitUntil: "commit" });
  await list.search.fill("nowak");
  letThroughAgain();
  await page.waitForURL("**search=nowak**");
});
