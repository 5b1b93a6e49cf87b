import { Writable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, expect, it } from "vitest";
import { blink, testDatabase } from "@/e2e/fixtures/database";
import { openQueue } from "@/lib/jobs/queue";
import { openLogger } from "@/lib/platform/logger";
import { startWorker, stopWorker } from "@/lib/workflows/operate/worker";

testDatabase();

afterAll(stopWorker);

interface Line {
  msg: string;
  level: number;
  error?: { name: string; code?: string };
}

it("a database that is away is told once by each part of the worker, by name and code, and not at every turn", async () => {
  const lines: Line[] = [];
  const sink = new Writable({
    write(chunk, _, done) {
      lines.push(JSON.parse(String(chunk)) as Line);
      done();
    },
  });
  (globalThis as { emptrustLogger?: unknown }).emptrustLogger = openLogger("info", sink);
  let thrown = 0;
  await startWorker();
  while (!lines.some(({ msg }) => msg === "worker started")) await sleep(50);
  (await openQueue("worker")).on("error", () => thrown++);
  await blink(6_000);
  while (!lines.some(({ msg }) => msg === "due syncs cannot be started: over")) await sleep(50);

  const faults = lines.filter(({ level }) => level >= 50);
  const told = faults.map(({ msg, error }) => `${msg} ${error?.name} ${error?.code}`);
  expect(thrown).toBeGreaterThan(faults.length);
  expect(new Set(told).size).toBe(told.length);
  expect(told.some((one) => one.startsWith("the queue does not work"))).toBe(true);
  expect(faults.filter(({ error }) => error?.name === "object")).toEqual([]);
  expect(faults.some(({ error }) => error?.code !== undefined)).toBe(true);
});
