import { type AuditRecord, recordAudits } from "@/lib/audit/mutations";
import { inOrganization, type TenantTx } from "@/lib/platform/db";

type ReadPage<Item> = (tx: TenantTx, cursor: string | undefined) => Promise<{ items: readonly Item[]; nextCursor: string | null }>;

/**
 * Returns what an export gives, in the order of its pages, each read when it is reached. The first is read in the transaction that writes
 * the export's audit entry: an export that cannot be read throws here and leaves no entry, and none is given without one.
 */
export async function exportedItems<Item>(record: AuditRecord, readPage: ReadPage<Item>): Promise<AsyncGenerator<Item>> {
  const first = await inOrganization(record.organizationId, async (tx) => {
    await recordAudits(tx, [record]);
    return readPage(tx, undefined);
  });
  return itemsFrom(first, (cursor) => inOrganization(record.organizationId, (tx) => readPage(tx, cursor)));
}

type Page<Item> = Awaited<ReturnType<ReadPage<Item>>>;

async function* itemsFrom<Item>(first: Page<Item>, readOn: (cursor: string) => Promise<Page<Item>>): AsyncGenerator<Item> {
  for (let page = first; ; page = await readOn(page.nextCursor)) {
    yield* page.items;
    if (page.nextCursor === null) return;
  }
}
