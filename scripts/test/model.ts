import { spawnSync } from "node:child_process";

// The test that `npm test` runs on a few lives, on many and longer ones.
const env = { MODEL_LIVES: "150", ...process.env };
const vitest = ["node_modules/vitest/vitest.mjs", "run", "--project", "integration", "lib/hires/life.integration.test.ts"];
process.exit(spawnSync(process.execPath, vitest, { env, stdio: "inherit" }).status ?? 1);
