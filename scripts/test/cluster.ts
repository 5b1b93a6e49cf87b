import { spawnSync } from "node:child_process";

// The flows' own portal is then two portals and three workers, on Debian's PostgreSQL behind PgBouncer in transaction mode.
const env = { ...process.env, FLOWS_ON: "cluster" };
const cli = ["--import", "tsx", "node_modules/@playwright/test/cli.js", "test", "--project", "v3", ...process.argv.slice(2)];
process.exit(spawnSync(process.execPath, cli, { env, stdio: "inherit" }).status ?? 1);
