import { recordAudit } from "@/lib/audit/mutations";
import type { Actor } from "@/lib/auth/actor";
import { isOwnFieldName } from "@/lib/hire-fields/fields";
import { fieldSet, reasonsOf } from "@/lib/hires/bulk/data";
import { readOrder } from "@/lib/hires/bulk/preview";
import { isUndoable, storedFilter } from "@/lib/hires/bulk/rules";
import type { BulkActionOrder } from "@/lib/hires/bulk/schema";
import { onThisDay } from "@/lib/hires/conditions/matching";
import { type NewHireConditions, newHireConditionsSchema } from "@/lib/hires/conditions/schema";
import { bulkActionJob, bulkUndoJob } from "@/lib/jobs/definitions";
import { enqueue } from "@/lib/jobs/queue";
import * as m from "@/lib/messages/generated/server/undo";
import { column, nullable } from "@/lib/platform/columns";
import type { OrganizationId, TenantTx } from "@/lib/platform/db";
import { AppError, notFound } from "@/lib/platform/errors";
import { asHireId, type HireId } from "@/lib/platform/ids";
import { upsertRows } from "@/lib/platform/upsert";

/** Notes what is to be done and puts it on the queue, in the caller's transaction. Ids that the organization does not have are left out. */
export async function startBulkAction(tx: TenantTx, actor: Actor, sent: BulkActionOrder): Promise<string> {
  const { organizationId } = actor;
  const order = await readOrder(tx, sent);
  const { action, field, value, filter } = order;
  const { id } = await tx.bulkAction.create({
    data: {
      organizationId,
      action,
      ...fieldColumns(field),
      value,
      ...(filter ? { filter: storedFilter(await onThisDay(tx, filter)) } : {}),
      requestedById: actor.userId,
      requestedBy: actor.name,
    },
    select: { id: true },
  });
  if (order.ids) {
    const total = await tx.$executeRaw`
      INSERT INTO "BulkActionRow" ("organizationId", "bulkActionId", "newHireId")
      SELECT "organizationId", ${id}::uuid, "id" FROM "NewHire" WHERE "id" = ANY(${order.ids}::uuid[])`;
    await tx.bulkAction.updateMany({ where: { id }, data: { total } });
  }
  await recordAudit(tx, {
    organizationId,
    actor: { id: actor.userId, name: actor.name },
    action: `bulk_action.${action}`,
    subject: `bulk_action:${id}`,
    changes: { ...(field ? { [field]: [null, value] } : {}), ...(order.ids ? { hires: order.ids.length } : {}) },
  });
  await enqueueAction(tx, organizationId, id);
  return id;
}

/** The field that is set, as it is stored: an own one by its name. */
function fieldColumns(field: BulkActionOrder["field"]) {
  return field === null || isOwnFieldName(field) ? { ownField: field } : { field };
}

/** Puts an action on its queue, in the caller's transaction. */
export async function enqueueAction(tx: TenantTx, organizationId: OrganizationId, id: string): Promise<void> {
  const action = await tx.bulkAction.findFirst({ where: { id }, select: { undoesId: true } });
  await enqueue(tx, action?.undoesId == null ? bulkActionJob : bulkUndoJob, [{ organizationId, bulkActionId: id }]);
}

/**
 * Takes a bulk action back, in the background and as an action of its own: of each hire what it changed, where that still holds. One that
 * is under way is stopped first. Returns the new action's id; a second call returns the same. Throws `cannot_undo` for an action that mails,
 * that takes another one back, or of which nothing was done.
 */
export async function undoBulkAction(tx: TenantTx, actor: Actor, id: string, now: Date): Promise<string> {
  const { organizationId } = actor;
  await tx.$queryRaw`SELECT 1 FROM "BulkAction" WHERE "id" = ${id}::uuid FOR UPDATE`;
  const action = await tx.bulkAction.findFirst({ where: { id } });
  if (!action) throw notFound("bulk action");
  const earlier = await tx.bulkAction.findFirst({ where: { undoesId: id }, select: { id: true } });
  if (earlier) return earlier.id;
  if (!isUndoable(action)) throw new AppError("cannot_undo", m.cannotUndo());
  await cancelBulkAction(tx, actor, id, now);
  const undo = await tx.bulkAction.create({
    data: {
      organizationId,
      undoesId: id,
      action: action.action,
      field: action.field,
      ownField: action.ownField,
      value: action.value,
      requestedById: actor.userId,
      requestedBy: actor.name,
    },
    select: { id: true },
  });
  const total = await tx.$executeRaw`
    INSERT INTO "BulkActionRow" ("organizationId", "bulkActionId", "newHireId")
    SELECT "organizationId", ${undo.id}::uuid, "newHireId" FROM "BulkActionRow"
    WHERE "bulkActionId" = ${id}::uuid AND "outcome" = 'ok' AND "changeId" IS NOT NULL`;
  await tx.bulkAction.updateMany({ where: { id: undo.id }, data: { total } });
  await recordAudit(tx, {
    organizationId,
    actor: { id: actor.userId, name: actor.name },
    action: "bulk_action.undone",
    subject: `bulk_action:${id}`,
    changes: { hires: total },
  });
  await enqueueAction(tx, organizationId, undo.id);
  return undo.id;
}

/** Returns what an action changed of some hires, by the change's id in the audit log. */
export async function changesOfRows(tx: TenantTx, id: string, hireIds: readonly HireId[]): Promise<Map<HireId, string>> {
  const rows = await tx.bulkActionRow.findMany({
    where: { bulkActionId: id, newHireId: { in: [...hireIds] } },
    select: { newHireId: true, changeId: true },
  });
  return new Map(rows.flatMap(({ newHireId, changeId }) => (changeId === null ? [] : [[asHireId(newHireId), changeId]])));
}

