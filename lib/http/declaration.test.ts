import { expect, it } from "vitest";
import { anyone } from "@/lib/http/access";
import { isReadAfterwards } from "@/lib/http/declaration";

const reading = { caller: "hires.read", audit: { none: "reads" } } as const;

it.each([
  ["a change", { caller: "hires.edit", audit: "new_hire.edited" } as const, "PATCH", true],
  ["what may change something and records nothing", reading, "POST", true],
  [
    "a GET that records something, such as an approval",
    { caller: "greenhouse.manage", audit: ["greenhouse.connected"] } as const,
    "GET",
    true,
  ],
  ["a report on work in the background", { ...reading, reports: true } as const, "GET", true],
  ["a GET that reads", reading, "GET", false],
  ["a HEAD that reads", reading, "HEAD", false],
  ["a call without a session", { caller: anyone, audit: { none: "tests" } } as const, "POST", false],
])("what its caller reads next must show %s: %#", (_, declaration, method, expected) => {
  expect(isReadAfterwards(declaration, method)).toBe(expected);
});
