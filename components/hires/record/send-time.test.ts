import { describe, expect, it } from "vitest";
import { sendTime } from "@/components/hires/record/send-time";
import type { KnownPolicy } from "@/lib/hires/status";

const known: KnownPolicy = { inviteFrom: "2027-01-01", today: "2027-01-10", timing: { mode: "at_once", days: 7 } };
const weekBefore: KnownPolicy = { ...known, timing: { mode: "days_before_start", days: 7 } };
const byDefault = { invitationPlan: null, hiredOn: "2027-01-05" };

describe("the invitation of a record that is completed", () => {
  it("is sent immediately by default", () => {
    expect(sendTime(byDefault, "2027-03-01", known)).toEqual({ kind: "now" });
  });

  it("waits for HR when the start date, or the hire date without one, is before go-live", () => {
    expect(sendTime(byDefault, "2026-12-31", known)).toEqual({ kind: "by_hand" });
    expect(sendTime({ ...byDefault, hiredOn: "2026-12-31" }, null, known)).toEqual({ kind: "by_hand" });
  });

  it("is sent some days before the start, on a known day once the start date is known", () => {
    expect(sendTime(byDefault, "2027-03-01", weekBefore)).toEqual({ kind: "on_day", day: "2027-02-22" });
    expect(sendTime(byDefault, null, weekBefore)).toEqual({ kind: "before_start", days: 7 });
  });

  it("is sent immediately when that day has passed", () => {
    expect(sendTime(byDefault, "2027-01-12", weekBefore)).toEqual({ kind: "now" });
  });

  it("follows the hire's own plan before the default", () => {
    expect(sendTime({ ...byDefault, invitationPlan: { mode: "by_hand", date: null } }, "2027-03-01", known)).toEqual({ kind: "by_hand" });
    expect(sendTime({ ...byDefault, invitationPlan: { mode: "on_date", date: "2027-02-01" } }, null, weekBefore)).toEqual({
      kind: "on_day",
      day: "2027-02-01",
    });
  });
});
