import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

/** What a measured process has done since it began. */
export interface WorkerReport {
  statements: number;
  cpuSeconds: number;
}

/** How many idle syncs' requests are sent to a Greenhouse, and how many at a time. */
export interface FetchOrder {
  url: string;
  syncs: number;
  concurrency: number;
}

/** A process of a benchmark, on one core where one is given. It answers each message with one. */
export class Process {
  private readonly child: ChildProcess;

  constructor(file: string, core: number | null = null) {
    const command = [process.execPath, "--import", "tsx", join(import.meta.dirname, file)];
    const [program = "", ...given] = core === null ? command : ["taskset", "-c", String(core), ...command];
    this.child = spawn(program, given, { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  }

  async ask<Answer>(message: unknown): Promise<Answer> {
    this.child.send(message as object);
    const [answer] = await once(this.child, "message");
    return answer as Answer;
  }

  async end(): Promise<void> {
    const ended = once(this.child, "exit");
    this.child.disconnect();
    await ended;
  }
}
