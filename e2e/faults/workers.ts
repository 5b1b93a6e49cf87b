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

/** A worker in its own process. */
export class Worker {
  /** Settles when the process has exited. */
  readonly ended: Promise<unknown>;
  private readonly process: ChildProcess;
  private isKilled = false;

  constructor(process: ChildProcess) {
    this.process = process;
    this.ended = once(process, "exit");
  }

  /** Returns whether it exited without being killed, which is a failure. */
  get crashed(): boolean {
    return !this.isKilled && (this.process.exitCode !== null || this.process.signalCode !== null);
  }

  work(environment: Record<string, string>): void {
    this.process.send({ environment } satisfies Order);
  }

  /** Kills it with SIGKILL, like a power cut. */
  kill(): void {
    this.isKilled = true;
    this.process.kill("SIGKILL");
  }
}

/** Provides workers, and loads the next one in advance. */
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

/** Bundles a program once, because compiling it in every process would double the loading time. */
export async function bundle(source: string, target: string): Promise<void> {
  // esbuild is a dependency of tsx.
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
