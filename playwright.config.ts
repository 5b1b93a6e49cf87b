import { defineConfig } from "@playwright/test";
import { inChromium } from "@/e2e/fixtures/browsers/chromium";
import { inFirefox } from "@/e2e/fixtures/browsers/firefox";
import { isCluster } from "@/e2e/fixtures/stack/flows-on";
import type { HarvestOption } from "@/e2e/fixtures/test";

const isFirefox = process.env.FLOWS_IN === "firefox";
/** Where flakes are looked for, the run that failed is the one to see. */
const isRepeated = process.env.FLOWS_ARE === "repeated";
// What a demo is not set up for, such as the tests' tokens, or disturbs, such as by its syncs every 15 seconds; what is said by one process
// alone; and what only Chromium can be told to do, such as printing to a file.
const grepInvert = [
  ...(process.env.DEMO_URL ? [/@own-portal/] : []),
  ...(isCluster ? [/@one-process/] : []),
  ...(isFirefox ? [/@chromium/] : []),
];

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
    : isFirefox
      ? [{ name: "firefox", testMatch: "*.spec.ts", testIgnore: pseudoFlows, use: { harvest: "v3", ...inFirefox() } }]
      : [
          { name: "v3", testMatch: "*.spec.ts", testIgnore: pseudoFlows, use: { harvest: "v3" } },
          // What reads from Greenhouse must be the same over both versions of Harvest.
          { name: "v1", testMatch: "*.spec.ts", testIgnore: pseudoFlows, use: { harvest: "v1" }, grep: /@both/ },
        ],
  workers: 3,
  fullyParallel: true,
  // A flow that failed is run once more for its trace alone: a trace of every flow takes a fifth of the processor. It counts as failed all the same.
  retries: isRepeated ? 0 : 1,
  failOnFlakyTests: true,
  timeout: 180_000,
  expect: { timeout: 30_000 },
  forbidOnly: true,
  reporter: [["list"], ["json", { outputFile: "test-results/playwright.json" }]],
  use: {
    baseURL: process.env.APP_URL ?? "",
    // Pictures of every step would cost more than the steps.
    trace: { mode: isRepeated ? "retain-on-failure" : "on-first-retry", screenshots: false, snapshots: true },
    screenshot: "only-on-failure",
    ...(isFirefox ? {} : inChromium()),
  },
});
