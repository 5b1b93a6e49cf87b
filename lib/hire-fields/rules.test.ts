import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { dateDoubt, emailPattern } from "@/lib/hire-fields/rules";

const today = "2026-11-27";

const longAgo = (years: number) => ({ doubt: "long_ago", years });
const farOff = (years: number) => ({ doubt: "far_off", years });

describe("a date that is planned is doubted", () => {
  it.each([
    ["2025-11-27", null],
    ["2025-11-26", longAgo(1)],
    ["0202-11-27", longAgo(1)],
    ["2028-11-27", null],
    ["2028-11-28", farOff(2)],
    ["9999-12-31", farOff(2)],
    [today, null],
    // A Sunday.
    ["2026-11-29", null],
  ])("%s: %j", (day, doubt) => expect(dateDoubt(day, today, "planned")).toEqual(doubt));

  it("on the same terms on 29 February", () => {
    expect(dateDoubt("2027-03-01", "2028-02-29", "planned")).toBeNull();
    expect(dateDoubt("2027-02-28", "2028-02-29", "planned")).toEqual(longAgo(1));
    expect(dateDoubt("2030-02-28", "2028-02-29", "planned")).toBeNull();
    expect(dateDoubt("2030-03-01", "2028-02-29", "planned")).toEqual(farOff(2));
  });
});

describe("a date of an own field, which may be a birthday, is doubted", () => {
  it.each([
    ["1926-11-27", null],
    ["1926-11-26", longAgo(100)],
    ["1984-05-02", null],
    ["2126-11-27", null],
    ["2126-11-28", farOff(100)],
  ])("%s: %j", (day, doubt) => expect(dateDoubt(day, today, "own")).toEqual(doubt));
});

it("an email address is taken by the pattern that schemas check it by", () => {
  expect(emailPattern.source).toBe(z.regexes.email.source.replaceAll(String.raw`\-`, "-"));
});
