import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { exclusively } from "@/lib/embedded-database/process-lock.mjs";

let folder: string;
let lock: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "emptrust-lock-"));
  lock = join(folder, "of", "something");
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("work under a lock file", () => {
  it("runs alone, however many want to run it", async () => {
    let inside = 0;
    let most = 0;
    const one = async () => {
      most = Math.max(most, ++inside);
      await sleep(5);
      inside--;
    };
    await Promise.all(Array.from({ length: 5 }, () => exclusively(lock, one)));
    expect(most).toBe(1);
  });

  it("takes away the lock of a process that is gone", async () => {
    await exclusively(lock, async () => {});
    const { pid } = spawnSync(process.execPath, ["-e", ""]);
    writeFileSync(lock, `${pid} 1`);
    expect(await exclusively(lock, async () => "done")).toBe("done");
  });

  it("does not take another process with the same number for the holder", async () => {
    await exclusively(lock, async () => {});
    writeFileSync(lock, `${process.pid} of-an-earlier-start`);
    expect(await exclusively(lock, async () => "done")).toBe("done");
  });

  it("lets go when the work fails", async () => {
    await expect(exclusively(lock, () => Promise.reject(new Error("failed")))).rejects.toThrow("failed");
    expect(existsSync(lock)).toBe(false);
  });

  it("says once that it waits", async () => {
    let said = 0;
    await Promise.all([
      exclusively(lock, () => sleep(600)),
      exclusively(
        lock,
        async () => {},
        () => said++,
      ),
    ]);
    expect(said).toBe(1);
  });
});
