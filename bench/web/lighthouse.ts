import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import { findChromium } from "@/e2e/fixtures/browsers/chromium";

// Fetched when it is asked for, and no dependency: what it brings along is more than the portal itself.
const LIGHTHOUSE = "lighthouse@13.5.0";
const FLAGS = "--headless=new --no-sandbox --disable-gpu";

const figure = z.object({ numericValue: z.number() });
const reportSchema = z.object({
  finalDisplayedUrl: z.string(),
  categories: z.object({ performance: z.object({ score: z.number() }) }),
  audits: z.object({
    "first-contentful-paint": figure,
    "largest-contentful-paint": figure,
    "total-blocking-time": figure,
    "cumulative-layout-shift": figure,
    "network-requests": z.object({
      details: z.object({
        items: z.array(z.object({ url: z.string(), resourceType: z.string().optional(), transferSize: z.number().optional() })),
      }),
    }),
  }),
});

/** What Lighthouse found of a page on a slow phone: its score of 100, times in milliseconds, and scripts with the bytes that were sent. */
export interface PageReport {
  score: number;
  firstPaint: number;
  largestPaint: number;
  blocking: number;
  shift: number;
  scripts: { path: string; bytes: number }[];
}

/** Has Lighthouse open a page as the owner of a cookie. Throws where the page led somewhere else. */
export async function openInLighthouse(address: string, cookie: string): Promise<PageReport> {
  const folder = await mkdtemp(join(tmpdir(), "lighthouse-"));
  const file = join(folder, "report.json");
  const headers = cookie === "" ? [] : [`--extra-headers=${JSON.stringify({ Cookie: cookie })}`];
  const options = ["--quiet", "--only-categories=performance", "--output=json", `--output-path=${file}`, `--chrome-flags=${FLAGS}`];
  try {
    await promisify(execFile)("npm", ["exec", "--yes", `--package=${LIGHTHOUSE}`, "--", "lighthouse", address, ...options, ...headers], {
      env: { ...process.env, CHROME_PATH: findChromium() },
    });
    const { audits, categories, finalDisplayedUrl } = reportSchema.parse(JSON.parse(await readFile(file, "utf8")));
    if (finalDisplayedUrl !== address) throw new Error(`${address} led to ${finalDisplayedUrl}`);
    const scripts = audits["network-requests"].details.items.filter(({ resourceType }) => resourceType === "Script");
    return {
      score: categories.performance.score * 100,
      firstPaint: audits["first-contentful-paint"].numericValue,
      largestPaint: audits["largest-contentful-paint"].numericValue,
      blocking: audits["total-blocking-time"].numericValue,
      shift: audits["cumulative-layout-shift"].numericValue,
      scripts: scripts.map(({ url, transferSize }) => ({ path: new URL(url).pathname, bytes: transferSize ?? 0 })),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
