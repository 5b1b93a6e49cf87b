import { describe, expect, it } from "vitest";
import { secondsLeft } from "@/lib/platform/lease";

const now = new Date("2027-01-01T12:00:00Z");
const inSeconds = (seconds: number) => new Date(now.getTime() + seconds * 1000);

describe("a lease", () => {
  it("holds until its end", () => {
    expect(secondsLeft(inSeconds(20), now, 60)).toBe(20);
    expect(secondsLeft(inSeconds(60), now, 60)).toBe(60);
  });

  it("is over from its end on, and without one", () => {
    expect(secondsLeft(inSeconds(0), now, 60)).toBe(0);
    expect(secondsLeft(inSeconds(-5), now, 60)).toBe(0);
    expect(secondsLeft(null, now, 60)).toBe(0);
  });

  it("holds when it was written by a transaction that began a little later", () => {
    expect(secondsLeft(inSeconds(60.4), now, 60)).toBe(60.4);
  });

  it("is over when it ends later than any that is written now", () => {
    expect(secondsLeft(inSeconds(3600), now, 60)).toBe(0);
  });
});
