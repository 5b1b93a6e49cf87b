import { describe, expect, it } from "vitest";
import {
  anyOf,
  clockTime,
  dateOf,
  dayAndTime,
  daysAway,
  duration,
  exactTime,
  listOf,
  plainDate,
  quantity,
  relativeTime,
} from "@/lib/messages/format";

const moment = new Date("2027-05-03T22:30:00Z");
const now = moment.getTime();

describe("plainDate", () => {
  it("never shifts a day by a time zone", () => {
    expect(plainDate("2027-05-03", "full")).toBe("Monday, 3 May 2027");
    expect(plainDate("2027-05-03", "long")).toBe("3 May 2027");
  });

  it("names the year of a short date only where the day alone could be taken for another", () => {
    expect(plainDate("2027-02-03", "short", "2027-01-01")).toBe("3 Feb");
    expect(plainDate("2027-12-03", "short", "2027-01-01")).toBe("3 Dec 2027");
  });
});

describe("moments", () => {
  it("are told in the time zone that is asked for", () => {
    expect(dateOf(moment, "UTC")).toBe("3 May 2027");
    expect(dateOf(moment, "Europe/Berlin")).toBe("4 May 2027");
    expect(clockTime(moment, "Europe/Berlin", "named")).toBe("00:30 CEST");
    expect(exactTime(moment, "UTC")).toBe("Monday, 3 May 2027 at 22:30:00 UTC");
  });

  it("are told by their distance within a week, and by their date beyond it", () => {
    expect(relativeTime(moment, now, "UTC")).toBe("just now");
    expect(relativeTime(moment, now + 2 * 60_000, "UTC")).toBe("2 minutes ago");
    expect(relativeTime(moment, now - 3 * 3_600_000, "UTC")).toBe("in 3 hours");
    expect(relativeTime(moment, now + 8 * 86_400_000, "UTC")).toBe("on 3 May 2027");
  });

  it("are listed with the day's name while that is near", () => {
    expect(dayAndTime(moment, now + 60_000, "UTC")).toBe("Today, 22:30");
    expect(dayAndTime(moment, now + 86_400_000, "UTC")).toBe("Yesterday, 22:30");
    expect(dayAndTime(moment, now + 3 * 86_400_000, "UTC")).toBe("3 May, 22:30");
  });
});

describe("distances, spans and lists", () => {
  it("are counted in the unit that people would use", () => {
    expect([daysAway(1), daysAway(-3), daysAway(21), daysAway(70)]).toEqual(["tomorrow", "3 days ago", "in 3 weeks", "in 2 months"]);
    expect(duration(moment, now + 40 * 60_000)).toBe("40 minutes");
    expect(duration(moment, now + 6 * 86_400_000)).toBe("6 days");
    expect(quantity(6, "hour", "short")).toBe("6 hrs");
  });

  it("join several things as a sentence does", () => {
    expect(listOf(["a", "b", "c"])).toBe("a, b and c");
    expect(anyOf(["a", "b"])).toBe("a or b");
  });
});
