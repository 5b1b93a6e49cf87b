import { spawnSync } from "node:child_process";

// Each hostile value in each place; `npm test` sends one in several.
const env = { ...process.env, ATTACKS: "all" };
const cli = [
  "--import",
  "tsx",
  "node_modules/@playwright/test/cli.js",
  "test",
  "--project",
  "v3",
  "hostile-input",
  ...process.argv.slice(2),
];
process.exit(spawnSync(process.execPath, cli, { env, stdio: "inherit" }).status ?? 1);
