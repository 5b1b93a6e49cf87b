import { expect, it } from "vitest";
import { digestSpread } from "@/lib/dashboard/rules";

it("a digest tells the median and the 90th percentile between the two nearest times", () => {
  expect(digestSpread([])).toBeNull();
  expect(digestSpread([{ seconds: 5, count: 1 }])).toEqual({ count: 1, median: 5, p90: 5 });
  expect(
    digestSpread([
      { seconds: 2, count: 1 },
      { seconds: 4, count: 1 },
    ]),
  ).toEqual({ count: 2, median: 3, p90: 3.8 });
  expect(
    digestSpread([
      { seconds: 1, count: 98 },
      { seconds: 100, count: 3 },
    ]),
  ).toEqual({ count: 101, median: 1, p90: 1 });
});
