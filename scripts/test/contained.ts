import { spawn } from "node:child_process";
import { chmod, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** The id of no user of this machine, as the image's is. */
const USER = "10001";

/** What the Dockerfile sets. */
export const imageEnvironment = { NODE_ENV: "production", NODE_OPTIONS: "--max-semi-space-size=4", HOME: "/app", PORT: "3000" };

export interface Contained {
  ended: Promise<{ code: number | null; output: string }>;
  /** Returns how many processes its namespace holds. */
  processes(): Promise<number>;
  /** What it has written so far. */
  said(): string;
  /** Sends SIGTERM to its process 1. */
  stop(): Promise<{ code: number | null; output: string }>;
  /** Ends it at once, if it has not ended. */
  kill(): Promise<void>;
}

/**
 * Runs one of the tree's programs as a container would: as process 1 of a namespace, as a user without rights, with these variables and
 * no other, on a file system that nothing can be written to. The network is this machine's. Needs root.
 */
export function startContained(tree: string, program: string, env: Record<string, string>, args: string[] = [], input = ""): Contained {
  const variables = Object.entries({ ...imageEnvironment, ...env }).map(([name, value]) => `${name}=${value}`);
  const asNobody = [
    "setpriv",
    `--reuid=${USER}`,
    `--regid=${USER}`,
    "--clear-groups",
    "--no-new-privs",
    "--bounding-set=-all",
    "--inh-caps=-all",
  ];
  const command = [...asNobody, "env", "-i", ...variables, process.execPath, `program/${program}.mjs`, ...args];
  // Each of these becomes the next, so that Node.js is process 1.
  const script = `mount -o remount,bind,ro / && cd "$0" && exec "$@"`;
  const unshare = ["--mount", "--pid", "--fork", "--mount-proc", "--kill-child", "--", "sh", "-c", script, tree, ...command];
  const outside = chmod(dirname(tree), 0o755).then(() => spawn("unshare", unshare, { stdio: ["pipe", "pipe", "pipe"] }));
  let output = "";
  const ended = outside.then(async (process) => {
    for (const stream of [process.stdout, process.stderr]) stream.setEncoding("utf8").on("data", (text: string) => (output += text));
    process.stdin.end(input);
    const code = await new Promise<number | null>((closed) => process.once("close", closed));
    return { code, output };
  });
  const first = async () => {
    const { pid } = await outside;
    return Number((await readFile(`/proc/${pid}/task/${pid}/children`, "utf8")).trim().split(" ")[0]);
  };
  return {
    ended,
    said: () => output,
    processes: async () => 1 + (await childrenOf(await first())).length,
    stop: async () => {
      process.kill(await first(), "SIGTERM");
      return ended;
    },
    kill: async () => {
      (await outside).kill("SIGKILL");
      await ended;
    },
  };
}

async function childrenOf(pid: number): Promise<string[]> {
  return (await readFile(join("/proc", String(pid), "task", String(pid), "children"), "utf8")).split(" ").filter((child) => child !== "");
}

/** Asks until the answer is yes, for a minute; an error is a no. */
export async function eventually(ask: () => Promise<boolean>): Promise<boolean> {
  for (let attempt = 0; attempt < 240; attempt++) {
    if (await ask().catch(() => false)) return true;
    await sleep(250);
  }
  return false;
}
