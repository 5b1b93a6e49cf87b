import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Order } from "@/e2e/faults/worker-process";

interface Loaded {
  process: ChildProcess;
  loaded: Promise<unknown>;
}

interface Bundler {
  build(options: Record<string, unknown>): Promise<unknown>;
}

/** A worker in a process of its own. */
export class Worker {
  /** Settles when the process is gone. */
  readonly ended: Promise<unknown>;
  private readonly process: ChildProcess;
  private isKilled = false;

  constructor(process: ChildProcess) {
    this.process = process;
    this.ended = once(process, "exit");
  }

  /** Whether it ended by itself, which it never should. */
  get crashed(): boolean {
    return !this.isKilled && (this.process.exitCode !== null || this.process.signalCode !== null);
  }

  work(environment: Record<string, string>): void {
    this.process.send({ environment } satisfies Order);
  }

  /** Ends it as a power cut would. */
  kill(): void {
    this.isKilled = true;
    this.process.kill("SIGKILL");
  }
}

/** Hands out workers, and has the next one loaded by the time the one before is dead. */
export class Workers {
  private readonly program: string;
  private next: Loaded | undefined;

  private constructor(program: string) {
    this.program = program;
  }

  static async ready(): Promise<Workers> {
    const program = join(process.cwd(), ".cache", `fault-worker-${process.pid}.mjs`);
    await bundle(join(import.meta.dirname, "worker-process.ts"), program);
    return new Workers(program);
  }

  async take(): Promise<Worker> {
    const { process, loaded } = this.next ?? this.load();
    await loaded;
    this.next = this.load();
    return new Worker(process);
  }

  async close(): Promise<void> {
    this.next?.process.kill("SIGKILL");
    await rm(this.program, { force: true });
  }

  private load(): Loaded {
    const child = fork(this.program, { execArgv: [], stdio: ["ignore", "inherit", "inherit", "ipc"] });
    return { process: child, loaded: once(child, "message") };
  }
}

/** Translates the worker once; each of many processes would do it anew, and take twice as long to load. */
async function bundle(source: string, target: string): Promise<void> {
  // tsx brings esbuild along.
  const esbuild: Bundler = createRequire(createRequire(import.meta.url).resolve("tsx"))("esbuild");
  await esbuild.build({
    entryPoints: [source],
    outfile: target,
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    sourcemap: "inline",
    logLevel: "error",
  });
}
