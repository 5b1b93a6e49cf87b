import { describe, expect, it } from "vitest";
import { type HireField, hireFields } from "@/lib/hire-fields/fields";
import { defaultSettings, isImported, packageFor } from "@/lib/settings/rules";
import { requiredFieldsSchema, settingSchemas } from "@/lib/settings/schema";

function valuesOf(some: Partial<Record<HireField, string>>): Record<HireField, string | null> {
  return Object.fromEntries(hireFields.map((field) => [field, some[field] ?? null])) as Record<HireField, string | null>;
}

describe("import rules", () => {
  const berlin = { field: "location", is: "any_of", values: ["Berlin", "Hamburg"] } as const;
  const noInterns = { field: "employmentType", is: "none_of", values: ["Intern"] } as const;

  it("take everybody where there are none", () => {
    expect(isImported(valuesOf({}), [])).toBe(true);
  });

  it("take whom every one lets through", () => {
    const rules = [
      { ...berlin, values: [...berlin.values] },
      { ...noInterns, values: [...noInterns.values] },
    ];
    expect(isImported(valuesOf({ location: "Berlin", employmentType: "Full-time" }), rules)).toBe(true);
    expect(isImported(valuesOf({ location: "Berlin", employmentType: "Intern" }), rules)).toBe(false);
    expect(isImported(valuesOf({ location: "Paris", employmentType: "Full-time" }), rules)).toBe(false);
  });

  it("look at neither case nor white space", () => {
    expect(isImported(valuesOf({ location: "  hamburg" }), [{ ...berlin, values: ["HAMBURG "] }])).toBe(true);
  });

  it("count a missing value as none of any list", () => {
    expect(isImported(valuesOf({}), [{ ...berlin, values: ["Berlin"] }])).toBe(false);
    expect(isImported(valuesOf({}), [{ ...noInterns, values: ["Intern"] }])).toBe(true);
  });
});

describe("the onboarding package", () => {
  const packages = [
    {
      name: "Engineers in Berlin",
      when: [
        { field: "location" as const, values: ["Berlin"] },
        { field: "department" as const, values: ["Engineering"] },
      ],
    },
    { name: "Berlin", when: [{ field: "location" as const, values: ["Berlin"] }] },
  ];

  it("is the first whose conditions all hold", () => {
    const setting = { packages, default: "Everybody" };
    expect(packageFor(valuesOf({ location: "Berlin", department: "Engineering" }), setting)).toBe("Engineers in Berlin");
    expect(packageFor(valuesOf({ location: "Berlin", department: "Sales" }), setting)).toBe("Berlin");
  });

  it("is the default one where none holds, and none where there is no default", () => {
    expect(packageFor(valuesOf({ location: "Paris" }), { packages, default: "Everybody" })).toBe("Everybody");
    expect(packageFor(valuesOf({ location: "Paris" }), { packages, default: null })).toBeNull();
  });
});

describe("the required fields", () => {
  it("keep the form's order and name each field once", () => {
    const { fields } = requiredFieldsSchema.parse({ fields: ["startDate", "personalEmail", "startDate"] });
    expect(fields).toEqual(["personalEmail", "startDate"]);
  });

  it("always hold the personal e-mail, without which no invitation can go out", () => {
    expect(requiredFieldsSchema.safeParse({ fields: ["firstName"] }).success).toBe(false);
  });
});

it.each(Object.keys(settingSchemas) as (keyof typeof settingSchemas)[])("the default of %s is one that could be saved", (name) => {
  expect(settingSchemas[name].parse(defaultSettings[name])).toEqual(defaultSettings[name]);
});
