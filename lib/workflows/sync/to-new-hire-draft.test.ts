import { describe, expect, it } from "vitest";
import type { Candidate, JobDetails, TypedValue } from "@/lib/greenhouse/connector";
import { type HireField, hireFields } from "@/lib/hire-fields/fields";
import type { OwnField } from "@/lib/hire-fields/own/fields";
import { parseField } from "@/lib/hire-fields/rules";
import type { OfferState } from "@/lib/offers/rules";
import { asApplicationId, asCandidateId, asOfferId } from "@/lib/platform/ids";
import { appliedMappings, type Mapping } from "@/lib/settings/mapping/rules";
import { defaultSettings } from "@/lib/settings/rules";
import { mappedOfferValues, toNewHireDraft } from "@/lib/workflows/sync/to-new-hire-draft";

// As Greenhouse's own documentation shows a candidate and an offer.
const candidate: Candidate = {
  id: asCandidateId(53883394),
  firstName: "John",
  lastName: "Locke",
  preferredName: null,
  emails: [
    { type: "work", value: "test@work.com" },
    { type: "personal", value: "test@example.com" },
  ],
  phones: [{ type: "mobile", value: "555-555-5555" }],
  addresses: [{ type: "home", value: "123 City Street\nNew York, Ny 10001" }],
  customFields: [{ key: "nickname", name: "Nickname", value: "Johnny" }],
};
const job: JobDetails = {
  name: "DevOps Engineer",
  department: "Engineering",
  location: "Berlin",
  managerName: "Kate Austen",
  customFields: [{ key: "requisition_id", name: "Requisition ID", value: "R-17" }],
};
const offer: OfferState = {
  id: asOfferId(1142785),
  applicationId: asApplicationId(69102626),
  candidateId: asCandidateId(53883394),
  version: 1,
  status: "accepted",
  startsOn: "2018-07-20",
  customValues: { employment_type: "Contractor", grade: "L4" },
  resolvedAt: new Date("2018-06-06T20:23:43.387Z"),
  updatedAt: new Date("2018-06-06T20:23:43.388Z"),
};

function mapping(field: HireField, from: Mapping["from"], key: string, more: Partial<Omit<Mapping, "field">> = {}): Mapping {
  return { field, from, key, translate: [], unknown: "keep", ...more };
}

function draftOf(
  person: Partial<Candidate> = {},
  its: { offer?: Partial<OfferState>; job?: Partial<JobDetails>; mappings?: Mapping[] } = {},
) {
  const hired = {
    candidate: { ...candidate, ...person },
    job: { ...job, ...its.job },
    applicationFields: [{ key: "site", name: "Site", value: "Hamburg" }],
    team: { recruiter: "Ida Nowak", coordinator: undefined },
    applicationId: offer.applicationId,
    offer: { ...offer, ...its.offer },
  };
  return toNewHireDraft(hired, its.mappings ?? appliedMappings(defaultSettings.field_mapping.mappings, []));
}

describe("a custom field that is mapped", () => {
  const mapped: Mapping[] = [
    mapping("preferredName", "candidate", "nickname"),
    mapping("location", "application", "site"),
    mapping("department", "offer", "grade"),
  ];

  it("fills its field, from wherever it is, in place of where that comes from otherwise", () => {
    expect(draftOf({}, { mappings: mapped }).values).toMatchObject({
      preferredName: "Johnny",
      location: "Hamburg",
      department: "L4",
      employmentType: null,
    });
  });

  it("without a value leaves the field to where it comes from otherwise", () => {
    const customFields = [{ key: "nickname", name: "Nickname", value: "  " }];
    const offer = { customValues: {} };
    expect(draftOf({ preferredName: "Jack", customFields }, { offer, mappings: mapped }).values).toMatchObject({
      preferredName: "Jack",
      department: "Engineering",
    });
  });

  it("is held to the field's own rule: what is not valid counts as missing and is kept for HR to see", () => {
    const draft = draftOf(
      { customFields: [{ key: "day", name: "Day", value: "soon" }] },
      {
        mappings: [mapping("startDate", "candidate", "day")],
      },
    );
    expect([draft.values.startDate, draft.greenhouseValues.startDate, draft.problems.startDate]).toEqual([null, "soon", "invalid"]);
  });

  it("of an offer is all that is kept of its custom fields", () => {
    const fields = [
      { key: "grade", name: "Grade", value: "L4" },
      { key: "salary", name: "Salary", value: "Around $100k" },
    ];
    const openingFields = [
      { key: "opening_id", name: "Opening ID", value: "17-1" },
      { key: "grade", name: "Grade", value: "L9" },
    ];
    const ofOpening = [...mapped, mapping("employmentType", "opening", "opening_id")];
    expect(mappedOfferValues({ customFields: fields, openingFields }, ofOpening)).toEqual({ grade: "L4", "opening opening_id": "17-1" });
  });

  it("may be one of the job, or of the opening that the offer filled", () => {
    const mappings = [mapping("managerName", "job", "requisition_id"), mapping("employmentType", "opening", "opening_id")];
    const its = { offer: { customValues: { "opening opening_id": "17-1", opening_id: "not this" } }, mappings };
    expect(draftOf({}, its).values).toMatchObject({ managerName: "R-17", employmentType: "17-1" });
  });
});

