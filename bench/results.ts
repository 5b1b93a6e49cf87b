import { execFileSync } from "node:child_process";
import { appendFile } from "node:fs/promises";

/** What was measured under one name: figures, each with its baseline beside it. Units are part of a figure's name. */
export interface Row {
  name: string;
  [figure: string]: string | number;
}

/** The file with all rows that were measured on this machine. */
export const RESULTS = "bench-results.jsonl";

/** Appends a row to `bench-results.jsonl` with the commit that was measured and the date, and returns it as lines to read. */
export async function recordRow(row: Row): Promise<string> {
  await appendFile(RESULTS, `${JSON.stringify({ at: new Date().toISOString(), commit: measuredCommit(), ...row })}\n`);
  const figures = Object.entries(row).filter(([figure]) => figure !== "name");
  return [row.name, ...figures.map(([figure, value]) => `  ${figure.padEnd(26)}${value}`)].join("\n");
}

let commit: string | undefined;

/** The commit that is checked out, with a mark where files differ from it; `unknown` outside a clone. */
function measuredCommit(): string {
  commit ??= (() => {
    const git = (...given: string[]) => execFileSync("git", given, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
    try {
      return `${git("rev-parse", "--short=9", "HEAD")}${git("status", "--porcelain", "--untracked-files=no") === "" ? "" : "+"}`;
    } catch {
      return "unknown";
    }
  })();
  return commit;
}
