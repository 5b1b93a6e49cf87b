import { describe, expect, it } from "vitest";
import {
  formFields,
  isSameValue,
  type RecordValues,
  recordResolver,
  recordValues,
  storedValues,
} from "@/components/hires/record/record-values";
import { type HireField, hireFields } from "@/lib/hire-fields/fields";
import type { OwnField } from "@/lib/hire-fields/own/fields";
import type { NewHire } from "@/lib/hires/schema";

const empty = Object.fromEntries(hireFields.map((field) => [field, ""])) as RecordValues;

function resolved(values: RecordValues) {
  return recordResolver([])(values, undefined, { fields: {}, shouldUseNativeValidation: undefined });
}

describe("the record as the form holds it", () => {
  it("is a text for every field, empty where the record has nothing", () => {
    const fields = Object.fromEntries(hireFields.map((field) => [field, { value: field === "jobTitle" ? "Chef" : null }]));
    expect(recordValues({ fields } as NewHire, [])).toEqual({ ...empty, jobTitle: "Chef" });
  });
});

it("the form has the own fields that the page knows, and leaves one that was added since to the next look", () => {
  const own: OwnField[] = [{ key: "size", label: "Shirt size", type: "choice", choices: ["S"] }];
  const fields = {
    ...Object.fromEntries(hireFields.map((field) => [field, { value: null }])),
    x_size: { value: "L" },
    x_new: { value: "1" },
  };
  const hire = { fields } as unknown as NewHire;
  const values = recordValues(hire, own);
  expect([values.x_size, "x_new" in values]).toEqual(["L", false]);
  // A choice that is no longer offered stays one for this record.
  const known = formFields(hire, own);
  expect(known[0]?.choices).toEqual(["S", "L"]);
  expect(isSameValue(known)("x_size", "L", "L")).toBe(true);
});

describe("typed values as they would be stored", () => {
  it("lose the space around them, and count as missing where they are empty or not valid", () => {
    const typed = { ...empty, firstName: "  Ada ", personalEmail: "not an address", startDate: "2027-02-30", phone: "   " };
    expect(storedValues(typed, [])).toMatchObject({ firstName: "Ada", personalEmail: null, startDate: null, phone: null, lastName: null });
  });
});

describe("two texts of a field", () => {
  const cases: [HireField, string, string, boolean][] = [
    ["firstName", "Ada", " Ada ", true],
    ["firstName", "", "   ", true],
    ["firstName", "Ada", "ada", false],
    ["personalEmail", "ada@mail.test", "ada@mail.test ", true],
    ["personalEmail", "nowhere", "nowhere", false],
    ["startDate", "2027-05-03", "2027-05-04", false],
  ];
  it.each(cases)("of %s, %j and %j, are stored alike: %s", (field, a, b, same) => {
    expect(isSameValue([])(field, a, b)).toBe(same);
    expect(isSameValue([])(field, b, a)).toBe(same);
  });
});

describe("the form's own check", () => {
  it("lets valid and empty fields through: what is required is decided elsewhere", async () => {
    const typed = { ...empty, personalEmail: "ada@mail.test" };
    expect(await resolved(typed)).toEqual({ values: typed, errors: {} });
  });

  it("names every field that is not valid, with the reason that the API gives", async () => {
    const { errors } = await resolved({ ...empty, personalEmail: "nowhere", startDate: "tomorrow" });
    expect(Object.keys(errors)).toEqual(["personalEmail", "startDate"]);
    expect(errors.personalEmail).toMatchObject({ type: "invalid", message: expect.stringMatching(/\S/) });
  });
});
