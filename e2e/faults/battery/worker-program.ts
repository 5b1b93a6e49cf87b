import { mkdirSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "@/e2e/faults/battery/program";
import { bundle } from "@/e2e/faults/workers";

const folder = join(process.cwd(), ".cache", `fault-worker-${process.pid}`);
const program = join(folder, "worker.mjs");
let built: Promise<void> | undefined;

/** What `npm run worker` runs, in one file: a case starts several, and compiling each would take most of its time. */
export const workerCommand: Command = [process.execPath, program];

/** Builds the worker's program, once. It is removed when this process ends. */
export function buildWorker(): Promise<void> {
  built ??= build();
  return built;
}

async function build(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  // It looks for them beside itself.
  symlinkSync(join(process.cwd(), "prisma", "migrations"), join(folder, "migrations"));
  await bundle(join(process.cwd(), "scripts", "worker.ts"), program);
}
