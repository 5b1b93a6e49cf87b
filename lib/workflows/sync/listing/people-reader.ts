import type { ApplicationId } from "@/lib/platform/ids";
import { type ApplicationCheck, chunksOf } from "@/lib/workflows/sync/application-check";
import { applyHarvestState } from "@/lib/workflows/sync/apply-harvest-state";
import { readAhead } from "@/lib/workflows/sync/listing/read-ahead";
import type { RunContext } from "@/lib/workflows/sync/run/run-context";

/**
 * Reads and decides about people in chunks that fill whole requests: what is left over of one page waits for the next one's, and a
 * page is committed when the last of its people is.
 */
export class PeopleReader {
  /** By application; a later page may say more of them. */
  readonly waiting = new Map<ApplicationId, ApplicationCheck>();
  private readonly open: (() => Promise<void>)[] = [];
  private readonly run: RunContext;

  constructor(run: RunContext) {
    this.run = run;
  }

  /**
   * Reads these people as soon as they fill requests, on a list's last page at once, and calls `commit` when everyone of the page is
   * decided. `tellsTotal`: no list is left that could add people.
   */
  async read(
    checks: readonly ApplicationCheck[],
    page: { isLast: boolean; tellsTotal: boolean; commit: () => Promise<void> },
  ): Promise<void> {
    const { run } = this;
    for (const check of checks) this.waiting.set(check.applicationId, check);
    if (page.tellsTotal) run.progress.total = run.progress.done + this.waiting.size;
    const { preferred, fullRequest } = run.connector.batchSize;
    const ready = [...this.waiting.values()].slice(0, page.isLast ? undefined : this.waiting.size - (this.waiting.size % fullRequest));
    const chunks = chunksOf(ready, preferred);
    const read = (chunk: ApplicationCheck[] | undefined) => (chunk ? readAhead(run.connector.people(chunk, run.reads)) : undefined);
    // The next people are read while these are committed.
    let reading = read(chunks[0]);
    for (const [at, chunk] of chunks.entries()) {
      const people = await reading;
      reading = read(chunks[at + 1]);
      run.progress.done += chunk.length;
      if (people) await run.step((tx, now) => applyHarvestState(tx, run, chunk, people, now));
      for (const check of chunk) {
        this.waiting.delete(check.applicationId);
        run.trial?.settled.add(check.applicationId);
      }
      // Those that waited were the first: the pages they came from are done.
      await this.close();
    }
    this.open.push(page.commit);
    if (this.waiting.size === 0) await this.close();
  }

  private async close(): Promise<void> {
    for (const commit of this.open.splice(0)) await commit();
  }
}
