import { type ListName, type ListPlace, placeOf } from "@/lib/connections/listing/data";
import { GreenhouseError, type ListPage, type PageRequest } from "@/lib/greenhouse/connector";
import { inOrganization, type TenantTx } from "@/lib/platform/db";
import { clockSkewSeconds, listingStart, momentOf } from "@/lib/workflows/sync/listing/listing-start";
import { readAhead } from "@/lib/workflows/sync/listing/read-ahead";
import type { RunContext } from "@/lib/workflows/sync/run/run-context";

/** How one of Greenhouse's lists is read. */
export interface ListReading<Page extends ListPage> {
  list: ListName;
  read(request: PageRequest): Promise<Page>;
  /** The earliest change of a record that could not be read; null: it must be looked for from the start; undefined: none. */
  retryFrom: ((tx: TenantTx, now: Date) => Promise<Date | null | undefined>) | null;
  /** Takes a page in; `place` is where the list is read up to once the page is committed. */
  take(page: Page, place: ListPlace): Promise<void>;
}

/**
 * Reads what changed in a list since its watermark, page by page; a listing that was interrupted goes on where it was. A place that
 * an earlier run left and Greenhouse does not take any more costs a listing from the watermark, and never the sync.
 */
export async function walkList<Page extends ListPage>(run: RunContext, { list, read, retryFrom, take }: ListReading<Page>): Promise<void> {
  let place = placeOf(run.integration, list);
  const begin = async (): Promise<PageRequest> => {
    const unread = retryFrom ? await inOrganization(run.organizationId, retryFrom) : undefined;
    const { from, isComparison } = listingStart({ ...place, retryFrom: unread }, run.databaseNow());
    // Until the first answer tells Greenhouse's time.
    place = { ...place, startedAt: null, ...(isComparison ? { comparedAt: run.startedAt } : {}) };
    return { changedSince: from };
  };
  const askedAt = run.databaseNow();
  let page: Page | null = null;
  if (place.next !== null) {
    try {
      page = await read({ next: place.next });
    } catch (error) {
      if (!(error instanceof GreenhouseError)) throw error;
    }
  }
  page ??= await read(await begin());
  for (;;) {
    run.greenhouseTime ??= momentOf(page.respondedAt, askedAt);
    run.clockSkewSeconds ??= clockSkewSeconds(page.respondedAt, askedAt);
    const startedAt = momentOf(place.startedAt, run.greenhouseTime);
    const { next }: ListPage = page;
    place = next === null ? { ...place, watermark: startedAt, startedAt: null, next: null } : { ...place, startedAt, next };
    // The next page is read while this one is taken in.
    const reading: Promise<Page> | null = next === null ? null : readAhead(read({ next }));
    await take(page, place);
    if (reading === null) return;
    page = await reading;
  }
}
