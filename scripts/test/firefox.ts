import { spawnSync } from "node:child_process";
import { hasOwnFirefox } from "@/e2e/fixtures/browsers/firefox";
import { runFlows } from "@/e2e/fixtures/browsers/run-flows";

if (!process.env.FIREFOX_PATH && !hasOwnFirefox()) {
  process.stdout.write("Installing a Firefox…\n");
  spawnSync(process.execPath, ["node_modules/@playwright/test/cli.js", "install", "firefox"], { stdio: "inherit", timeout: 300_000 });
}
process.exit(runFlows(process.argv.slice(2), { ...process.env, FLOWS_IN: "firefox" }));
