import { spawnSync } from "node:child_process";

// The flows' own portal is then the build whose messages are in letters that only look alike, and so are the words by which they find things.
const env = { ...process.env, PSEUDO_LOCALE: "on", TSX_TSCONFIG_PATH: "e2e/pseudo/pseudo.tsconfig.json" };
const cli = ["--import", "tsx", "node_modules/@playwright/test/cli.js", "test", ...process.argv.slice(2)];
process.exit(spawnSync(process.execPath, cli, { env, stdio: "inherit" }).status ?? 1);
