import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { freeAddress } from "@/bench/portal";
import { livenessRoute } from "@/lib/platform/paths/service";

const KILOBYTES_A_MEGABYTE = 1024;

/** A command of the portal in a process of its own, as an operator starts it, on the machine's Node.js. */
export class Server {
  private constructor(
    private readonly child: ChildProcess,
    /** From the command to the first answer. */
    readonly seconds: number,
  ) {}

  /** Starts a command that serves the portal at a free address, and waits for its first answer. */
  static async start(command: readonly string[]): Promise<Server> {
    const { url, env } = await freeAddress();
    const [program = "", ...given] = command;
    const began = performance.now();
    const child = spawn(program, given, {
      env: { ...process.env, NODE_ENV: "production", SMTP_TLS: "off", ...env },
      stdio: ["ignore", "ignore", "inherit"],
    });
    while (!(await answers(`${url}${livenessRoute}`))) {
      if (child.exitCode !== null) throw new Error(`${command.join(" ")} ended with ${child.exitCode}`);
      await sleep(10);
    }
    return new Server(child, (performance.now() - began) / 1000);
  }

  /** The memory that it holds now, and the most that it held since it began or since `forgetPeak`. */
  async megabytes(): Promise<{ now: number; peak: number }> {
    const status = await readFile(`/proc/${this.child.pid}/status`, "utf8");
    const figure = (name: string) => Math.round(Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1]) / KILOBYTES_A_MEGABYTE);
    return { now: figure("VmRSS"), peak: figure("VmHWM") };
  }

  async forgetPeak(): Promise<void> {
    await writeFile(`/proc/${this.child.pid}/clear_refs`, "5");
  }

  async stop(): Promise<void> {
    const ended = once(this.child, "exit");
    this.child.kill("SIGTERM");
    await ended;
  }
}

async function answers(address: string): Promise<boolean> {
  return fetch(address).then(
    (answer) => answer.ok,
    () => false,
  );
}
