import type { Actor } from "@/lib/auth/actor";
import { findBulkAction, reportRows } from "@/lib/hires/bulk/data";
import { actionWords, reasonWords } from "@/lib/hires/bulk/rules";
import { newHiresInOrder } from "@/lib/hires/data";
import { shownName } from "@/lib/hires/words";
import { type Cell, csvFile, type FileContent } from "@/lib/http/download";
import * as m from "@/lib/messages/generated/hires/bulk";
import { inOrganization } from "@/lib/platform/db";
import { notFound } from "@/lib/platform/errors";
import { readOwnFields } from "@/lib/settings/data";

const PAGE = 500;

/** What a bulk action did, hire by hire, as CSV. */
export async function bulkReport(actor: Actor, id: string): Promise<FileContent> {
  const { action, own } = await inOrganization(actor.organizationId, async (tx) => ({
    action: await findBulkAction(tx, id),
    own: await readOwnFields(tx),
  }));
  if (!action) throw notFound("bulk action");
  return csvFile({
    fileName: `report-${action.createdAt.slice(0, 10)}-${action.action.replace("_", "-")}`,
    columns: [{ title: m.reportHire() }, { title: m.reportEmail() }, { title: actionWords(action, own) }, { title: m.reportReason() }],
    rows: rowsOf(actor, id),
  });
}

async function* rowsOf(actor: Actor, id: string): AsyncGenerator<Cell[]> {
  let after: string | null = null;
  do {
    const afterId: string | null = after;
    const page: Cell[][] = await inOrganization(actor.organizationId, async (tx) => {
      const rows = await reportRows(tx, id, afterId, PAGE);
      const hires = await newHiresInOrder(
        tx,
        rows.map(({ newHireId }) => newHireId),
      );
      const byId = new Map(hires.map((hire) => [hire.id, hire]));
      after = rows.length < PAGE ? null : (rows.at(-1)?.newHireId ?? null);
      return rows.map(({ newHireId, outcome, code }) => {
        const hire = byId.get(newHireId);
        return [
          hire ? shownName(hire) : newHireId,
          hire?.fields.personalEmail.value ?? null,
          m.outcome({ outcome: outcome ?? "none" }),
          outcome ? reasonWords(code) : m.cancelledBefore(),
        ];
      });
    });
    yield* page;
  } while (after !== null);
}
