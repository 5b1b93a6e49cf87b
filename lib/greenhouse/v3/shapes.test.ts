import { describe, expect, it } from "vitest";
import { toJobFields } from "@/lib/greenhouse/job-fields";
import { parseRows, personSchema, toCandidate } from "@/lib/greenhouse/parsing";
import { applicationSchema, jobSchema, toOffer, v3OfferSchema } from "@/lib/greenhouse/v3/shapes";

// Rows as Harvest v3 documents them, with properties that are not used.
const offer = {
  id: 90210044,
  version: 2,
  application_id: 71000231,
  job_id: 5521,
  candidate_id: 61000112,
  opening_id: 8812,
  status: "Accepted",
  starts_on: "2027-01-11",
  sent_on: "2026-11-02",
  resolved_at: "2026-11-05T16:20:11.000Z",
  created_at: "2026-11-02T09:00:00.000Z",
  updated_at: "2026-11-05T16:20:11.000Z",
  custom_fields: {
    employment_type: { name: "Employment Type", type: "single_select", value: "Full-time" },
    work_location: { name: "Work location", type: "short_text", value: null },
  },
};

function offerWith(changes: Record<string, unknown>) {
  return parseRows(v3OfferSchema, "offer", [{ ...offer, ...changes }]);
}

describe("an offer of Harvest v3", () => {
  it("is read with its custom fields", () => {
    expect(toOffer(v3OfferSchema.parse(offer))).toEqual({
      id: 90210044,
      applicationId: 71000231,
      candidateId: 61000112,
      version: 2,
      status: "accepted",
      startsOn: "2027-01-11",
      customFields: [
        { key: "employment_type", name: "Employment Type", value: "Full-time" },
        { key: "work_location", name: "Work location", value: null },
      ],
      openingFields: undefined,
      resolvedAt: new Date("2026-11-05T16:20:11.000Z"),
      updatedAt: new Date("2026-11-05T16:20:11.000Z"),
    });
  });

  it.each([
    ["Created", "unresolved"],
    ["Accepted", "accepted"],
    ["Rejected", "rejected"],
    ["Deprecated", "deprecated"],
  ])("%s is read as %s", (documented, status) => {
    expect(offerWith({ status: documented }).read[0]?.status).toBe(status);
  });

  it("with an undocumented status is rejected without its value", () => {
    const { read, rejected } = offerWith({ status: "Secretly accepted" });
    expect(read).toEqual([]);
    expect(rejected).toEqual([{ kind: "offer", id: "90210044", reason: "“status” isn’t valid.", changedAt: expect.any(Date) }]);
  });

  it("keeps its start date as the plain date it is", () => {
    expect(toOffer(v3OfferSchema.parse({ ...offer, starts_on: "2027-03-28" })).startsOn).toBe("2027-03-28");
  });

  it.each([null, undefined, {}, "none", 7])("needs no custom fields: %j", (custom_fields) => {
    expect(toOffer(v3OfferSchema.parse({ ...offer, custom_fields })).customFields).toEqual([]);
  });

  it.each([
    [7, "7"],
    [true, "Yes"],
    [["Spring", "Autumn"], "Spring, Autumn"],
    [[], null],
    [{ amount: "100000.0", unit: "USD" }, "100000.0 USD"],
    [{ name: "Kate Austen", email: "kate@mail.test", user_id: 4 }, "Kate Austen"],
    [{ min: 1, max: 2 }, null],
    [null, null],
  ])("has the value %j of a custom field as the text %j", (value, expected) => {
    const custom_fields = { any: { name: "Any", type: "whatever", value } };
    expect(toOffer(v3OfferSchema.parse({ ...offer, custom_fields })).customFields).toEqual([{ key: "any", name: "Any", value: expected }]);
  });

  it("that is unreadable doesn't stop the others", () => {
    const { read, rejected } = parseRows(v3OfferSchema, "offer", [{ ...offer, version: undefined }, offer, "no offer at all"]);
    expect(read).toHaveLength(1);
    expect(rejected.map(({ id }) => id)).toEqual(["90210044", "unknown"]);
  });
});

