import { round, timing } from "@/bench/figures";
import { connectOrganization, documented, PAGE_SIZE, portalCredential, startGreenhouse, syncOnce } from "@/bench/imports/sync";
import type { Row } from "@/bench/results";
import type { Version } from "@/e2e/fixtures/greenhouse";
import { jobNames } from "@/e2e/sandbox/world/names";

const IDS = 50;

/**
 * The least requests that an import of complete hires takes. v1: a page of offers for each 500, and one request for each
 * candidate. v3: the same pages, as many of hired applications, candidates fifty at a time, and once the few jobs with their
 * departments, offices, managers and the managers' names.
 */
function leastRequests(version: Version, hires: number): number {
  const pages = Math.ceil(hires / PAGE_SIZE);
  if (version === "v1") return pages + hires;
  return 2 * pages + Math.ceil(hires / IDS) + Math.ceil(jobNames.length / IDS) + 4;
}

/** Requests that a first import uses at the documented rate limit, over the least its API allows. */
export async function importCalls(version: Version, hires: number): Promise<Row> {
  const limit = documented[version];
  const greenhouse = await startGreenhouse({ hires }, limit);
  const actor = await connectOrganization(version, greenhouse, limit);
  const { result: run, seconds } = await timing(() => syncOnce(actor));
  const answered429 = await greenhouse.refusals(portalCredential[version]);
  const idle = await syncOnce(actor);
  await greenhouse.close();
  const minimum = leastRequests(version, hires);
  return {
    name: `import-calls ${version}`,
    hires,
    requests: run.requests,
    minimum,
    ratio: round(run.requests / minimum, 3),
    answered429,
    seconds,
    secondsTheLimitAllows: round((Math.ceil(minimum / limit.limit) - 1) * limit.windowSeconds),
    /** A sync right after it, with nothing new. */
    requestsWithoutNews: idle.requests,
  };
}
