import type { AuditList } from "@/lib/audit/schema";
import { staleCursor } from "@/lib/http/app-error";
import type { TenantTx } from "@/lib/platform/db";

/** A page of the audit log, newest first; the cursor is the last entry's id. */
export async function listAuditEntries(tx: TenantTx, query: { cursor?: string | undefined; limit: number }): Promise<AuditList> {
  const after = query.cursor ? await tx.auditEntry.findFirst({ where: { id: query.cursor }, select: { id: true, at: true } }) : null;
  if (query.cursor && !after) throw staleCursor();
  const rows = await tx.auditEntry.findMany({
    where: after ? { OR: [{ at: { lt: after.at } }, { at: after.at, id: { lt: after.id } }] } : {},
    orderBy: [{ at: "desc" }, { id: "desc" }],
    take: query.limit + 1,
  });
  const shown = rows.slice(0, query.limit);
  return {
    items: shown.map(({ at, actor, action, subject, changes }) => ({
      at: at.toISOString(),
      actor,
      action,
      subject,
      changes: changes !== null && typeof changes === "object" && !Array.isArray(changes) ? changes : {},
    })),
    nextCursor: rows.length > query.limit ? (shown.at(-1)?.id ?? null) : null,
  };
}