describe("an application of Harvest v3", () => {
  const application = {
    id: 71000231,
    candidate_id: 61000112,
    job_id: 5521,
    status: "hired",
    prospect: false,
    answers: [],
    custom_fields: {},
  };

  it("names its candidate and its job by id", () => {
    expect(applicationSchema.parse(application)).toMatchObject({ id: 71000231, candidate_id: 61000112, job_id: 5521, status: "hired" });
  });

  it("of a prospect has no job", () => {
    expect(applicationSchema.parse({ ...application, job_id: null, prospect: true }).job_id).toBeNull();
  });

  it("may be in_process, which is no hire", () => {
    expect(applicationSchema.parse({ ...application, status: "in_process" }).status).toBe("in_process");
  });
});

describe("a candidate of Harvest v3", () => {
  const candidate = {
    id: 61000112,
    first_name: "Noor",
    last_name: "van den Berg",
    preferred_name: null,
    private: false,
    phone_numbers: [{ value: "+31 6 5550 0100", type: "mobile" }],
    addresses: [{ value: "Oudegracht 1\n3511 AA Utrecht", type: "home" }],
    email_addresses: [
      { value: "noor@current-employer.example", type: "work" },
      { value: "noor@home.example", type: "personal" },
    ],
  };

  it("is read with typed emails, phones and addresses", () => {
    expect(toCandidate(personSchema.parse(candidate))).toEqual({
      id: 61000112,
      customFields: [],
      firstName: "Noor",
      lastName: "van den Berg",
      preferredName: null,
      emails: [
        { value: "noor@current-employer.example", type: "work" },
        { value: "noor@home.example", type: "personal" },
      ],
      phones: [{ value: "+31 6 5550 0100", type: "mobile" }],
      addresses: [{ value: "Oudegracht 1\n3511 AA Utrecht", type: "home" }],
    });
  });

  it("may come without any address list", () => {
    expect(toCandidate(personSchema.parse({ id: 1, first_name: "A", last_name: "B" }))).toMatchObject({
      emails: [],
      phones: [],
      addresses: [],
    });
  });

  it("that was anonymized keeps its id and loses its values", () => {
    const anonymized = { ...candidate, first_name: null, last_name: null, email_addresses: [], phone_numbers: null, addresses: null };
    expect(toCandidate(personSchema.parse(anonymized))).toMatchObject({ id: 61000112, firstName: null, emails: [], phones: [] });
  });
});

it("a job of Harvest v3 names its department and offices by id, or has none", () => {
  expect(jobSchema.parse({ id: 5521, name: "Data Analyst", department_id: 31, office_ids: [12], confidential: false })).toEqual({
    id: 5521,
    name: "Data Analyst",
    department_id: 31,
    office_ids: [12],
    requisition_id: null,
  });
  expect(jobSchema.parse({ id: 1, name: "Nurse" })).toMatchObject({ id: 1, name: "Nurse", department_id: null, office_ids: [] });
});

it("a job's custom fields come with its requisition, and without what it pays", () => {
  const custom_fields = {
    employment_type: { name: "Employment Type", type: "single_select", value: "Full-time" },
    salary_range: { name: "Salary", type: "currency_range", value: { min_value: "100", max_value: "200", unit: "USD" } },
    bonus: { name: "Bonus", type: "currency", value: { amount: "50", unit: "USD" } },
  };
  expect(toJobFields(jobSchema.parse({ id: 1, name: "Nurse", requisition_id: "R-17", custom_fields }))).toEqual([
    { key: "requisition_id", name: "Requisition ID", value: "R-17" },
    { key: "employment_type", name: "Employment Type", value: "Full-time" },
  ]);
});
