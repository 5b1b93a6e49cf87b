import { describe, expect, it } from "vitest";
import { reasonWords, sendableWords, storedFilter } from "@/lib/hires/bulk/rules";
import { invitationObstacles } from "@/lib/hires/codes";
import { newHireConditionsSchema } from "@/lib/hires/conditions/schema";
import * as m from "@/lib/messages/generated/hires/bulk";

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

describe("what is said of sending to the selected hires", () => {
  it.each(invitationObstacles)("names what stands against one who cannot be sent to: %s", (obstacle) => {
    const skipped = m.reasonCount({ count: 1, reason: reasonWords(obstacle) });
    expect(sendableWords([{ obstacle }])).toBe(`${m.sendable({ count: 0 })} ${skipped}`);
    expect(sendableWords([{ obstacle }, { obstacle: null }])).toBe(`${m.sendable({ count: 1 })} ${skipped}`);
  });

  it("counts each reason once, and is nothing where all are sent to", () => {
    const words = sendableWords([{ obstacle: "already_started" }, { obstacle: "suspended" }, { obstacle: "already_started" }]);
    expect(words).toContain(m.reasonCount({ count: 2, reason: reasonWords("already_started") }));
    expect(words).toContain(m.reasonCount({ count: 1, reason: reasonWords("suspended") }));
    expect(sendableWords([{ obstacle: null }])).toBe("");
  });
});
