import { listLayoutSchema, type SavedView, type StoredLayout } from "@/lib/hires/views/schema";
import type { TenantTx } from "@/lib/platform/db";

/** Returns a person's own views by name, then those that colleagues share, each with who shares it. */
export async function viewsOf(tx: TenantTx, userId: string): Promise<SavedView[]> {
  const rows = await tx.savedView.findMany({
    where: { OR: [{ userId }, { sharedAt: { not: null } }] },
    select: { id: true, name: true, query: true, sharedAt: true, userId: true, user: { select: { name: true } } },
    orderBy: [{ name: "asc" }, { id: "asc" }],
  });
  const views = rows.map(({ id, name, query, sharedAt, ...of }) => ({
    id,
    name,
    query,
    shared: sharedAt !== null,
    sharedBy: of.userId === userId ? null : of.user.name,
  }));
  return [...views.filter(({ sharedBy }) => sharedBy === null), ...views.filter(({ sharedBy }) => sharedBy !== null)];
}

/** Returns how a person arranged the list. */
export async function layoutOf(tx: TenantTx, userId: string): Promise<StoredLayout> {
  const row = await tx.listLayout.findFirst({ where: { userId }, select: { columns: true, widths: true, compact: true } });
  return { layout: row && listLayoutSchema.parse(row) };
}
