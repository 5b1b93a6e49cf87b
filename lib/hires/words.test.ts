import { describe, expect, it } from "vitest";
import { type HireField, hireFields } from "@/lib/hire-fields/fields";
import { fieldList, missingFieldReason, pendingReason } from "@/lib/hires/fields";
import type { FieldView } from "@/lib/hires/schema";
import { shownName } from "@/lib/hires/words";

describe("the sentence on a pending hire", () => {
  const cases: [HireField[], string | null][] = [
    [[], null],
    [["startDate"], "The start date is missing."],
    [["personalEmail", "startDate"], "The personal email and start date are missing."],
    [["firstName", "jobTitle", "startDate"], "The first name, job title and start date are missing."],
  ];
  it.each(cases)("for %j is %s", (missing, sentence) => {
    expect(pendingReason(missing, [])).toBe(sentence);
  });

  it("tells a work address, an invalid value and an absent one apart", () => {
    expect(missingFieldReason("personalEmail", { greenhouseValue: "ada@work.test", problem: "only_work_address" }, [])).toContain(
      "only has a work email",
    );
    expect(missingFieldReason("startDate", { greenhouseValue: "soon", problem: "invalid" }, [])).toContain(
      "“soon” from Greenhouse isn’t valid",
    );
    expect(missingFieldReason("startDate", { greenhouseValue: null, problem: null }, [])).toContain(
      "No accepted offer with a start date in Greenhouse",
    );
  });

  it("lists nothing as nothing", () => {
    expect(fieldList([], [])).toBe("");
  });
});

describe("names and dates in words", () => {
  const view = (value: string | null): FieldView => ({
    value,
    source: null,
    greenhouseValue: null,
    problem: null,
    differs: false,
    editedBy: null,
    editedAt: null,
  });
  const named = (firstName: string | null, lastName: string | null) => ({
    fields: {
      ...(Object.fromEntries(hireFields.map((field) => [field, view(null)])) as Record<HireField, FieldView>),
      firstName: view(firstName),
      lastName: view(lastName),
    },
    greenhouse: { candidateId: 22, applicationId: 11, offerId: 33 },
  });

  it("lists a hire without a name by Greenhouse's number, so that no row is blank", () => {
    expect(shownName(named("Ada", "Lovelace"))).toBe("Ada Lovelace");
    expect(shownName(named(null, "Lovelace"))).toBe("Lovelace");
    expect(shownName(named(null, null))).toBe("Candidate 22");
  });
});
