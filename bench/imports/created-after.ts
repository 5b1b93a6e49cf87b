import { setTimeout as sleep } from "node:timers/promises";
import { request } from "undici";
import { timing } from "@/bench/figures";
import { type Greenhouse, type LaterHires, otherCredentials } from "@/bench/greenhouse";
import { connectOrganization, documented, PAGE_SIZE, portalCredential, startGreenhouse, syncOnce } from "@/bench/imports/sync";
import type { Row } from "@/bench/results";
import { type Version, versions } from "@/e2e/fixtures/greenhouse";
import { accessToken, basic } from "@/e2e/sandbox/requests";
import { inOrganization } from "@/lib/platform/db";

const HIRES = 1_000;
const APPLICANTS = 50;

interface Strategy {
  /** Runs one sync, which goes on where the last one ended. */
  sync(): Promise<{ requests: number }>;
  /** Returns how many of these applications the syncs have found as hired. */
  found(applications: readonly number[]): Promise<number>;
  /** The name under which Greenhouse counts its requests. */
  credential: string;
}

/**
 * A sync that lists applications by `created_after` beside the portal's, with the same people and at the same documented rate limit. First an
 * import; then fifty people are hired who applied long before it, and fifty who applied after it; then one more sync. A hire that neither
 * sync found is missed.
 */
export async function createdAfter(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const version of versions) {
    rows.push(await measured("created-after", version, async (greenhouse) => new CreatedAfter(version, greenhouse.url)));
    rows.push(await measured("portal", version, (greenhouse) => portal(version, greenhouse)));
  }
  return rows;
}

async function measured(strategy: string, version: Version, open: (greenhouse: Greenhouse) => Promise<Strategy>): Promise<Row> {
  const greenhouse = await startGreenhouse({ hires: HIRES, applicants: APPLICANTS }, documented[version]);
  try {
    const opened = await open(greenhouse);
    const first = await timing(() => opened.sync());
    const answered429 = await greenhouse.refusals(opened.credential);
    const later: LaterHires = await greenhouse.hireMore();
    const next = await timing(() => opened.sync());
    const made = [...later.appliedBefore, ...later.appliedAfter];
    return {
      name: `import-calls created-after ${version}`,
      strategy,
      hires: HIRES,
      requests: first.result.requests,
      answered429,
      seconds: first.seconds,
      requestsOfNextSync: next.result.requests,
      hiredBetween: made.length,
      hiresMissed: made.length - (await opened.found(made)),
    };
  } finally {
    await greenhouse.close();
  }
}

async function portal(version: Version, greenhouse: Greenhouse): Promise<Strategy> {
  const actor = await connectOrganization(version, greenhouse, documented[version]);
  return {
    sync: () => syncOnce(actor),
    found: (applications) =>
      inOrganization(actor.organizationId, (tx) => tx.newHire.count({ where: { applicationId: { in: applications.map(BigInt) } } })),
    credential: portalCredential[version],
  };
}

interface ListedApplication {
  id: number;
  candidate_id: number;
  /** v1's name for when an application was created. */
  applied_at?: string;
  created_at?: string;
}

/**
 * Lists hired applications that were created at or after the newest one it has seen, and requests each candidate, one after the other, without
 * pacing. Airbyte's Greenhouse source lists applications by this filter and cursor. The Singer taps that were read filter applications by last
 * activity or last change instead, so its misses are not theirs. Listing only hired applications, in the largest pages, spares it requests. That
 * it waits one window of the rate limit after a 429 is a choice of this benchmark; the public syncs wait in different ways.
 */
class CreatedAfter implements Strategy {
  readonly credential: string;
  private requests = 0;
  private newest: string | null = null;
  private authorization: Record<string, string> | null = null;
  private readonly known = new Set<number>();

  constructor(
    private readonly version: Version,
    private readonly url: string,
  ) {
    this.credential = version === "v1" ? otherCredentials.key : otherCredentials.client.id;
  }

  async found(applications: readonly number[]): Promise<number> {
    return applications.filter((id) => this.known.has(id)).length;
  }

  async sync(): Promise<{ requests: number }> {
    const before = this.requests;
    const since = this.newest;
    const filter: Record<string, string> =
      since === null ? {} : this.version === "v1" ? { created_after: since } : { created_at: `gte|${since}` };
    let next: string | undefined =
      `${this.url}/${this.version}/applications?${new URLSearchParams({ per_page: String(PAGE_SIZE), status: "hired", ...filter })}`;
    while (next) {
      const page: { body: unknown; link: string } = await this.get(next);
      for (const application of page.body as ListedApplication[]) {
        const createdAt = application.applied_at ?? application.created_at ?? "";
        if (createdAt > (this.newest ?? "")) this.newest = createdAt;
        const { candidate_id: id } = application;
        await this.get(`${this.url}/${this.version}/candidates${this.version === "v1" ? `/${id}` : `?ids=${id}`}`);
        this.known.add(application.id);
      }
      next = /<([^>]+)>; rel="next"/.exec(page.link)?.[1];
    }
    return { requests: this.requests - before };
  }

  private async get(address: string): Promise<{ body: unknown; link: string }> {
    this.authorization ??=
      this.version === "v1"
        ? basic(otherCredentials.key)
        : { authorization: `Bearer ${await accessToken({ url: this.url }, otherCredentials.client)}` };
    for (;;) {
      this.requests++;
      const { statusCode, headers, body } = await request(address, { headers: this.authorization });
      const parsed: unknown = await body.json();
      if (statusCode === 200) return { body: parsed, link: String(headers.link ?? "") };
      if (statusCode !== 429) throw new Error(`${address} was answered with ${statusCode}`);
      await sleep(documented[this.version].windowSeconds * 1000);
    }
  }
}
