import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { debianPostgres } from "@/e2e/servers/debian-postgres";

/** Programs that not every machine has. */
export type Need = "pgbouncer" | "debian" | "faketime" | "unshare" | "tmpfs" | "build";

const faketimeLibraries = ["x86_64", "aarch64"].map((machine) => `/usr/lib/${machine}-linux-gnu/faketime/libfaketime.so.1`);
/** Where Debian's package has libfaketime; undefined where it is not installed. */
export const faketime = faketimeLibraries.find((path) => existsSync(path));

const succeeds = (...[file = "", ...args]: string[]) => spawnSync(file, args, { stdio: "ignore" }).status === 0;

const missing: Record<Need, () => string | null> = {
  pgbouncer: () => (succeeds("pgbouncer", "--version") ? null : "PgBouncer is not installed"),
  debian: () => (debianPostgres ? null : "Debian's PostgreSQL is not installed"),
  faketime: () => (faketime ? null : "libfaketime is not installed"),
  unshare: () => (succeeds("unshare", "-pf", "--mount-proc", "true") ? null : "this user may make no PID namespace"),
  tmpfs: () => (succeeds("unshare", "-m", "mount", "-t", "tmpfs", "tmpfs", "/mnt") ? null : "this user may mount no file system"),
  build: () => (existsSync(".next/BUILD_ID") ? null : "there is no build (npm run build)"),
};

const known = new Map<Need, string | null>();

/** Returns why a case cannot run here; null when it can. */
export function whyNot(needs: readonly Need[]): string | null {
  for (const need of needs) {
    const reason = known.has(need) ? (known.get(need) ?? null) : missing[need]();
    known.set(need, reason);
    if (reason) return reason;
  }
  return null;
}
