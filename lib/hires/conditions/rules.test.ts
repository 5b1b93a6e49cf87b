import { describe, expect, it } from "vitest";
import { startWindows } from "@/lib/hires/codes";
import { onDay } from "@/lib/hires/conditions/rules";

describe("a relative start date", () => {
  it.each([
    ["today", { startFrom: "2028-02-28", startTo: "2028-02-28" }],
    ["next_7_days", { startFrom: "2028-02-28", startTo: "2028-03-06" }],
    ["next_14_days", { startFrom: "2028-02-28", startTo: "2028-03-13" }],
    ["next_30_days", { startFrom: "2028-02-28", startTo: "2028-03-29" }],
    ["last_7_days", { startFrom: "2028-02-21", startTo: "2028-02-28" }],
    ["last_30_days", { startFrom: "2028-01-29", startTo: "2028-02-28" }],
    ["overdue", { startTo: "2028-02-27", status: ["pending", "on_hold", "invited"] }],
  ] as const)("%s means %j on 28 February 2028", (starts, days) => {
    expect(onDay({ starts }, "2028-02-28")).toEqual(days);
  });

  it("narrows other conditions and widens none", () => {
    expect(onDay({ starts: "next_7_days", startFrom: "2028-03-01", startTo: "2028-12-31", status: ["started"] }, "2028-02-28")).toEqual({
      startFrom: "2028-03-01",
      startTo: "2028-03-06",
      status: ["started"],
    });
    expect(onDay({ starts: "overdue", status: ["invited", "started"] }, "2028-02-28")).toEqual({
      startTo: "2028-02-27",
      status: ["invited"],
    });
  });

  it("means nobody where it contradicts the status", () => {
    const { startFrom = "", startTo = "" } = onDay({ starts: "overdue", status: ["started"] }, "2028-02-28");
    expect(startFrom > startTo).toBe(true);
  });

  it("leaves no trace of itself, and changes nothing where there is none", () => {
    for (const starts of startWindows) expect(onDay({ starts }, "2028-02-28")).not.toHaveProperty("starts");
    expect(onDay({ department: ["Bar"], sort: "name" }, "2028-02-28")).toEqual({ department: ["Bar"], sort: "name" });
  });
});
