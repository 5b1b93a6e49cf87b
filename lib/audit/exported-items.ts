import { type AuditRecord, recordAudits } from "@/lib/audit/mutations";
import { writtenPosition } from "@/lib/platform/database/replica";
import { inOrganization, readerOnReplica, type TenantReader, type TenantTx } from "@/lib/platform/db";

type ReadPage<Item> = (tx: TenantTx, cursor: string | undefined) => Promise<{ items: readonly Item[]; nextCursor: string | null }>;

/**
 * Returns what an export gives, in the order of its pages, each read when it is reached. The first is read in the transaction that writes
 * the export's audit entry: an export that cannot be read throws here and leaves no entry, and none is given without one. The others may
 * come from a replica that has what the first one showed.
 */
export async function exportedItems<Item>(record: AuditRecord, readPage: ReadPage<Item>): Promise<AsyncGenerator<Item>> {
  const first = await inOrganization(record.organizationId, async (tx) => {
    await recordAudits(tx, [record]);
    return readPage(tx, undefined);
  });
  let read: TenantReader | undefined;
  return itemsFrom(first, async (cursor) => {
    read ??= await readerOnReplica(record.organizationId, await writtenPosition());
    return read((tx) => readPage(tx, cursor));
  });
}

type Page<Item> = Awaited<ReturnType<ReadPage<Item>>>;

async function* itemsFrom<Item>(first: Page<Item>, readOn: (cursor: string) => Promise<Page<Item>>): AsyncGenerator<Item> {
  for (let page = first; ; page = await readOn(page.nextCursor)) {
    yield* page.items;
    if (page.nextCursor === null) return;
  }
}
