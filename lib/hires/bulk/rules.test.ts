import { describe, expect, it } from "vitest";
import { storedFilter } from "@/lib/hires/bulk/rules";
import { newHireConditionsSchema } from "@/lib/hires/conditions/schema";

const asked = (filter: object) => storedFilter({ ...newHireConditionsSchema.parse(filter), starts: undefined });

describe("the filter that a bulk action keeps", () => {
  it("is written as the former release reads it, where it says nothing new", () => {
    const filter = { status: "pending", location: "Porto", search: "ada", startFrom: "2027-01-01", changedBy: "hr" };
    expect(asked(filter)).toEqual(filter);
    expect(asked({})).toEqual({});
  });

  it.each([
    { location: ["Porto", "Lyon"] },
    { employmentType: "Full-time" },
    { x_size: "M" },
    { missing: ["x_size"] },
    { location: "Porto", missing: ["startDate", "jobTitle"] },
  ])("names its statuses as a list, which the former release refuses, where it does: %j", (filter) => {
    expect(asked(filter).status).toEqual(["pending", "on_hold", "invited", "started", "withdrawn", "excluded"]);
    expect(asked({ ...filter, status: "pending" }).status).toEqual(["pending"]);
  });

  it.each([{}, { status: "pending", location: "Porto" }, { location: ["Porto", "Lyon"] }, { employmentType: "Full-time" }])(
    "means the same when it is read again: %j",
    (filter) => {
      const { status: _, ...meant } = newHireConditionsSchema.parse(filter);
      expect(newHireConditionsSchema.parse(asked(filter))).toMatchObject(meant);
    },
  );
});
