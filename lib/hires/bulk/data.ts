import { isOwnFieldName, type OwnFieldName } from "@/lib/hire-fields/fields";
import { type BulkAction, reasonsSchema } from "@/lib/hires/bulk/schema";
import type { TenantTx } from "@/lib/platform/db";
import { asHireId, type HireId } from "@/lib/platform/ids";
import type { Prisma } from "@/prisma/generated/client";

const columns = {
  id: true,
  action: true,
  field: true,
  ownField: true,
  value: true,
  status: true,
  total: true,
  ok: true,
  skipped: true,
  failed: true,
  reasons: true,
  undoesId: true,
  requestedBy: true,
  createdAt: true,
  finishedAt: true,
} as const satisfies Prisma.BulkActionSelect;

/** Returns why hires were skipped or failed, as it is stored: code → how many. */
export function reasonsOf(stored: unknown): Record<string, number> {
  return reasonsSchema.safeParse(stored).data ?? {};
}

type Row = Prisma.BulkActionGetPayload<{ select: typeof columns }>;

async function toViews(tx: TenantTx, rows: readonly Row[]): Promise<BulkAction[]> {
  const undoes = await tx.bulkAction.findMany({ where: { undoesId: { in: rows.map(({ id }) => id) } }, select: { undoesId: true } });
  return rows.map((row) =>
    toView(
      row,
      undoes.some(({ undoesId }) => undoesId === row.id),
    ),
  );
}

function toView(row: Row, isUndone: boolean): BulkAction {
  const { field, ownField, total, ok, skipped, failed, reasons, createdAt, finishedAt, ...rest } = row;
  return {
    ...rest,
    field: field ?? fieldSet(ownField),
    isUndone,
    reasons: reasonsOf(reasons),
    progress: { done: ok + skipped + failed, total },
    counts: { ok, skipped, failed },
    createdAt: createdAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
  };
}

/** Returns the own field that an action sets; null: none. */
export function fieldSet(ownField: string | null): OwnFieldName | null {
  return ownField !== null && isOwnFieldName(ownField) ? ownField : null;
}

/** One bulk action as the API shows it; null when the organization has no such action. */
export async function findBulkAction(tx: TenantTx, id: string): Promise<BulkAction | null> {
  const row = await tx.bulkAction.findFirst({ where: { id }, select: columns });
  return row ? ((await toViews(tx, [row]))[0] ?? null) : null;
}

const SHOWN = 20;

/** The organization's latest bulk actions, newest first. */
export async function latestBulkActions(tx: TenantTx): Promise<BulkAction[]> {
  const rows = await tx.bulkAction.findMany({ select: columns, orderBy: [{ createdAt: "desc" }, { id: "desc" }], take: SHOWN });
  return toViews(tx, rows);
}

/** How many are not over. */
export function bulkActionsUnderWay(tx: TenantTx): Promise<number> {
  return tx.bulkAction.count({ where: { status: { in: ["queued", "running"] } } });
}

export interface ReportRow {
  newHireId: HireId;
  outcome: "ok" | "skipped" | "failed" | null;
  code: string | null;
}

/** The rows of an action after one, in a fixed order; no outcome: nothing was done, because the action was cancelled. */
export async function reportRows(tx: TenantTx, bulkActionId: string, afterId: string | null, limit: number): Promise<ReportRow[]> {
  const rows = await tx.bulkActionRow.findMany({
    where: { bulkActionId, ...(afterId === null ? {} : { newHireId: { gt: afterId } }) },
    select: { newHireId: true, outcome: true, code: true },
    orderBy: { newHireId: "asc" },
    take: limit,
  });
  return rows.map((row) => ({ ...row, newHireId: asHireId(row.newHireId) }));
}
