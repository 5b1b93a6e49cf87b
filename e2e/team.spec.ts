import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { expect, expectAccessible, mailTo, signIn, test } from "@/e2e/fixtures/test";

test("an admin invites somebody, who chooses a password, works as HR, and is signed out when removed", async ({
  page,
  emptyOrganization,
  browser,
}) => {
  await signIn(page, emptyOrganization.admin);
  await page.goto("/settings/team");
  await expect(page.getByText("The last admin: make somebody else an admin first.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Remove Maren Olsen" })).toBeDisabled();
  const email = `noor.${randomUUID().slice(0, 8)}@northwind.example`;
  await page.getByRole("button", { name: "Invite somebody" }).click();
  await page.getByLabel("Name").fill("Noor Haddad");
  await page.getByLabel("Work e-mail").fill(email);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Send the invitation" }).click();
  await expect(page.getByText(`The invitation to ${email} is on its way.`)).toBeVisible();
  await expectAccessible(page);

  const link = /https?:\/\/\S+\/join\/[A-Za-z0-9_-]{43}/.exec((await mailTo(email)).text)?.[0] ?? "";
  const other = await browser.newContext();
  const theirs = await other.newPage();
  const opened = await theirs.goto(link);
  expect(opened?.headers()).toMatchObject({ "referrer-policy": "no-referrer", "x-robots-tag": "noindex" });
  await expect(theirs.getByRole("heading", { name: `Join ${emptyOrganization.name}` })).toBeVisible();
  await theirs.getByLabel("Password", { exact: true }).fill("qwertyuiop123");
  await theirs.getByLabel("The same again").fill("qwertyuiop123");
  await theirs.getByRole("button", { name: "Save and go on to sign in" }).click();
  await expect(theirs.getByText(/tried first/)).toBeVisible();
  await expectAccessible(theirs);
  const password = "four words that only noor knows";
  await theirs.getByLabel("Password", { exact: true }).fill(password);
  await theirs.getByLabel("The same again").fill(password);
  await theirs.getByRole("button", { name: "Save and go on to sign in" }).click();
  await theirs.waitForURL("**/sign-in");
  await signIn(theirs, { email, password });
  await theirs.goto("/settings/team");
  await expect(theirs.getByText(/An admin of your organization invites/)).toBeVisible();
  await theirs.goto(link);
  await expect(theirs.getByRole("heading", { name: "This link works no more" })).toBeVisible();
  await expectAccessible(theirs);

  await page.reload();
  await page.getByRole("button", { name: "Remove Noor Haddad" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove Noor Haddad" }).click();
  await expect(page.getByText("Noor Haddad is removed.")).toBeVisible();
  await theirs.goto("/onboard/new-hires");
  await expect(theirs).toHaveURL(/\/sign-in/);
  await other.close();
});

test("the audit log says in words who changed what, is filtered, and is taken out as CSV", async ({ page, emptyOrganization }) => {
  await signIn(page, emptyOrganization.admin);
  const { items } = await (await page.request.get("/api/team")).json();
  const jonas = items.find(({ name }: { name: string }) => name === "Jonas Lind");
  expect((await page.request.patch(`/api/team/${jonas.id}`, { data: { role: "admin" } })).status()).toBe(200);
  await page.goto("/settings/audit-log");
  await expect(page.getByText(/Maren Olsen changed the role of Jonas Lind/)).toBeVisible();
  await expect(page.getByText("hr → admin")).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel("What").selectOption("Hires");
  await expect(page.getByText("Nothing here")).toBeVisible();
  await expect(page).toHaveURL(/group=hires/);
  await page.getByLabel("What").selectOption("Team");
  await expect(page.getByText(/changed the role of/)).toBeVisible();
  await page.getByLabel("Who").pressSequentially("maren o", { delay: 60 });
  await expect(page.getByLabel("Who")).toHaveValue("maren o");
  await expect(page.getByText(/Maren Olsen changed the role of/)).toBeVisible();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Export CSV" }).click()]);
  expect(await readFile(await download.path(), "utf8")).toContain("team.role_changed");
});
