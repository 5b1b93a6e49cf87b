import { type Change, changeActions, changeOf } from "@/lib/hires/undo/rules";
import type { TenantTx } from "@/lib/platform/db";
import { asHireId, type HireId } from "@/lib/platform/ids";

const subject = "new_hire:";

/** Returns what was changed of these hires, newest first, by hire: all of it, or what was at or after a change. */
export async function changesOfHires(tx: TenantTx, ids: readonly HireId[], since?: string): Promise<Map<HireId, Change[]>> {
  // The database gives an entry its id by its own clock, while the hire is locked: their order is that of the changes.
  const entries = await tx.auditEntry.findMany({
    where: {
      subject: { in: ids.map((id) => `${subject}${id}`) },
      action: { in: [...changeActions] },
      ...(since === undefined ? {} : { id: { gte: since } }),
    },
    select: { id: true, subject: true, actor: true, action: true, changes: true },
    orderBy: { id: "desc" },
  });
  const byHire = Map.groupBy(entries, (entry) => asHireId(entry.subject.slice(subject.length)));
  return new Map([...byHire].map(([id, of]) => [id, of.map(changeOf)]));
}
