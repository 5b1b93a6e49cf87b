import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Outcome } from "@/e2e/attacks/engine/run";
import type { Scene } from "@/e2e/attacks/engine/scene";
import { newHiresRoute, newHireValuesRoute } from "@/lib/platform/paths/hires";
import { auditLogRoute } from "@/lib/platform/paths/team";

/** Addresses whose query reaches SQL, each with a value that the route takes. */
const addresses = [
  `${newHiresRoute}?search=Ida`,
  `${newHiresRoute}?department=People&location=Oslo&jobTitle=Engineer`,
  `${newHiresRoute}?sort=name&status=pending&limit=10`,
  `${newHireValuesRoute}?field=location`,
  `${auditLogRoute}?subject=user&action=user&actor=Maren`,
];

const MOST_MS = 300_000;

/** Whether Debian's package, or another, has put sqlmap on the path. */
export function hasSqlmap(): boolean {
  return spawnSync("sqlmap", ["--version"], { stdio: "ignore" }).status === 0;
}

/** Lets sqlmap look for SQL injection in queries, with an admin's session; it has to find none and to have tried each parameter. */
export function runSqlmap({ origin, ours }: Scene): Outcome[] {
  const folder = mkdtempSync(join(tmpdir(), "emptrust-sqlmap-"));
  const told = ["--batch", "--disable-coloring", "--dbms=postgresql", "--level=2", "--threads=4", "--ignore-code=*", "--flush-session"];
  try {
    return addresses.map((address) => {
      const where = ["-u", `${origin}${address}`, `--cookie=${ours.cookies.admin}`, `--output-dir=${folder}`, "--param-exclude=next-auth"];
      const { stdout, status } = spawnSync("sqlmap", [...told, ...where], { encoding: "utf8", input: "", timeout: MOST_MS });
      const hasTriedAll = stdout.includes("all tested parameters do not appear to be injectable");
      const faults = status === 0 && hasTriedAll ? [] : [`sqlmap ended with ${status}: ${stdout.split("\n").slice(-12).join(" ")}`];
      return { family: "sqlmap", name: `sqlmap finds no injection in ${address}`, answered: hasTriedAll ? "nothing found" : "?", faults };
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
