import {
  connect,
  expect,
  expectAccessible,
  greenhouse,
  mailsTo,
  mailTo,
  paste,
  signIn,
  signInWithForm,
  syncNow,
  test,
} from "@/e2e/fixtures/test";
import { demoClients, demoKeys } from "@/e2e/sandbox/server";
import { addDays, utcDay } from "@/lib/platform/calendar";

const settings = "/settings/partner-integrations";

test("an admin pastes the credential, and hired candidates arrive and are invited by themselves", { tag: "@both" }, async ({
  page,
  organization,
  harvest,
}) => {
  await signInWithForm(page, organization.admin);
  await page.getByRole("link", { name: "Partner Integrations" }).first().click();
  await expectAccessible(page);
  await page
    .getByRole("link", { name: /Connect|Greenhouse/ })
    .first()
    .click();
  await paste(page, harvest, organization);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Check and connect" }).click();
  await expect(page.getByText("Greenhouse is connected.")).toBeVisible();
  await expect(page.getByText("Connected", { exact: true })).toBeVisible();
  await expect(page.getByText("••••cdef")).toBeVisible();
  await expect(page.getByText(organization.apiKey)).toHaveCount(0);
  await expect(page.getByText(organization.client.secret)).toHaveCount(0);
  await expect(
    page
      .getByText(/^\d+ rejected$/)
      .locator("visible=true")
      .first(),
  ).toBeVisible({ timeout: 30_000 });
  await expectAccessible(page);
  const invited = await (await page.request.get("/api/new-hires?status=invited&search=lukasz&limit=1")).json();
  await expect(async () => {
    const subjects = (await mailsTo(invited.items[0].fields.personalEmail.value)).map(({ subject }) => subject);
    expect(subjects).toContain(`Start your onboarding at ${organization.name}`);
  }).toPass({ timeout: 30_000 });
});

test("connecting asks for the go-live date: who starts before it is on hold and not mailed, until HR sends by hand", async ({
  page,
  emptyOrganization,
  harvest,
}) => {
  const dayIn = (days: number) => addDays(utcDay(new Date()), days);
  const starts = { [dayIn(20)]: "early@mail.test", [dayIn(60)]: "later@mail.test" };
  for (const [startsAt, personalEmail] of Object.entries(starts)) {
    await greenhouse("hire", { account: emptyOrganization.apiKey, startsAt, personalEmail });
  }
  await signIn(page, emptyOrganization.admin);
  await page.goto(`${settings}/greenhouse`);
  await paste(page, harvest, emptyOrganization);
  const goLive = page.getByLabel("Invite by itself only those who start on or after");
  await expect(goLive).toHaveValue(/^\d{4}-\d{2}-\d{2}$/);
  await goLive.fill("");
  await page.getByRole("button", { name: "Check and connect" }).click();
  await expect(page.getByText("This is not a date in the calendar.")).toBeVisible();
  await goLive.fill(dayIn(40));
  await page.getByRole("button", { name: "Check and connect" }).click();
  await expect(page.getByText("Greenhouse is connected.")).toBeVisible();
  await mailTo("later@mail.test");
  await page.goto("/onboard/new-hires?status=on_hold");
  const row = page.locator("tbody tr[data-hire]");
  await expect(row).toHaveCount(1);
  await expect(row.getByText("Starts before go-live")).toBeVisible();
  expect(await mailsTo("early@mail.test")).toEqual([]);
  await row.getByRole("checkbox").check();
  await page.getByRole("button", { name: "Send invitation" }).click();
  await mailTo("early@mail.test");
  expect(await mailsTo("later@mail.test")).toHaveLength(1);
});

const incomplete = {
  v1: [
    [{ apiKey: demoKeys.withoutOffers, client: demoClients.good }, /under Offers tick Get: List Offers/],
    [{ apiKey: demoKeys.withoutCandidates, client: demoClients.good }, /under Candidates tick Get: Retrieve Candidate/],
  ],
  v3: [[{ apiKey: demoKeys.good, client: demoClients.withoutOffers }, /tick harvest:offers:list/]],
} as const;

test("a credential without a needed permission is refused with the tick to set, and nothing is saved", { tag: "@both" }, async ({
  page,
  emptyOrganization,
  harvest,
}) => {
  await signIn(page, emptyOrganization.admin);
  for (const [credential, tick] of incomplete[harvest]) {
    await page.goto(`${settings}/greenhouse`);
    await paste(page, harvest, credential);
    await page.getByRole("button", { name: "Check and connect" }).click();
    await expect(page.getByRole("alert").filter({ hasText: tick })).toBeVisible();
    await expectAccessible(page);
    await page.reload();
    await expect(page.getByText("Not connected").first()).toBeVisible();
  }
});

test("a credential that Greenhouse does not know, and one with a space inside, are refused with the reason", { tag: "@both" }, async ({
  page,
  emptyOrganization,
  harvest,
}) => {
  await signIn(page, emptyOrganization.admin);
  await page.goto(`${settings}/greenhouse`);
  const unknown = { apiKey: "nobody-knows-this-key", client: { id: "client-that-nobody-knows", secret: "a-secret-that-nobody-knows" } };
  await paste(page, harvest, unknown);
  await page.getByRole("button", { name: "Check and connect" }).click();
  await expect(page.getByRole("alert").filter({ hasText: /Greenhouse does not know this key|Invalid client ID or secret/ })).toBeVisible();
  await paste(page, harvest, { apiKey: "two keys", client: { id: "two clients", secret: "secret" } });
  await page.getByRole("button", { name: "Check and connect" }).click();
  await expect(page.getByText(/no spaces or line breaks inside/)).toBeVisible();
});

test("an account without any offer can be connected", { tag: "@both" }, async ({ page, emptyOrganization }) => {
  await signIn(page, emptyOrganization.admin);
  await connect(page, emptyOrganization);
  await page.goto("/onboard/new-hires");
  await expect(page.getByText(/Nobody is pending/)).toBeVisible();
  await expectAccessible(page);
});

test("a revoked credential turns the connection to needs attention, says what to do, and a new one mends it", { tag: "@both" }, async ({
  page,
  organization,
  harvest,
}) => {
  const credential = harvest === "v1" ? `keys/${organization.apiKey}` : `clients/${organization.client.id}`;
  await signIn(page, organization.admin);
  await connect(page, organization);
  await greenhouse(`${credential}/revoke`);
  expect((await syncNow(page)).error.code).toBe("credential_rejected");
  await page.goto(`${settings}/greenhouse`);
  await expect(page.getByText("Needs attention").first()).toBeVisible();
  await expect(page.getByText(/was revoked or deleted/).first()).toBeVisible();
  await expectAccessible(page);
  await greenhouse(`${credential}/restore`);
  await connect(page, organization);
  await page.reload();
  await expect(page.getByText("Connected", { exact: true })).toBeVisible();
});

test("HR sees the connection and cannot change it", { tag: "@both" }, async ({ page, emptyOrganization }) => {
  await signIn(page, emptyOrganization.hr);
  await page.goto(`${settings}/greenhouse`);
  await expect(page.getByText(/admin/i).first()).toBeVisible();
  await expect(page.getByRole("tab")).toHaveCount(0);
  const answer = await page.request.put("/api/partner-integrations/greenhouse", { data: { apiVersion: "v1", apiKey: "some-key" } });
  expect(answer.status()).toBe(403);
});
