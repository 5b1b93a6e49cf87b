import { recordAudit } from "@/lib/audit/mutations";
import type { Actor } from "@/lib/auth/actor";
import { type Cell, csvFile, type FileContent } from "@/lib/http/download";
import * as fieldWords from "@/lib/messages/generated/hires/fields";
import * as m from "@/lib/messages/generated/reconciliation";
import { inOrganization } from "@/lib/platform/db";
import type { Reconciliation, ReconciliationRange } from "@/lib/reconciliation/schema";
import { reconcileGreenhouse } from "@/lib/workflows/sync/reconcile-greenhouse";

/** Returns the comparison with Greenhouse as CSV, a row for each person or field that does not agree. The audit log records it. */
export async function exportReconciliation(actor: Actor, range: ReconciliationRange): Promise<FileContent> {
  const result = await reconcileGreenhouse(actor, range);
  await inOrganization(actor.organizationId, (tx) =>
    recordAudit(tx, {
      organizationId: actor.organizationId,
      actor: { id: actor.userId, name: actor.name },
      action: "reconciliation.exported",
      subject: "new_hires",
      changes: { ...range },
    }),
  );
  const titles = [m.columnResult(), m.columnName(), m.columnReason(), m.columnField(), m.columnHere(), m.columnThere()];
  return csvFile({
    fileName: `comparison-${range.startFrom}-${range.startTo}`,
    columns: [...titles, m.columnApplication(), m.columnRecord()].map((title) => ({ title })),
    rows: rowsOf(result),
  });
}

async function* rowsOf({ different, missingHere, missingThere, unseenIds, names }: Reconciliation): AsyncGenerator<Cell[]> {
  const nameOf = (id: string) => names[id] ?? null;
  for (const { id, values } of different) {
    for (const { field, here, there } of values)
      yield [m.different(), nameOf(id), null, fieldWords.label({ field }), here, there, null, id];
  }
  for (const { applicationId, reason, name, id } of missingHere) {
    yield [m.missingHere(), name, m.reason({ reason }), null, null, null, applicationId, id];
  }
  for (const id of missingThere) yield [m.missingThere(), nameOf(id), null, null, null, null, null, id];
  for (const id of unseenIds) yield [m.unseen(), nameOf(id), null, null, null, null, null, id];
}
