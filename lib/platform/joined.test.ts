import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { joined } from "@/lib/platform/joined";

function counted(apartMs: number) {
  const calls: number[][] = [];
  const double = joined(apartMs, (items: readonly number[]) => {
    calls.push([...items]);
    return items.map(async (item) => {
      if (item === 13) throw new Error("thirteen");
      return item * 2;
    });
  });
  return { calls, double };
}

it("calls of one moment, and those that come soon after, are worked on together, each with its own result", async () => {
  const { calls, double } = counted(50);
  expect(await Promise.all([1, 2, 3].map(double))).toEqual([2, 4, 6]);
  const later = [double(4), double(5)];
  await sleep(5);
  later.push(double(6));
  expect(await Promise.all(later)).toEqual([8, 10, 12]);
  expect(calls).toEqual([
    [1, 2, 3],
    [4, 5, 6],
  ]);
});

it("one that fails does not touch the others", async () => {
  const { double } = counted(0);
  const [one, thirteen] = await Promise.allSettled([double(1), double(13)]);
  expect(one).toEqual({ status: "fulfilled", value: 2 });
  expect(thirteen).toMatchObject({ status: "rejected" });
});
