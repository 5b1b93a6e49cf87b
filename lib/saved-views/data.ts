import type { TenantTx } from "@/lib/platform/db";
import type { SavedView } from "@/lib/saved-views/schema";

/** A person's own views, by name. */
export function viewsOf(tx: TenantTx, userId: string): Promise<SavedView[]> {
  return tx.savedView.findMany({
    where: { userId },
    select: { id: true, name: true, query: true },
    orderBy: [{ name: "asc" }, { id: "asc" }],
  });
}
