import type { Page } from "@playwright/test";
import { connect, expect, expectAccessible, greenhouse, signIn, syncNow, test } from "@/e2e/fixtures/test";

const page0 = "/settings/new-hires";

async function countsOf(page: Page): Promise<Record<string, number>> {
  return (await (await page.request.get("/api/new-hires?limit=1")).json()).counts;
}

const save = (page: Page, title: string) => page.getByRole("button", { name: `Save changes: ${title}` });

test("a required field is said beforehand, moves hires in the background, and moves them back", async ({ page, emptyOrganization }) => {
  await signIn(page, emptyOrganization.admin);
  await connect(page, emptyOrganization);
  for (const startsAt of ["2020-01-06", "2020-01-07"]) await greenhouse("hire", { account: emptyOrganization.apiKey, startsAt });
  await syncNow(page);
  expect(await countsOf(page)).toMatchObject({ onHold: 2, pending: 0 });
  await page.goto(page0);
  await page.getByRole("checkbox", { name: "Preferred name" }).check();
  await expect(page.getByText("2 hires become pending.")).toBeVisible();
  await expectAccessible(page);
  await save(page, "Required fields").click();
  await expect(page.getByText("Last changed by Maren Olsen just now.")).toBeVisible();
  await expect.poll(async () => (await countsOf(page)).pending).toBe(2);
  await page.goto("/onboard/new-hires");
  await expect(page.getByText("Preferred name").first()).toBeVisible();
  await page.goto(page0);
  await page.getByRole("checkbox", { name: "Preferred name" }).uncheck();
  await expect(page.getByText("2 hires become complete.")).toBeVisible();
  await save(page, "Required fields").click();
  await expect.poll(async () => (await countsOf(page)).onHold).toBe(2);
});

test("an import rule leaves hires out, who are listed under Not imported and can be taken in by hand", async ({
  page,
  emptyOrganization,
}) => {
  await signIn(page, emptyOrganization.admin);
  await connect(page, emptyOrganization);
  await greenhouse("hire", { account: emptyOrganization.apiKey, startsAt: "2020-01-06", jobName: "Chef" });
  await greenhouse("hire", { account: emptyOrganization.apiKey, startsAt: "2020-01-06", jobName: "Baker" });
  await syncNow(page);
  await page.goto(page0);
  await page.getByRole("button", { name: "Add a rule" }).click();
  await page.getByLabel("Field of rule 1").selectOption("Job title");
  await page.getByLabel("Comparison of rule 1").selectOption("is none of");
  await page.getByLabel("Add a job title").fill("chef");
  await page.keyboard.press("Enter");
  await expect(page.getByText(/Leaves out 1 of those who are here/)).toBeVisible();
  await expectAccessible(page);
  await save(page, "Import rules").click();
  await expect.poll(async () => (await countsOf(page)).excluded).toBe(1);
  await page.goto("/onboard/new-hires?status=excluded");
  await expect(page.getByText("Left out by an import rule").first()).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("checkbox", { name: "Select this page" }).check();
  await page.getByRole("button", { name: "Take in" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Take in" }).click();
  await expect.poll(async () => (await countsOf(page)).onHold).toBe(2);
});

test("a custom field that was met in Greenhouse fills one of ours, after a preview on real hires", async ({ page, organization }) => {
  await signIn(page, organization.admin);
  await connect(page, organization);
  await page.goto(page0);
  await page.getByRole("button", { name: "Map a field" }).click();
  await page.getByLabel("Our field 2").selectOption("Preferred name");
  const source = page.getByLabel("Greenhouse’s field 2");
  const station = await source.getByRole("option", { name: /Favorite Station/i }).getAttribute("value");
  await source.selectOption(station ?? "");
  await page.getByRole("button", { name: "Preview on real hires" }).click();
  await expect(page.getByRole("cell", { name: "The Swan" }).first()).toBeVisible();
  await expectAccessible(page);
  await save(page, "Field mapping").click();
  await expect(page.getByText("Last changed by Maren Olsen").first()).toBeVisible();
  await expect
    .poll(async () => (await (await page.request.get("/api/new-hires?limit=1")).json()).items[0].fields.preferredName.value, {
      timeout: 60_000,
    })
    .toBe("The Swan");
});

test("HR reads that an admin decides, and is offered nothing", async ({ page, emptyOrganization }) => {
  await signIn(page, emptyOrganization.hr);
  await page.goto(page0);
  await expect(page.getByText(/An admin of your organization decides these/)).toBeVisible();
  await expect(page.getByRole("button", { name: /Save changes/ })).toHaveCount(0);
  await expectAccessible(page);
});
