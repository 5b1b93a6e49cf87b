import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addDays,
  DAY_MS,
  daysBetween,
  daysLater,
  HOUR_MS,
  isDay,
  lastTimeOfDay,
  lastTimeOfWeek,
  localDay,
  localTime,
  startOf,
  utcDay,
} from "@/lib/platform/calendar";

describe("the day, hour and weekday of a moment", () => {
  it.each([
    ["before the clocks go forward", "2027-03-28T00:30:00Z", "Europe/Amsterdam", "2027-03-28", 1, 0],
    ["after the clocks went forward", "2027-03-28T01:30:00Z", "Europe/Amsterdam", "2027-03-28", 3, 0],
    ["the first time an hour comes when they go back", "2027-10-31T00:30:00Z", "Europe/Amsterdam", "2027-10-31", 2, 0],
    ["the second time it comes", "2027-10-31T01:30:00Z", "Europe/Amsterdam", "2027-10-31", 2, 0],
    ["west of UTC at the end of a year", "2027-01-01T04:59:00Z", "America/New_York", "2026-12-31", 23, 4],
    ["east of UTC at the end of a year", "2026-12-31T13:00:00Z", "Pacific/Auckland", "2027-01-01", 2, 5],
    ["half an hour off", "2027-06-15T18:30:00Z", "Asia/Kolkata", "2027-06-16", 0, 3],
    ["at midnight, which is hour 0", "2027-06-16T00:00:00Z", "UTC", "2027-06-16", 0, 3],
    ["on a leap day", "2028-02-29T23:59:59Z", "UTC", "2028-02-29", 23, 2],
  ])("%s", (_, at, timeZone, day, hour, weekday) => {
    expect(localTime(new Date(at), timeZone)).toMatchObject({ day, hour, weekday });
    expect(localDay(new Date(at), timeZone)).toBe(day);
  });

  it("are the machine's own without a time zone", () => {
    const noon = new Date(2027, 4, 3, 12);
    expect(localTime(noon)).toEqual({ day: "2027-05-03", hour: 12, minute: 0, weekday: 1 });
  });
});

describe("a day", () => {
  it.each(["2027-01-01", "2028-02-29", "0001-01-01", "9999-12-31"])("%s exists", (text) => {
    expect(isDay(text)).toBe(true);
  });

  it.each(["2027-02-29", "2027-02-30", "2027-13-01", "2027-00-10", "2027-1-1", "2027-01-01T00:00:00Z", " 2027-01-01", "tomorrow", ""])(
    "%j does not",
    (text) => {
      expect(isDay(text)).toBe(false);
    },
  );

  it("begins at midnight in UTC and is its own day again", () => {
    expect(startOf("2027-05-03").toISOString()).toBe("2027-05-03T00:00:00.000Z");
    expect(utcDay(startOf("2027-05-03"))).toBe("2027-05-03");
  });

  it.each([
    ["2026-12-31", 1, "2027-01-01"],
    ["2027-01-03", -7, "2026-12-27"],
    ["2028-03-01", -1, "2028-02-29"],
    ["2027-02-28", 1, "2027-03-01"],
    ["2027-03-27", 2, "2027-03-29"],
    ["2027-10-30", 2, "2027-11-01"],
    ["2027-05-03", 0, "2027-05-03"],
  ])("%s and %i days is %s, and the difference is the same", (from, days, to) => {
    expect(addDays(from, days)).toBe(to);
    expect(daysBetween(from, to)).toBe(days);
  });

  it("later is 24 hours later, whatever the clocks do", () => {
    expect(daysLater(new Date("2027-03-27T12:00:00Z"), 1).toISOString()).toBe("2027-03-28T12:00:00.000Z");
    expect(daysLater(new Date("2027-01-01T00:00:00Z"), -1).toISOString()).toBe("2026-12-31T00:00:00.000Z");
  });
});

describe("the last time that a clock showed an hour", () => {
  it.each([
    ["today, when it is over", "2027-05-03T06:00:00Z", "Europe/Amsterdam", "2027-05-03T06:00:00.000Z", "2027-05-03T06:00:00.000Z"],
    ["yesterday, until it comes", "2027-05-03T05:59:59Z", "Europe/Amsterdam", "2027-05-02T06:00:00.000Z", "2027-04-26T06:00:00.000Z"],
    ["a quarter of an hour off", "2027-05-03T03:00:00Z", "Asia/Kathmandu", "2027-05-03T02:15:00.000Z", "2027-05-03T02:15:00.000Z"],
    [
      "on the day the clocks went forward",
      "2027-03-28T12:00:00Z",
      "Europe/Amsterdam",
      "2027-03-28T06:00:00.000Z",
      "2027-03-22T07:00:00.000Z",
    ],
    ["where the day is another", "2027-05-03T20:30:00Z", "Pacific/Auckland", "2027-05-03T20:00:00.000Z", "2027-05-02T20:00:00.000Z"],
  ])("%s", (_, at, timeZone, day, week) => {
    expect(lastTimeOfDay(8, new Date(at), timeZone).toISOString()).toBe(day);
    expect(lastTimeOfWeek(1, 8, new Date(at), timeZone).toISOString()).toBe(week);
  });

  it("is that hour in every zone, at or before the moment, and by less than a day or a week and the hour that clocks change by", () => {
    const moments = fc.date({ min: new Date("2024-01-01"), max: new Date("2034-01-01"), noInvalidDate: true });
    const zones = fc.constantFrom(...Intl.supportedValuesOf("timeZone"));
    const property = fc.property(moments, zones, (at, timeZone) => {
      const day = lastTimeOfDay(8, at, timeZone);
      const week = lastTimeOfWeek(1, 8, at, timeZone);
      expect(localTime(day, timeZone)).toMatchObject({ hour: 8, minute: 0 });
      expect(localTime(week, timeZone)).toMatchObject({ hour: 8, minute: 0, weekday: 1 });
      for (const [last, span] of [
        [day, DAY_MS],
        [week, 7 * DAY_MS],
      ] as const) {
        expect(last.getTime()).toBeLessThanOrEqual(at.getTime());
        expect(at.getTime() - last.getTime()).toBeLessThan(span + HOUR_MS);
      }
    });
    fc.assert(property, { numRuns: 2_000 });
  });
});