describe("a mapped field that this connection can't know", () => {
  const mappings = [mapping("employmentType", "job", "requisition_id"), mapping("preferredName", "opening", "opening_id")];

  it("stays as it is stored, whether it is of the job or of the opening", () => {
    const draft = draftOf({}, { job: { customFields: undefined }, mappings });
    expect(draft.unknownFields).toEqual(["preferredName", "employmentType"]);
  });

  it("is empty where it is known to be", () => {
    const { customValues } = { customValues: mappedOfferValues({ customFields: [], openingFields: [] }, mappings) };
    expect(customValues).toEqual({ "opening opening_id": null });
    expect(draftOf({}, { job: { customFields: [] }, offer: { customValues }, mappings }).unknownFields).toEqual([]);
  });
});

it("a role of the hiring team is mapped by its name, and one that this connection can't know leaves the field as it was", () => {
  const draft = draftOf(
    {},
    { mappings: [mapping("managerName", "application", "recruiter"), mapping("preferredName", "application", "coordinator")] },
  );
  expect(draft.values.managerName).toBe("Ida Nowak");
  expect(draft.unknownFields).toEqual(["preferredName"]);
});

it("a mapped own field is read by its type, and one that is not valid is kept for HR to see", () => {
  const size: OwnField = { key: "size", label: "Shirt size", type: "choice", choices: ["Hamburg", "L"] };
  const badge: OwnField = { key: "badge", label: "Badge", type: "number" };
  const own = [size, badge];
  const mappings = appliedMappings(
    [
      { field: "x_size", from: "application", key: "site", translate: [], unknown: "keep" },
      { field: "x_badge", from: "application", key: "site", translate: [], unknown: "keep" },
      { field: "x_gone", from: "application", key: "site", translate: [], unknown: "keep" },
    ],
    own,
  );
  const { values, greenhouseValues, problems } = draftOf({}, { mappings });
  expect([values.x_size, values.x_badge, greenhouseValues.x_badge, problems.x_badge]).toEqual(["Hamburg", null, "Hamburg", "invalid"]);
  expect(Object.keys(values)).not.toContain("x_gone");
});

describe("a mapped value is translated", () => {
  const translate = [
    { from: "FT", to: "Full-time" },
    { from: "Contractor", to: "Contract" },
  ];
  const of = (value: string, unknown: Mapping["unknown"]) => {
    const mappings = [mapping("employmentType", "offer", "employment_type", { translate, unknown })];
    const { values, greenhouseValues, problems } = draftOf({}, { offer: { customValues: { employment_type: value } }, mappings });
    return [values.employmentType, greenhouseValues.employmentType, problems.employmentType];
  };

  it.each(["FT", " ft ", "Ft", "F\u{54}"])("whatever its capitals and spaces are: %j", (value) => {
    for (const unknown of ["keep", "empty", "pending"] as const) expect(of(value, unknown)).toEqual(["Full-time", "Full-time", undefined]);
  });

  it("whatever its Unicode form is", () => {
    const translate = [{ from: "Cadr\u00e9 plein", to: "Full-time" }];
    const mappings = [mapping("employmentType", "offer", "employment_type", { translate, unknown: "pending" })];
    const { values } = draftOf({}, { offer: { customValues: { employment_type: "Cadre\u0301  plein" } }, mappings });
    expect(values.employmentType).toBe("Full-time");
  });

  it.each([
    ["keep", "Seasonal", undefined],
    ["empty", null, "left_empty"],
    ["pending", null, "untranslated"],
  ] as const)("and one that no translation names: %s", (unknown, value, problem) => {
    expect(of("Seasonal", unknown)).toEqual([value, "Seasonal", problem]);
  });
});

describe("a hired application in our words", () => {
  it("takes every field from where Greenhouse has it", () => {
    expect(draftOf()).toEqual({
      applicationId: 69102626,
      candidateId: 53883394,
      offerId: 1142785,
      hiredOn: "2018-06-06",
      values: expect.objectContaining({
        firstName: "John",
        lastName: "Locke",
        preferredName: null,
        personalEmail: "test@example.com",
        phone: "555-555-5555",
        address: "123 City Street\nNew York, Ny 10001",
        jobTitle: "DevOps Engineer",
        employmentType: "Contractor",
        startDate: "2018-07-20",
      }),
      greenhouseValues: expect.objectContaining({ personalEmail: "test@example.com", startDate: "2018-07-20" }),
      problems: {},
      unknownFields: [],
    });
  });

  it("has a value or null for every field, and nothing else", () => {
    const { values, greenhouseValues } = draftOf();
    expect(Object.keys(values)).toEqual([...hireFields]);
    expect(Object.keys(greenhouseValues)).toEqual([...hireFields]);
  });

  it("is the same every time", () => {
    expect(draftOf()).toEqual(draftOf());
  });

  it("tells what Greenhouse does not have from what this connection cannot know", () => {
    const draft = draftOf({}, { job: { department: null, location: undefined, managerName: undefined } });
    expect(draft.unknownFields).toEqual(["location", "managerName"]);
    expect(draft.values.department).toBeNull();
  });

  it("has no job where the application has none or several", () => {
    expect(draftOf({}, { job: { name: null } }).values.jobTitle).toBeNull();
  });

  it("keeps the start date the plain day it is", () => {
    expect(draftOf({}, { offer: { startsOn: "2027-03-28" } }).values.startDate).toBe("2027-03-28");
  });
});

