import { spawnSync } from "node:child_process";

// The flows' own portal is then the build whose messages are in letters that only look alike.
const env = { ...process.env, PSEUDO_LOCALE: "on" };
const cli = ["--import", "tsx", "node_modules/@playwright/test/cli.js", "test", ...process.argv.slice(2)];
process.exit(spawnSync(process.execPath, cli, { env, stdio: "inherit" }).status ?? 1);
