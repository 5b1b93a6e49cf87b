import { execFileSync, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import formerRelease from "@/prisma/former-release.json";
import { CommandError } from "@/scripts/portal/environment";

export interface Release {
  folder: string;
  commit: string;
  /** Whether it starts on a newer schema that permits it. */
  isTolerant: boolean;
}

function git(...args: string[]): string {
  return execFileSync("git", args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"], maxBuffer: 2 ** 30 }).trim();
}

/** Returns the commit that UPGRADE_FROM names; without it the newest tag's, and without tags that of prisma/former-release.json. */
function formerCommit(): string {
  const tag = spawnSync("git", ["describe", "--tags", "--abbrev=0"], { encoding: "utf8" }).stdout.trim();
  const named = process.env.UPGRADE_FROM || tag || formerRelease.commit;
  try {
    return git("rev-parse", "--verify", `${named}^{commit}`);
  } catch {
    throw new CommandError(`UPGRADE_FROM: this repository has no ${named}`);
  }
}

/** Builds the former release beside this one, in a folder that is kept for the next time. */
export function buildFormerRelease(): Release {
  const commit = formerCommit();
  const folder = join(tmpdir(), `emptrust-release-${commit.slice(0, 12)}`);
  if (!existsSync(join(folder, "package.json"))) {
    mkdirSync(folder, { recursive: true });
    execFileSync("sh", ["-c", 'git archive "$0" | tar -x -C "$1"', commit, folder]);
    const isSame = readFileSync("package-lock.json").equals(readFileSync(join(folder, "package-lock.json")));
    // Hard links: what npm and the build change, they replace.
    if (isSame) execFileSync("cp", ["-al", "node_modules", folder]);
  }
  const { status } = spawnSync(process.execPath, ["scripts/run.mjs", "build"], { cwd: folder, stdio: ["ignore", 2, 2] });
  if (status !== 0) throw new CommandError(`the build of ${commit} failed in ${folder}`);
  return { folder, commit, isTolerant: existsSync(join(folder, "prisma/history.ts")) };
}

export interface Process {
  ended: Promise<number | null>;
  /** The lines of its log that need a look. */
  errors(): string[];
  stop(): Promise<number | null>;
}

/** Runs a script of a release, with these variables over this process's. */
export function startScript(folder: string, script: string, args: string[], env: Record<string, string>, input = ""): Process {
  const child = spawn(join(folder, "node_modules/.bin/node"), ["--import", "tsx", script, ...args], {
    cwd: folder,
    env: { ...process.env, ...env },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text: string) => (output += text));
  child.stdin.end(input);
  const ended = new Promise<number | null>((closed) => child.once("close", closed));
  return {
    ended,
    // Next.js prints that it read its configuration.
    errors: () => output.split("\n").filter((line) => !/^\s*(✓ .*)?$/.test(line) && (!line.startsWith("{") || /"level":[56]0/.test(line))),
    stop: async () => {
      child.kill("SIGTERM");
      return ended;
    },
  };
}
