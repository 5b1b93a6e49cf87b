import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "@/lib/embedded-database/database";

const KILOBYTES_A_MEGABYTE = 1024;

/** A command of the portal in a process of its own, as an operator starts it, on the machine's Node.js. */
export class Server {
  private constructor(
    private readonly child: ChildProcess,
    /** From the command to the first answer. */
    readonly seconds: number,
  ) {}

  /** Starts a command and waits until its `path` answers; `PORT` and the addresses that go with it are a free one's. */
  static async start(command: readonly string[], { path, env = {} }: { path: string; env?: Record<string, string> }): Promise<Server> {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const [program = "", ...given] = command;
    const began = performance.now();
    const child = spawn(program, given, {
      env: {
        ...process.env,
        NODE_ENV: "production",
        PORT: String(port),
        APP_URL: url,
        NEXTAUTH_URL: url,
        // Nobody listens there: emails wait.
        SMTP_URL: "smtp://127.0.0.1:1",
        SMTP_TLS: "off",
        MAIL_FROM: "bench@emptrust.example",
        ...env,
      },
      stdio: ["ignore", "ignore", "inherit"],
    });
    while (!(await answers(`${url}${path}`))) {
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