describe("the personal e-mail", () => {
  const of = (...emails: [string, string][]) => {
    const draft = draftOf({ emails: emails.map(([type, value]): TypedValue => ({ type, value })) });
    return { value: draft.values.personalEmail, theirs: draft.greenhouseValues.personalEmail, problem: draft.problems.personalEmail };
  };

  it("is the first of type personal, whatever stands before it", () => {
    expect(of(["work", "w@work.test"], ["other", "o@mail.test"], ["personal", "p@mail.test"], ["personal", "q@mail.test"]).value).toBe(
      "p@mail.test",
    );
  });

  it("is the first valid one, so that a mistyped one does not hide it", () => {
    expect(of(["personal", "p@"], ["personal", "p@mail.test"])).toEqual({
      value: "p@mail.test",
      theirs: "p@mail.test",
      problem: undefined,
    });
  });

  it("is one of type other when none of type personal is valid", () => {
    expect(of(["personal", "p@"], ["other", "o@mail.test"]).value).toBe("o@mail.test");
    expect(of(["other", "o@mail.test"], ["work", "w@work.test"]).value).toBe("o@mail.test");
  });

  it("is never a work address: that one is at the employer the person leaves", () => {
    expect(of(["work", "w@work.test"])).toEqual({ value: null, theirs: "w@work.test", problem: "only_work_address" });
  });

  it("is missing and shown to HR when it is not valid, also beside a work address", () => {
    expect(of(["personal", "p at mail"], ["work", "w@work.test"])).toEqual({ value: null, theirs: "p at mail", problem: "invalid" });
  });

  it("is simply missing where there is none", () => {
    expect(of()).toEqual({ value: null, theirs: null, problem: undefined });
    expect(of(["personal", "  "], ["work", ""])).toEqual({ value: null, theirs: null, problem: undefined });
  });

  it("is trimmed", () => {
    expect(of(["personal", " p@mail.test\n"]).value).toBe("p@mail.test");
  });
});

describe("phone and address", () => {
  it("are taken in the order mobile, home, other, and never from work", () => {
    const phones = (...types: string[]) => draftOf({ phones: types.map((type) => ({ type, value: `number of ${type}` })) }).values.phone;
    expect(phones("other", "home", "mobile")).toBe("number of mobile");
    expect(phones("other", "home")).toBe("number of home");
    expect(phones("work", "skype")).toBeNull();
  });

  it("are taken from home before other, and never from work", () => {
    const address = (...types: string[]) => draftOf({ addresses: types.map((type) => ({ type, value: `at ${type}` })) }).values.address;
    expect(address("work", "other", "home")).toBe("at home");
    expect(address("work")).toBeNull();
  });
});

describe("a value that is not valid", () => {
  it.each(["2026-02-30", "soon", "2027-03-01T00:00:00Z"])(
    "as the start date %s counts as missing and is kept for HR to see",
    (startsOn) => {
      const draft = draftOf({}, { offer: { startsOn } });
      expect(draft).toMatchObject({
        values: { startDate: null },
        greenhouseValues: { startDate: startsOn },
        problems: { startDate: "invalid" },
      });
    },
  );

  it("never reaches the screen with control characters or a turned reading direction", () => {
    const { greenhouseValues } = draftOf({ firstName: "A\u0000d\u001ba\u202e" });
    expect(greenhouseValues.firstName).toBe("A d a");
  });

  it("is kept up to 300 characters", () => {
    expect(draftOf({ lastName: "x".repeat(5000) }).greenhouseValues.lastName).toBe("x".repeat(300));
  });

  it.each([
    ["cut between the halves of a character", `${"x".repeat(299)}😀`],
    ["that Greenhouse cut itself", "x\ud83d"],
  ])("can always be stored: no half characters, not even %s", (_, text) => {
    expect(draftOf({ lastName: text }).greenhouseValues.lastName?.isWellFormed()).toBe(true);
  });

  it("leaves the others as they are", () => {
    const draft = draftOf({ firstName: "<script>" });
    expect(draft.problems).toEqual({ firstName: "invalid" });
    expect(draft.values.lastName).toBe("Locke");
  });
});

it("holds nothing but values that would be accepted from HR as well", () => {
  const { values } = draftOf({ firstName: " Zoe\u0308 ", lastName: "<b>", emails: [{ type: "personal", value: "x" }] });
  for (const field of hireFields) expect(parseField(field, values[field])).toEqual({ ok: true, value: values[field] });
});
