import { connect, expect, expectAccessible, mailsTo, signIn, signInWithForm, syncNow, test } from "@/e2e/fixtures/test";
import { demoKeys } from "@/e2e/sandbox/server";

const settings = "/settings/partner-integrations";

test("an admin pastes the key, and hired candidates arrive and are invited by themselves", async ({ page, organization }) => {
  await signInWithForm(page, organization.admin);
  await page.getByRole("link", { name: "Partner Integrations" }).first().click();
  await expectAccessible(page);
  await page
    .getByRole("link", { name: /Connect|Greenhouse/ })
    .first()
    .click();
  await page.getByLabel("Greenhouse", { exact: true }).fill(`  ${organization.apiKey}\n`);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Check and connect" }).click();
  await expect(page.getByText("Greenhouse is connected.")).toBeVisible();
  await expect(page.getByText("Connected", { exact: true })).toBeVisible();
  await expect(page.getByText("••••cdef")).toBeVisible();
  await expect(page.getByText(organization.apiKey)).toHaveCount(0);
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

for (const [key, group, tick] of [
  [demoKeys.withoutOffers, "Offers", "Get: List Offers"],
  [demoKeys.withoutCandidates, "Candidates", "Get: Retrieve Candidate"],
] as const) {
  test(`a key without ${tick} is refused with the tick to set, and nothing is saved`, async ({ page, emptyOrganization }) => {
    await signIn(page, emptyOrganization.admin);
    await page.goto(`${settings}/greenhouse`);
    await page.getByLabel("Greenhouse", { exact: true }).fill(key);
    await page.getByRole("button", { name: "Check and connect" }).click();
    const alert = page.getByRole("alert").filter({ hasText: "Manage Permissions" });
    await expect(alert).toContainText(`under ${group} tick ${tick}`);
    await expectAccessible(page);
    await page.reload();
    await expect(page.getByText("Not connected").first()).toBeVisible();
  });
}

test("a key that Greenhouse does not know, and one with a line break inside, are refused with the reason", async ({
  page,
  emptyOrganization,
}) => {
  await signIn(page, emptyOrganization.admin);
  await page.goto(`${settings}/greenhouse`);
  const field = page.getByLabel("Greenhouse", { exact: true });
  await field.fill("nobody-knows-this-key");
  await page.getByRole("button", { name: "Check and connect" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Greenhouse does not" })).toBeVisible();
  await field.fill("two keys");
  await page.getByRole("button", { name: "Check and connect" }).click();
  await expect(page.getByText(/no spaces or line breaks inside/)).toBeVisible();
});

test("an account without any offer can be connected", async ({ page, emptyOrganization }) => {
  await signIn(page, emptyOrganization.admin);
  await connect(page, emptyOrganization);
  await page.goto("/onboard/new-hires");
  await expect(page.getByText(/Nobody is pending/)).toBeVisible();
  await expectAccessible(page);
});

test("a revoked key turns the connection to needs attention, says what to do, and a new key mends it", async ({ page, organization }) => {
  await signIn(page, organization.admin);
  await connect(page, organization);
  await fetch(`${process.env.SANDBOX_URL}/control/keys/${organization.apiKey}/revoke`, { method: "POST" });
  expect((await syncNow(page)).error.code).toBe("credential_rejected");
  await page.goto(`${settings}/greenhouse`);
  await expect(page.getByText("Needs attention").first()).toBeVisible();
  await expect(page.getByText(/was revoked or deleted/).first()).toBeVisible();
  await expectAccessible(page);
  await fetch(`${process.env.SANDBOX_URL}/control/keys/${organization.apiKey}/restore`, { method: "POST" });
  await connect(page, organization);
  await page.reload();
  await expect(page.getByText("Connected", { exact: true })).toBeVisible();
});

test("HR sees the connection and cannot change it", async ({ page, emptyOrganization }) => {
  await signIn(page, emptyOrganization.hr);
  await page.goto(`${settings}/greenhouse`);
  await expect(page.getByText(/admin/i).first()).toBeVisible();
  await expect(page.getByLabel("Greenhouse", { exact: true })).toHaveCount(0);
  const answer = await page.request.put("/api/partner-integrations/greenhouse", { data: { apiVersion: "v1", apiKey: "some-key" } });
  expect(answer.status()).toBe(403);
});