export interface OpenBulkAction {
  id: string;
  order: Pick<BulkActionOrder, "action" | "field" | "value">;
  /** Null: the hires were named one by one. */
  filter: NewHireConditions | null;
  /** Whether all hires of the action are among the rows. */
  isComplete: boolean;
  /** The action that this one takes back; null: it takes none back. */
  undoesId: string | null;
  requestedById: string;
  requestedBy: string;
}

/** Locks an open action until the transaction ends, so that workers and a cancellation take turns. Returns null when it is over. */
export async function lockOpenBulkAction(tx: TenantTx, id: string): Promise<OpenBulkAction | null> {
  await tx.$queryRaw`SELECT 1 FROM "BulkAction" WHERE "id" = ${id}::uuid FOR UPDATE`;
  const row = await tx.bulkAction.findFirst({ where: { id, status: { in: ["queued", "running"] } } });
  if (!row) return null;
  if (row.status === "queued") await tx.bulkAction.updateMany({ where: { id }, data: { status: "running" } });
  const { action, field, ownField, value, undoesId, requestedById, requestedBy } = row;
  return {
    id,
    undoesId,
    // Written by startBulkAction only, from the same schema.
    order: { action, field: fieldSet(ownField) ?? (field as BulkActionOrder["field"]), value },
    filter: row.filter === null ? null : newHireConditionsSchema.parse(row.filter),
    isComplete: row.total !== null,
    requestedById,
    requestedBy,
  };
}

/** Adds hires to an action, the last ones with how many there are in all. */
export async function addRows(
  tx: TenantTx,
  organizationId: OrganizationId,
  id: string,
  hireIds: readonly HireId[],
  isLast: boolean,
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "BulkActionRow" ("organizationId", "bulkActionId", "newHireId")
    SELECT ${organizationId}::uuid, ${id}::uuid, unnest(${[...hireIds]}::uuid[]) ON CONFLICT DO NOTHING`;
  if (isLast) {
    const total = await tx.bulkActionRow.count({ where: { bulkActionId: id } });
    await tx.bulkAction.updateMany({ where: { id }, data: { total } });
  }
}

/** The last hire that was added, in the order of their ids. */
export async function lastRow(tx: TenantTx, id: string): Promise<string | null> {
  const row = await tx.bulkActionRow.findFirst({
    where: { bulkActionId: id },
    select: { newHireId: true },
    orderBy: { newHireId: "desc" },
  });
  return row?.newHireId ?? null;
}

/** Returns ids of an action's hires that are not processed yet. */
export async function rowsToDo(tx: TenantTx, id: string, limit: number): Promise<HireId[]> {
  const rows = await tx.bulkActionRow.findMany({
    where: { bulkActionId: id, outcome: null },
    select: { newHireId: true },
    orderBy: { newHireId: "asc" },
    take: limit,
  });
  return rows.map((row) => asHireId(row.newHireId));
}

export interface RowOutcome {
  id: HireId;
  outcome: "ok" | "skipped" | "failed";
  code: string | null;
  changeId: string | null;
}

const rowTable = {
  name: "BulkActionRow",
  columns: {
    bulkActionId: column.uuid(),
    newHireId: column.uuid(),
    outcome: column.enumeration<RowOutcome["outcome"]>("BulkOutcome"),
    code: nullable(column.text()),
    changeId: nullable(column.uuid()),
  },
};

/** Notes what became of some hires, in the transaction in which it did. */
export async function noteOutcomes(
  tx: TenantTx,
  organizationId: OrganizationId,
  id: string,
  outcomes: readonly RowOutcome[],
): Promise<void> {
  const rows = outcomes.map(({ id: newHireId, ...rest }) => ({ bulkActionId: id, newHireId, ...rest }));
  await upsertRows(tx, organizationId, rowTable, rows, { key: ["bulkActionId", "newHireId"] });
  const count = (wanted: RowOutcome["outcome"]) => ({ increment: outcomes.filter(({ outcome }) => outcome === wanted).length });
  // The action is locked by whoever processes its rows, so that no count is lost.
  const stored = await tx.bulkAction.findFirst({ where: { id }, select: { reasons: true } });
  const reasons = new Map(Object.entries(reasonsOf(stored?.reasons)));
  for (const { code } of outcomes) if (code !== null) reasons.set(code, (reasons.get(code) ?? 0) + 1);
  await tx.bulkAction.updateMany({
    where: { id },
    data: { ok: count("ok"), skipped: count("skipped"), failed: count("failed"), reasons: Object.fromEntries(reasons) },
  });
}

/** Everything that could be done is done. */
export async function endBulkAction(tx: TenantTx, id: string, now: Date): Promise<void> {
  await tx.bulkAction.updateMany({ where: { id }, data: { status: "succeeded", finishedAt: now } });
}

/** Stops an action: what is done stays done, the rest is left alone. Nothing happens to one that is over. */
export async function cancelBulkAction(tx: TenantTx, actor: Actor, id: string, now: Date): Promise<void> {
  const exists = await tx.bulkAction.findFirst({ where: { id }, select: { id: true } });
  if (!exists) throw notFound("bulk action");
  if (!(await lockOpenBulkAction(tx, id))) return;
  await tx.bulkAction.updateMany({ where: { id }, data: { status: "cancelled", finishedAt: now } });
  await recordAudit(tx, {
    organizationId: actor.organizationId,
    actor: { id: actor.userId, name: actor.name },
    action: "bulk_action.cancelled",
    subject: `bulk_action:${id}`,
    changes: {},
  });
}
