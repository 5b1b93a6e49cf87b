import { randomUUID } from "node:crypto";
import { devices } from "@playwright/test";
import {
  connect,
  expect,
  expectAccessible,
  greenhouse,
  linkIn,
  mailsTo,
  mailTo,
  type Organization,
  signIn,
  syncNow,
  test,
} from "@/e2e/fixtures/test";
import { signedId } from "@/lib/email/return-path";
import { asOrganizationId, inOrganization } from "@/lib/platform/db";

/** Hires somebody, syncs, and answers the record with the mail's link. */
async function invite(page: import("@playwright/test").Page, organization: Organization, more: Record<string, unknown> = {}) {
  const personalEmail = `hire.${randomUUID().slice(0, 8)}@mail.test`;
  await greenhouse("hire", { account: organization.apiKey, personalEmail, ...more });
  await syncNow(page);
  const { items } = await (await page.request.get(`/api/new-hires?search=${personalEmail}`)).json();
  return { personalEmail, hire: items[0] };
}

async function hireOf(page: import("@playwright/test").Page, id: string) {
  return (await page.request.get(`/api/new-hires/${id}`)).json();
}

test("a new hire starts onboarding on a phone, once, and the same link says so afterwards", async ({
  page,
  emptyOrganization,
  browser,
}) => {
  await signIn(page, emptyOrganization.admin);
  await connect(page, emptyOrganization);
  const { personalEmail, hire } = await invite(page, emptyOrganization);
  const link = linkIn(await mailTo(personalEmail));
  const { defaultBrowserType: _, ...phone } = devices["Pixel 7"];
  const pocket = await browser.newContext({ ...phone });
  const phonePage = await pocket.newPage();
  await phonePage.goto(link);
  await expect(phonePage.getByText(emptyOrganization.name).first()).toBeVisible();
  expect(await phonePage.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  await expectAccessible(phonePage);

  await phonePage.getByText("Something is not right?").click();
  await phonePage.getByRole("textbox").fill("My first name is spelled with a y.");
  await phonePage.getByRole("button", { name: "Send to HR" }).click();
  await expect(phonePage).toHaveURL(/note=sent/);
  await expectAccessible(phonePage);
  expect((await hireOf(page, hire.id)).attention).toContain("note_from_new_hire");

  await phonePage.getByRole("button", { name: "Start onboarding" }).click();
  await expect(phonePage.getByText(/Your onboarding has started/)).toBeVisible();
  await phonePage.goto(link);
  await expect(phonePage.getByText(/Your onboarding has started/)).toBeVisible();
  expect(await hireOf(page, hire.id)).toMatchObject({ status: "started", invitations: [{ status: "accepted" }] });
  const { items } = await (await page.request.get(`/api/new-hires/${hire.id}/timeline`)).json();
  expect(items.map(({ event }: { event: string }) => event)).toEqual(
    expect.arrayContaining(["synced", "invitation_queued", "invitation_sent", "note", "accepted"]),
  );
  await page.goto(`/onboard/new-hires/${hire.id}`);
  await expect(page.getByText("My first name is spelled with a y.")).toBeVisible();
  await expectAccessible(page);
  await pocket.close();
});

test("an expired link says so, with nothing about the person, and a replaced one where the newer went", async ({
  page,
  emptyOrganization,
}) => {
  await signIn(page, emptyOrganization.admin);
  await connect(page, emptyOrganization);
  const expiring = await invite(page, emptyOrganization);
  const link = linkIn(await mailTo(expiring.personalEmail));
  const status = (await page.request.get(link)).status();
  const { organizationId } = (await inOrganizationOf(expiring.hire.id)) ?? { organizationId: "" };
  await inOrganization(asOrganizationId(organizationId), (tx) =>
    tx.invitation.updateMany({ where: { newHireId: expiring.hire.id }, data: { expiresAt: new Date(0) } }),
  );
  await page.goto(link);
  await expect(page.getByRole("heading", { name: "This link has expired" })).toBeVisible();
  await expect(page.getByText(emptyOrganization.name)).toHaveCount(0);
  await expectAccessible(page);

  const replaced = await invite(page, emptyOrganization);
  const older = linkIn(await mailTo(replaced.personalEmail));
  expect((await page.request.post(`/api/new-hires/${replaced.hire.id}/invitations`)).status()).toBe(201);
  await page.goto(older);
  const masked = `${replaced.personalEmail[0]}•••@mail.test`;
  await expect(page.getByText(masked)).toBeVisible();
  await expect(page.getByText(replaced.personalEmail)).toHaveCount(0);
  // Every link is answered alike, so that the status tells nobody anything.
  for (const one of [link, older, `${new URL(link).origin}/onboarding/${"A".repeat(43)}`]) {
    expect((await page.request.get(one)).status()).toBe(status);
  }
});

/** Whose hire it is; the tests share the portal's database. */
async function inOrganizationOf(newHireId: string): Promise<{ organizationId: string } | null> {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  try {
    return (await client.query('SELECT "organizationId" FROM "NewHire" WHERE id = $1', [newHireId])).rows[0] ?? null;
  } finally {
    await client.end();
  }
}

test("a mail that came back shows why, and the corrected address is sent to in two clicks", async ({ page, emptyOrganization }) => {
  await signIn(page, emptyOrganization.admin);
  await connect(page, emptyOrganization);
  const { personalEmail, hire } = await invite(page, emptyOrganization);
  await mailTo(personalEmail);
  const invitationId = (await hireOf(page, hire.id)).invitations[0].id;
  const told = await page.request.post("/api/webhooks/email/postmark", {
    headers: { authorization: `Basic ${Buffer.from("any:mail-events-password-of-the-tests").toString("base64")}` },
    data: {
      RecordType: "Bounce",
      Type: "HardBounce",
      TypeCode: 1,
      ID: 7,
      MessageID: randomUUID(),
      Description: "The server was unable to deliver your message (unknown user).",
      BouncedAt: new Date().toISOString(),
      Metadata: { invitation: signedId(invitationId) },
    },
  });
  expect(told.status()).toBe(200);
  await page.goto(`/onboard/new-hires/${hire.id}`);
  await expect(page.getByText(/unknown user/).first()).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Correct address and send" }).click();
  const corrected = `corrected.${randomUUID().slice(0, 8)}@mail.test`;
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type(corrected);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByRole("button", { name: "Send to the new address" }).click();
  await mailTo(corrected);
  expect(await hireOf(page, hire.id)).toMatchObject({ status: "invited", attention: [] });
});

test("an admin rewrites the mail, sees it as a hire will, and the next invitation says it", async ({ page, emptyOrganization }) => {
  await signIn(page, emptyOrganization.admin);
  await connect(page, emptyOrganization);
  await page.goto("/settings/invitations");
  await expectAccessible(page);
  const body = page.getByLabel("Text", { exact: true });
  await body.fill("We look forward to you as {{nickname}}.");
  await expect(page.getByText(/There is no/).first()).toBeVisible();
  await expectAccessible(page);
  await body.fill("We look forward to you as our {{jobTitle}}.\n\nBring a good book.");
  const preview = page.frameLocator("iframe");
  await expect(preview.getByText("Bring a good book.")).toBeVisible();
  await page.getByRole("button", { name: "Send me a test" }).click();
  await mailTo(emptyOrganization.admin.email);
  await page.getByRole("button", { name: /^Save/ }).click();
  await expect.poll(async () => (await (await page.request.get("/api/settings/invitations")).json()).version).toBe(1);
  const { personalEmail } = await invite(page, emptyOrganization);
  const mail = await mailTo(personalEmail);
  expect(mail.text).toContain("Bring a good book.");
  expect(mail.html).toContain("Bring a good book.");
});

test("an invitation waits for the day that HR chose, and can be sent before", async ({ page, emptyOrganization }) => {
  await signIn(page, emptyOrganization.admin);
  await connect(page, emptyOrganization);
  const { version, updatedBy: _, updatedAt: __, ...settings } = await (await page.request.get("/api/settings/invitations")).json();
  const byHand = { ...settings, version, timing: { mode: "by_hand", days: 7 } };
  expect((await page.request.put("/api/settings/invitations", { data: byHand })).status()).toBe(200);
  const { personalEmail, hire } = await invite(page, emptyOrganization);
  expect(hire).toMatchObject({ status: "on_hold", attention: ["by_hand"] });
  const planned = await page.request.put(`/api/new-hires/${hire.id}/invitation-plan`, {
    data: { version: hire.version, mode: "on_date", date: "2099-01-15" },
  });
  expect(await planned.json()).toMatchObject({ status: "on_hold", attention: ["scheduled"], sendOn: "2099-01-15" });
  await page.goto(`/onboard/new-hires/${hire.id}`);
  await expect(page.getByText(/15 January 2099/).first()).toBeVisible();
  await expectAccessible(page);
  expect(await mailsTo(personalEmail)).toEqual([]);
  await page.getByRole("button", { name: "Send now" }).click();
  await mailTo(personalEmail);
});
