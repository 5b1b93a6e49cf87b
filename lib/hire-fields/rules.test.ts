import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { emailPattern, startDateDoubt } from "@/lib/hire-fields/rules";

const today = "2026-11-27";

describe("a start date is doubted", () => {
  it.each([
    ["2025-11-27", null],
    ["2025-11-26", "long_ago"],
    ["0202-11-27", "long_ago"],
    ["2028-11-27", null],
    ["2028-11-28", "far_off"],
    ["9999-12-31", "far_off"],
    [today, null],
    // A Sunday.
    ["2026-11-29", null],
  ])("%s: %s", (day, doubt) => expect(startDateDoubt(day, today)).toBe(doubt));

  it("on the same terms on 29 February", () => {
    expect(startDateDoubt("2027-03-01", "2028-02-29")).toBeNull();
    expect(startDateDoubt("2027-02-28", "2028-02-29")).toBe("long_ago");
    expect(startDateDoubt("2030-02-28", "2028-02-29")).toBeNull();
    expect(startDateDoubt("2030-03-01", "2028-02-29")).toBe("far_off");
  });
});

it("an email address is taken by the pattern that schemas check it by", () => {
  expect(emailPattern.source).toBe(z.regexes.email.source.replaceAll(String.raw`\-`, "-"));
});
