import type { Actor } from "@/lib/auth/actor";
import { findBulkAction, reportRows } from "@/lib/hires/bulk/data";
import { actionWords, reasonWords } from "@/lib/hires/bulk/rules";
import { newHiresInOrder } from "@/lib/hires/data";
import { shownName } from "@/lib/hires/words";
import { type Cell, csvResponse } from "@/lib/http/download";
import { inOrganization } from "@/lib/platform/db";
import { notFound } from "@/lib/platform/errors";

const PAGE = 500;
const outcomeWords = { ok: "Done", skipped: "Left out", failed: "Failed" } as const;

/** What a bulk action did, hire by hire, as CSV. */
export async function bulkReport(actor: Actor, id: string): Promise<Response> {
  const action = await inOrganization(actor.organizationId, (tx) => findBulkAction(tx, id));
  if (!action) throw notFound("bulk action");
  return csvResponse({
    fileName: `report-${action.createdAt.slice(0, 10)}-${action.action.replace("_", "-")}`,
    columns: [{ title: "New hire" }, { title: "Personal e-mail" }, { title: actionWords(action) }, { title: "Why" }],
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
          outcome ? outcomeWords[outcome] : "Not done",
          outcome ? reasonWords(code) : "The action was cancelled before.",
        ];
      });
    });
    yield* page;
  } while (after !== null);
}
