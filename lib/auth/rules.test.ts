import { describe, expect, it } from "vitest";
import { sessionEnd } from "@/lib/auth/rules";

const at = (time: string) => new Date(`2026-11-${time}Z`);

describe("a session", () => {
  it("ends when it was idle for its hours", () => {
    const session = { createdAt: at("01T08:00:00"), lastSeenAt: at("02T09:30:00") };
    expect(sessionEnd(session, { idleHours: 8, lifetimeDays: 30 })).toEqual(at("02T17:30:00"));
  });

  it("ends after its days, however much it is used", () => {
    const session = { createdAt: at("01T08:00:00"), lastSeenAt: at("03T07:59:00") };
    expect(sessionEnd(session, { idleHours: 8, lifetimeDays: 2 })).toEqual(at("03T08:00:00"));
  });
});
