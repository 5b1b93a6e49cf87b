import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { identity } from "@/lib/embedded-database/process-lock.mjs";
import { startTemporaryDatabase } from "@/lib/embedded-database/temporary-database";

let temporary: string;

beforeEach(async () => {
  temporary = await mkdtemp(join(tmpdir(), "emptrust-local-"));
  await chmod(temporary, 0o755);
  vi.stubEnv("TMPDIR", temporary);
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(temporary, { recursive: true, force: true });
});

const starter = `
  const { startTemporaryDatabase } = await import("@/lib/embedded-database/temporary-database");
  const { folder } = await startTemporaryDatabase();
  process.stdout.write(folder + "\\n");
  setInterval(() => {}, 1000);`;

describe("a temporary database", () => {
  it("leaves nothing when it is stopped", async () => {
    const database = await startTemporaryDatabase();
    await writeFile(join(database.folder, "mailbox"), "");
    await database.stop();
    expect((await readdir(temporary)).filter((name) => name.startsWith("emptrust-"))).toEqual([]);
  });

  it("leaves nothing when the process that started it is killed", async () => {
    const run = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", starter], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const folder = String((await once(run.stdout, "data"))[0]).trim();
    run.kill("SIGKILL");
    await vi.waitFor(() => expect(existsSync(folder)).toBe(false), { timeout: 20_000 });
  });

  it("is removed by the next one when its server's process was killed as well, and never while its maker lives", async () => {
    const [pid, startedAt = ""] = identity(process.pid).split(" ");
    const abandoned = join(temporary, `emptrust-temporary-${pid}-${startedAt}1-abc`);
    const used = join(temporary, `emptrust-temporary-${pid}-${startedAt}-abc`);
    const stranger = join(temporary, "emptrust-other");
    for (const folder of [abandoned, used, stranger]) await mkdir(join(folder, "postgres"), { recursive: true });
    const next = await startTemporaryDatabase();
    expect([abandoned, used, stranger].map((folder) => existsSync(folder))).toEqual([false, true, true]);
    await next.stop();
  });
});
