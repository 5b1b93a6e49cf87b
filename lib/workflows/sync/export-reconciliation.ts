import { recordAudit } from "@/lib/audit/mutations";
import type { Actor } from "@/lib/auth/actor";
import type { OwnField } from "@/lib/hire-fields/own/fields";
import { fieldLabel } from "@/lib/hire-fields/own/words";
import { type Cell, csvFile, type FileContent } from "@/lib/http/download";
import * as m from "@/lib/messages/generated/reconciliation";
import { inOrganization } from "@/lib/platform/db";
import type { Reconciliation, ReconciliationRange } from "@/lib/reconciliation/schema";
import { readOwnFields } from "@/lib/settings/data";
import { reconcileGreenhouse } from "@/lib/workflows/sync/reconcile-greenhouse";

/** Returns the comparison with Greenhouse as CSV, a row for each person or field that does not agree. The audit log records it. */
export async function exportReconciliation(actor: Actor, range: ReconciliationRange): Promise<FileContent> {
  const result = await reconcileGreenhouse(actor, range);
  const own = await inOrganization(actor.organizationId, async (tx) => {
    await recordAudit(tx, {
      organizationId: actor.organizationId,
      actor: { id: actor.userId, name: actor.name },
      action: "reconciliation.exported",
      subject: "new_hires",
      changes: { ...range },
    });
    return readOwnFields(tx);
  });
  const titles = [m.columnResult(), m.columnName(), m.columnReason(), m.columnField(), m.columnHere(), m.columnThere()];
  return csvFile({
    fileName: `comparison-${range.startFrom}-${range.startTo}`,
    columns: [...titles, m.columnApplication(), m.columnRecord()].map((title) => ({ title })),
    rows: rowsOf(result, own),
  });
}

async function* rowsOf(
  { different, missingHere, missingThere, unseenIds, names }: Reconciliation,
  own: readonly OwnField[],
): AsyncGenerator<Cell[]> {
  const nameOf = (id: string) => names[id] ?? null;
  for (const { id, values } of different) {
    for (const { field, here, there } of values) yield [m.different(), nameOf(id), null, fieldLabel(field, own), here, there, null, id];
  }
  for (const { applicationId, reason, name, id } of missingHere) {
    yield [m.missingHere(), name, m.reason({ reason }), null, null, null, applicationId, id];
  }
  for (const id of missingThere) yield [m.missingThere(), nameOf(id), null, null, null, null, null, id];
  for (const id of unseenIds) yield [m.unseen(), nameOf(id), null, null, null, null, null, id];
}
