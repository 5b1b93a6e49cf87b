import type { SavedView } from "@/lib/hires/views/schema";
import type { TenantTx } from "@/lib/platform/db";

/** A person's own views, by name. */
export function viewsOf(tx: TenantTx, userId: string): Promise<SavedView[]> {
  return tx.savedView.findMany({
    where: { userId },
    select: { id: true, name: true, query: true },
    orderBy: [{ name: "asc" }, { id: "asc" }],
  });
}
