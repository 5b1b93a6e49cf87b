import { describe, expect, it } from "vitest";
import { clockSkewSeconds, listingStart, momentOf } from "@/lib/workflows/sync/listing/listing-start";

const now = new Date("2027-03-01T12:00:00Z");
const minutes = (count: number) => new Date(now.getTime() + count * 60_000);
const known = { watermark: minutes(-15), comparedAt: minutes(-60), retryFrom: undefined };

describe("the moment of an answer", () => {
  it("is Greenhouse's, unless that is later than the database's time", () => {
    expect(momentOf(minutes(-3), now)).toEqual(minutes(-3));
    expect(momentOf(minutes(60), now)).toEqual(now);
    expect(momentOf(null, now)).toEqual(now);
  });
});

describe("the difference of the clocks", () => {
  it("counts from two minutes on, in either direction, and a day at most", () => {
    expect(clockSkewSeconds(minutes(1.9), now)).toBe(0);
    expect(clockSkewSeconds(minutes(2), now)).toBe(120);
    expect(clockSkewSeconds(minutes(-5), now)).toBe(-300);
    expect(clockSkewSeconds(new Date("2099-01-01T00:00:00Z"), now)).toBe(86_400);
    expect(clockSkewSeconds(null, now)).toBe(0);
  });
});

describe("where a listing starts", () => {
  it("is a little before the watermark", () => {
    expect(listingStart(known, now)).toEqual({ from: minutes(-20), isComparison: false });
  });

  it("is never later than now", () => {
    expect(listingStart({ ...known, watermark: minutes(1) }, now)).toEqual({ from: minutes(-5), isComparison: false });
  });

  it("is where an offer that could not be read changed, or the list of all that are accepted", () => {
    expect(listingStart({ ...known, retryFrom: minutes(-300) }, now)).toEqual({ from: minutes(-300), isComparison: false });
    expect(listingStart({ ...known, retryFrom: null }, now)).toEqual({ from: null, isComparison: false });
    expect(listingStart({ ...known, watermark: null }, now)).toEqual({ from: null, isComparison: true });
  });

  it.each([
    ["a week after the last comparison", { comparedAt: minutes(-7 * 24 * 60) }],
    ["without a comparison", { comparedAt: null }],
    ["after a comparison that is told to come", { comparedAt: minutes(60) }],
    ["after a watermark that cannot be right", { watermark: minutes(3) }],
  ])("is before everything %s", (_, changes) => {
    expect(listingStart({ ...known, ...changes }, now)).toEqual({ from: new Date(0), isComparison: true });
  });
});
