import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";

export interface LogLine {
  level: number;
  msg: string;
  [name: string]: unknown;
}

/** Variables of a process's environment; undefined is not set. */
export type Variables = Record<string, string | undefined>;

/** A command and its arguments. */
export type Command = readonly [string, ...string[]];

/** A process needs a few seconds, on a busy machine many. */
const START_SECONDS = 120;

/** What `npm start` runs, once everything is built. */
export const portalCommand: Command = [process.execPath, "--import", "tsx", "scripts/start.ts"];

const running = new Set<Program>();

/** Nothing would stop them when this process ends before they do. */
process.once("exit", () => {
  for (const program of running) program.abandon();
});

/** Lets a signal end this process in the way that takes its programs along. */
export function exitOnSignal(): void {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => process.exit(1));
}

/** A process of the portal: it can be watched, stopped and killed, and everything that it says is kept. */
export class Program {
  readonly lines: LogLine[] = [];
  /** What it said that is no log line. */
  readonly words: string[] = [];
  /** Settles with the exit code, or the signal's name. */
  readonly ended: Promise<number | string>;
  private readonly child: ChildProcess;
  private readonly isGroup: boolean;
  /** Whether a case ended it, or wants it to end. */
  isExpectedToEnd = false;

  private constructor(child: ChildProcess, isGroup: boolean) {
    this.child = child;
    this.isGroup = isGroup;
    running.add(this);
    this.ended = once(child, "exit").then(([code, signal]) => {
      running.delete(this);
      return signal ?? code;
    });
    for (const stream of [child.stdout, child.stderr]) this.listen(stream);
  }

  static start([file, ...args]: Command, environment: Variables, isGroup = false): Program {
    const child = spawn(file, args, {
      env: { NODE_ENV: "production", ...environment },
      stdio: ["ignore", "pipe", "pipe"],
      detached: isGroup,
    });
    return new Program(child, isGroup);
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  get isOver(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  said(pattern: RegExp): boolean {
    return this.lines.some(({ msg }) => pattern.test(msg)) || this.words.some((word) => pattern.test(word));
  }

  /** Waits until it has said so. Throws when it ends before, or does not in time. */
  async says(pattern: RegExp, seconds = START_SECONDS): Promise<void> {
    const until = performance.now() + seconds * 1000;
    while (!this.said(pattern)) {
      if (this.isOver) throw new Error(`a process ended before it said ${pattern}: ${this.words.slice(-5).join(" ")}`);
      if (performance.now() > until) throw new Error(`a process did not say ${pattern} within ${seconds} s`);
      await sleep(50);
    }
  }

  signal(name: NodeJS.Signals): void {
    if (name === "SIGKILL" || name === "SIGTERM") this.isExpectedToEnd = true;
    if (!this.isOver) this.child.kill(name);
  }

  /** Kills it with all that it started, if it is a group of its own. */
  async kill(): Promise<void> {
    this.isExpectedToEnd = true;
    this.abandon();
    await this.ended;
  }

  /** Kills it, and does not wait. */
  abandon(): void {
    if (!this.isGroup) return void this.child.kill("SIGKILL");
    try {
      process.kill(-this.pid, "SIGKILL");
    } catch {
      // The whole group has ended.
    }
  }

  private listen(stream: NodeJS.ReadableStream | null): void {
    let rest = "";
    stream?.setEncoding("utf8");
    stream?.on("data", (text: string) => {
      const parts = (rest + text).split("\n");
      rest = parts.pop() ?? "";
      for (const part of parts.filter(Boolean)) this.note(part);
    });
  }

  private note(text: string): void {
    try {
      this.lines.push(JSON.parse(text) as LogLine);
    } catch {
      this.words.push(text);
    }
  }
}
