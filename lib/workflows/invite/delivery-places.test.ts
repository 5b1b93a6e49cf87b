import { setTimeout as sleep } from "node:timers/promises";
import { expect, it, vi } from "vitest";
import { slowDeliveries } from "@/lib/workflows/invite/delivery-places";

it("a slow delivery frees its place, is announced for the case that its process dies, and is waited for at the end", async () => {
  const delivery = Promise.withResolvers<void>();
  const leave = vi.fn(async () => {});
  await slowDeliveries.waitOrLeave(delivery.promise, leave, 10);
  expect(leave).toHaveBeenCalledOnce();
  let ended = false;
  const end = slowDeliveries.end(60_000).then(() => {
    ended = true;
  });
  await sleep(20);
  expect(ended).toBe(false);
  delivery.resolve();
  await end;
});

it("only so many are left in the background; the next ones keep their places", async () => {
  const deliveries = Array.from({ length: 18 }, () => Promise.withResolvers<void>());
  const leave = vi.fn(async () => {});
  const waits = deliveries.map(({ promise }) => slowDeliveries.waitOrLeave(promise, leave, 10));
  await Promise.all(waits.slice(0, 16));
  await sleep(50);
  expect(leave).toHaveBeenCalledTimes(16);
  for (const { resolve } of deliveries) resolve();
  await Promise.all(waits);
  await slowDeliveries.end(60_000);
});

it("a quick one that fails says so to the queue", async () => {
  const leave = vi.fn(async () => {});
  await expect(slowDeliveries.waitOrLeave(Promise.reject(new Error("lost")), leave, 60_000)).rejects.toThrow("lost");
  expect(leave).not.toHaveBeenCalled();
});
