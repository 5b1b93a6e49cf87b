import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import pg from "pg";
import { z } from "zod";
import { quantile, round } from "@/bench/figures";
import { password, seed } from "@/bench/list/organization";
import { startPortalAnywhere } from "@/bench/portal";
import type { Row } from "@/bench/results";
import { openInLighthouse, type PageReport } from "@/bench/web/lighthouse";
import { hashToken } from "@/lib/platform/crypto";
import { PortalClient } from "@/scripts/portal/client";

const HIRES = 1_000;
const RUNS = 3;

/**
 * The pages that people see most, as Lighthouse opens them on a slow phone, the median of three runs. Beside the bytes of scripts stands what
 * Next.js and React take of them on every page.
 */
export async function pageScores(): Promise<Row[]> {
  const owner = new pg.Client({ connectionString: process.env.SUPERUSER_URL });
  await owner.connect();
  const { email, caller } = await seed(owner, HIRES);
  const addresses = await addressesOf(owner, caller.organizationId);
  const { url, stop } = await startPortalAnywhere({ WORKER: "off" });
  try {
    const client = new PortalClient(url);
    await client.signIn(email, password);
    const framework = await frameworkScripts();
    const rows: Row[] = [];
    for (const { name, path, isPublic } of addresses) {
      const reports: PageReport[] = [];
      for (let run = 0; run < RUNS; run++) reports.push(await openInLighthouse(`${url}${path}`, isPublic ? "" : client.cookie));
      rows.push({ name: `web ${name}`, hires: HIRES, ...figuresOf(reports, framework) });
    }
    return rows;
  } finally {
    await stop();
    await owner.end();
  }
}

async function addressesOf(owner: pg.Client, organizationId: string) {
  const { rows } = await owner.query<{ id: string }>(
    `SELECT "id" FROM "NewHire" WHERE "organizationId" = $1 AND "tab" = 'pending' ORDER BY "id" LIMIT 1`,
    [organizationId],
  );
  const token = randomBytes(32).toString("base64url");
  await owner.query(
    `UPDATE "Invitation" SET "tokenHash" = $1 WHERE "id" = (SELECT "id" FROM "Invitation" WHERE "organizationId" = $2 AND "status" = 'sent' LIMIT 1)`,
    [hashToken(token), organizationId],
  );
  return [
    { name: "sign-in", path: "/sign-in", isPublic: true },
    { name: "dashboard", path: "/", isPublic: false },
    { name: "list", path: "/onboard/new-hires?status=pending", isPublic: false },
    { name: "record", path: `/onboard/new-hires/${rows[0]?.id}?status=pending`, isPublic: false },
    { name: "new hire's page", path: `/onboarding/${token}`, isPublic: true },
  ];
}

const manifest = z.object({ rootMainFiles: z.array(z.string()), polyfillFiles: z.array(z.string()) });

/** The scripts that each page of the build has. */
async function frameworkScripts(): Promise<Set<string>> {
  const { rootMainFiles, polyfillFiles } = manifest.parse(JSON.parse(await readFile(".next/build-manifest.json", "utf8")));
  return new Set([...rootMainFiles, ...polyfillFiles].map((file) => `/_next/${file}`));
}

function figuresOf(reports: readonly PageReport[], framework: ReadonlySet<string>) {
  const median = (of: (report: PageReport) => number, digits = 0) => round(quantile(reports.map(of), 0.5), digits);
  const kilobytes = ({ scripts }: PageReport, isCounted: (path: string) => boolean) =>
    scripts.filter(({ path }) => isCounted(path)).reduce((sum, { bytes }) => sum + bytes, 0) / 1_000;
  return {
    score: median(({ score }) => score),
    firstPaintMs: median(({ firstPaint }) => firstPaint),
    largestPaintMs: median(({ largestPaint }) => largestPaint),
    blockingMs: median(({ blocking }) => blocking),
    layoutShift: median(({ shift }) => shift, 3),
    scriptKilobytes: median((report) => kilobytes(report, (path) => !framework.has(path)), 1),
    baselineScriptKilobytes: median((report) => kilobytes(report, (path) => framework.has(path)), 1),
  };
}
