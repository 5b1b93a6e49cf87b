import { defineConfig } from "@playwright/test";
import { chromiumArguments, findChromium } from "@/e2e/fixtures/chromium";
import { isCluster } from "@/e2e/fixtures/stack/flows-on";
import type { HarvestOption } from "@/e2e/fixtures/test";

const executablePath = findChromium();
// What a demo is not set up for, such as the tests' tokens, or disturbs, such as by its syncs every 15 seconds; and what is said by one process alone.
const grepInvert = process.env.DEMO_URL ? /@own-portal/ : isCluster ? /@one-process/ : [];

/** Run against a build of their own, whose messages page objects must have, too: `npm run test:pseudo`. */
const pseudoFlows = "pseudo/*.spec.ts";
const isPseudo = process.env.PSEUDO_LOCALE === "on";

export default defineConfig<HarvestOption>({
  testDir: "e2e",
  ...(isPseudo ? { tsconfig: "e2e/pseudo/pseudo.tsconfig.json" } : {}),
  grepInvert,
  globalSetup: "./e2e/fixtures/stack/stack.ts",
  projects: isPseudo
    ? [
        {
          name: "pseudo-locale",
          testMatch: pseudoFlows,
          use: { harvest: "v3", viewport: { width: 1440, height: 900 }, actionTimeout: 30_000 },
        },
      ]
    : [
        { name: "v3", testMatch: "*.spec.ts", testIgnore: pseudoFlows, use: { harvest: "v3" } },
        // What reads from Greenhouse must be the same over both versions of Harvest.
        { name: "v1", testMatch: "*.spec.ts", testIgnore: pseudoFlows, use: { harvest: "v1" }, grep: /@both/ },
      ],
  workers: 2,
  fullyParallel: true,
  timeout: 180_000,
  expect: { timeout: 30_000 },
  forbidOnly: true,
  reporter: [["list"], ["json", { outputFile: "test-results/playwright.json" }]],
  use: {
    baseURL: process.env.APP_URL ?? "",
    // Pictures and copies of the page at every step would cost more than the steps themselves.
    trace: { mode: "retain-on-failure", screenshots: false, snapshots: false },
    screenshot: "only-on-failure",
    launchOptions: { args: chromiumArguments, ...(executablePath ? { executablePath } : {}) },
  },
});
