import { expect } from "@playwright/test";
import { expectAccessible } from "@/e2e/fixtures/accessible";
import { endSessions } from "@/e2e/fixtures/accounts";
import { forgetSession, hireOf, hirePending } from "@/e2e/fixtures/portal-api";
import { type Organization, test } from "@/e2e/fixtures/test";
import type { Portal } from "@/e2e/pages/portal";

/** Hires someone who is pending, and opens the list with a search for them as a member of HR. Returns the id of the record. */
async function openSearched({ page, list }: Portal, organization: Organization): Promise<string> {
  const id = await hirePending(page, organization);
  await list.open("pending", "#search=nowak");
  await expect(list.rows).toHaveCount(1);
  // Whatever the page asks for at first has its session; an answer that it has ended would lead away before the flow does anything.
  await page.waitForLoadState("networkidle");
  return id;
}

test("rows that are selected when the session ends stay selected, and the action goes on once the person signs in on the page", async ({
  page,
  portal,
  emptyOrganization,
}) => {
  const id = await openSearched(portal, emptyOrganization);
  const { list, signInAgain } = portal;
  await list.selectRow(list.rows);
  await endSessions(emptyOrganization.hr.email);
  // A read, as the page makes them by itself every few seconds.
  await list.filters.click();
  await list.openValues("location");
  await expect(list.loadValuesAgain).toBeVisible();
  await list.closeFilters();
  await list.setField.click();
  await list.chooseField("location", "Oslo");
  await expect(signInAgain.question).toBeVisible();
  await expectAccessible(page);
  await signInAgain.signIn(emptyOrganization.hr.password);
  await expect(signInAgain.question).toBeHidden();
  await list.confirmField(1);
  await expect.poll(async () => (await hireOf(page, id)).fields.location.value).toBe("Oslo");
});

test("a session that ends in a searched list leads to the sign-in page and back to what was searched for", async ({
  page,
  portal,
  emptyOrganization,
}) => {
  await openSearched(portal, emptyOrganization);
  const { list } = portal;
  await endSessions(emptyOrganization.hr.email);
  await list.goTo("all");
  await expect(page).toHaveURL(/\/sign-in\?next=[^#]*#search=nowak$/);
  await portal.signIn.submit(emptyOrganization.hr);
  await expect(page).toHaveURL(/\/onboard\/new-hires\?[^#]*#search=nowak$/);
  await expect(list.search).toHaveValue("nowak");
  await expect(list.rows).toHaveCount(1);
  // Opened without a session, the server leads to the sign-in page.
  await forgetSession(page);
  await list.open("pending", "#search=nowak");
  await expect(page).toHaveURL(/\/sign-in\?next=[^#]*#search=nowak$/);
  await portal.signIn.submit(emptyOrganization.hr);
  await expect(page).toHaveURL(/\/onboard\/new-hires\?[^#]*#search=nowak$/);
  await expect(list.rows).toHaveCount(1);
});
