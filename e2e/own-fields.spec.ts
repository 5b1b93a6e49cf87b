import { expect } from "@playwright/test";
import { expectAccessible } from "@/e2e/fixtures/accessible";
import { connect, hireAndSync, hireOf, signIn } from "@/e2e/fixtures/portal-api";
import { test } from "@/e2e/fixtures/test";
import { mailTo } from "@/e2e/pages/mails";
import { shirtSizeOf } from "@/e2e/sandbox/world/model";

const size = { label: "Shirt size", type: "choice" as const, choices: ["S", "M", "L", "XL"] };
const desk = { label: "Desk number", type: "number" as const };

test("a field that the organization adds and requires keeps hires pending until HR fills it in", { tag: "@both" }, async ({
  page,
  portal: { importSettings, ownFields, list, record },
  emptyOrganization,
}) => {
  await signIn(page, emptyOrganization.admin);
  await connect(page, emptyOrganization);
  await importSettings.open();
  await ownFields.add(size);
  await ownFields.add(desk);
  await expectAccessible(page);
  await ownFields.save();
  await expect(ownFields.saved).toBeVisible();
  await ownFields.required(desk.label).check();
  await importSettings.save("requiredFields");
  await expect(importSettings.savedBy("requiredFields", "Maren Olsen", "just now")).toBeVisible();

  const { id, ...person } = await hireAndSync(page, emptyOrganization);
  expect(await hireOf(page, id)).toMatchObject({ status: "pending", missingFields: ["x_desk_number"] });
  await list.open();
  await expect(ownFields.row(person.lastName)).toContainText(desk.label);
  await record.open(id);
  await expect(ownFields.text(desk.label)).toBeFocused();
  await ownFields.text(desk.label).fill("seven");
  await record.save.click();
  await expect(record.showing("Enter a number like 40 or 37.5.")).toBeVisible();
  await expectAccessible(page);
  await ownFields.text(desk.label).fill("07");
  await ownFields.choose(size.label, "L");
  await record.save.click();
  await expect(record.invitationSentTo(person.personalEmail ?? "")).toBeVisible();
  await mailTo(person.personalEmail ?? "");
  expect((await hireOf(page, id)).fields).toMatchObject({
    x_desk_number: { value: "7", source: "hr" },
    x_shirt_size: { value: "L", source: "hr" },
  });

  await importSettings.open();
  await ownFields.remove(desk.label);
  await expect(ownFields.refusal).toContainText("Desk number is in use");
});

test("the list finds, shows and edits hires by an added field, which Greenhouse can fill", { tag: "@both" }, async ({
  page,
  portal: { importSettings, ownFields, list, bulk },
  emptyOrganization,
}) => {
  await signIn(page, emptyOrganization.admin);
  await connect(page, emptyOrganization);
  const first = await hireAndSync(page, emptyOrganization);
  await importSettings.open();
  await ownFields.add(size);
  await ownFields.save();
  await expect(ownFields.saved).toBeVisible();
  await importSettings.mapOwnField(size.label, /Shirt size/i);
  await importSettings.save("fieldMapping");
  const sizeOf = async (id: string) => (await hireOf(page, id)).fields.x_shirt_size.value;
  await expect.poll(() => sizeOf(first.id)).toBe(shirtSizeOf({ id: first.candidateId }));
  const people = [first];
  for (let more = 0; more < 3; more++) people.push(await hireAndSync(page, emptyOrganization));
  const sizes = people.map(({ candidateId }) => shirtSizeOf({ id: candidateId }));
  expect(await Promise.all(people.map(({ id }) => sizeOf(id)))).toEqual(sizes);

  const wanted = [...new Set(sizes.filter((one) => one !== null))].slice(0, 2);
  const found = sizes.filter((one) => one !== null && wanted.includes(one)).length;
  await list.open("invited");
  await expect(list.rows).toHaveCount(people.length);
  await ownFields.addColumn(size.label);
  await expect(ownFields.heading(size.label)).toBeVisible();
  await ownFields.filterBy(size.label, ...wanted);
  for (const value of wanted) await expect(ownFields.chip(size.label, value)).toBeVisible();
  await expect(list.rows).toHaveCount(found);
  expect(new URL(page.url()).search).not.toContain("x_shirt_size=");
  await page.reload();
  await expect(list.rows).toHaveCount(found);
  await expectAccessible(page);

  const other = ["S", "M", "L", "XL"].find((one) => !wanted.includes(one)) ?? "";
  await list.selectPage();
  await list.setField.click();
  await ownFields.setForMany(size.label, other);
  await expect(bulk.willChange(found, found)).toBeVisible();
  await bulk.update.click();
  const after = sizes.map((one) => (one !== null && wanted.includes(one) ? other : one));
  await expect.poll(() => Promise.all(people.map(({ id }) => sizeOf(id)))).toEqual(after);
});
