import { setTimeout as sleep } from "node:timers/promises";
import { expect, it, vi } from "vitest";
import { longRuns, runOrLeave, type TakeTurn } from "@/lib/workflows/sync/run/long-runs";

it("a long run frees its place, is watched over in case its process dies, and is waited for at the end", async () => {
  const run = Promise.withResolvers<void>();
  const leave = vi.fn(async () => {});
  await runOrLeave(() => run.promise, leave, 10);
  expect(leave).toHaveBeenCalledOnce();
  let ended = false;
  const end = longRuns.end(60_000).then(() => {
    ended = true;
  });
  await sleep(20);
  expect(ended).toBe(false);
  run.resolve();
  await end;
});

it("a short run that fails says so to the queue", async () => {
  const leave = vi.fn(async () => {});
  await expect(runOrLeave(() => Promise.reject(new Error("lost")), leave, 60_000)).rejects.toThrow("lost");
  expect(leave).not.toHaveBeenCalled();
});

it("runs commit a few of their later steps at a time, in the order in which they asked, also when one fails; the first steps of a run wait for none of these", async () => {
  const steps = Array.from({ length: 6 }, () => Promise.withResolvers<void>());
  const begun: number[] = [];
  const turns: TakeTurn[] = [];
  const ends = steps.map(() => Promise.withResolvers<void>());
  for (const end of ends) {
    const start = (takeTurn: TakeTurn) => {
      turns.push(takeTurn);
      return end.promise;
    };
    await runOrLeave(start, async () => {}, 1);
  }
  for (const takeTurn of turns) for (let first = 0; first < 2; first++) await takeTurn(async () => {});
  const done = turns.map((takeTurn, at) =>
    takeTurn(() => {
      begun.push(at);
      return steps[at]?.promise ?? Promise.resolve();
    }).catch(() => {}),
  );
  await sleep(5);
  expect(begun).toEqual([0, 1, 2]);
  await runOrLeave(
    (takeTurn) => takeTurn(async () => void begun.push(99)),
    async () => {},
    60_000,
  );
  expect(begun).toEqual([0, 1, 2, 99]);
  steps[1]?.reject(new Error("lost"));
  await sleep(5);
  expect(begun).toEqual([0, 1, 2, 99, 3]);
  for (const { resolve } of steps) resolve();
  await Promise.all(done);
  expect(begun).toEqual([0, 1, 2, 99, 3, 4, 5]);
  for (const { resolve } of ends) resolve();
  await longRuns.end(60_000);
});
