import type { Author } from "@/lib/auth/actor";
import { excludeMany, includeMany, type ManyOutcome, setFieldOfMany } from "@/lib/hires/bulk/many";
import {
  addRows,
  changesOfRows,
  endBulkAction,
  enqueueAction,
  lastRow,
  lockOpenBulkAction,
  noteOutcomes,
  type OpenBulkAction,
  type RowOutcome,
  rowsToDo,
} from "@/lib/hires/bulk/mutations";
import { matchingIds } from "@/lib/hires/conditions/matching";
import { type SendOutcome, sendInvitations } from "@/lib/hires/mutations";
import { type UndoOutcome, undoChanges } from "@/lib/hires/undo/mutations";
import { isDatabaseUnavailable } from "@/lib/platform/database/errors";
import { inOrganization, type OrganizationId, type TenantTx } from "@/lib/platform/db";
import type { HireId } from "@/lib/platform/ids";
import { recurringFault } from "@/lib/platform/telemetry/faults";

/** Hires that are found, or processed, in one transaction: few enough that a cancellation or an edit can wait for it. */
const FOUND_AT_ONCE = 5_000;
const DONE_AT_ONCE = 250;

type Step = "more" | "over" | { failedAt: readonly string[] };

/**
 * Runs a bulk action to its end, in short steps that are each committed with their outcomes: a worker that takes over continues
 * where the last step ended, and no hire is processed twice. The hires that a filter matches are found first, so that the
 * action's own changes do not move any of them out of it.
 */
export async function runBulkAction(organizationId: OrganizationId, id: string, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const step = await nextStep(organizationId, id, DONE_AT_ONCE);
    if (step === "over") return;
    // One hire of the step fails: processing them one by one isolates it, and the others are not held up.
    if (typeof step === "object") for (const _ of step.failedAt) await nextStep(organizationId, id, 1);
  }
  // Another worker goes on at once, and not when the queue's own wait for a failed job is over.
  await inOrganization(organizationId, (tx) => enqueueAction(tx, organizationId, id));
}

async function nextStep(organizationId: OrganizationId, id: string, size: number): Promise<Step> {
  let tried: readonly HireId[] = [];
  try {
    return await inOrganization(organizationId, async (tx, now) => {
      const action = await lockOpenBulkAction(tx, id);
      if (!action) return "over";
      if (!action.isComplete) {
        await findMore(tx, organizationId, action);
        return "more";
      }
      tried = await rowsToDo(tx, id, size);
      if (tried.length === 0) {
        await endBulkAction(tx, id, now);
        return "over";
      }
      await noteOutcomes(tx, organizationId, id, await outcomesOf(tx, organizationId, action, tried, now));
      return "more";
    });
  } catch (error) {
    if (isDatabaseUnavailable(error) || tried.length === 0) throw error;
    recurringFault("bulk actions cannot deal with a hire", { level: "error", quietSeconds: 60 }).failed(error, { bulkActionId: id });
    const [only, ...others] = tried;
    if (only === undefined || others.length > 0) return { failedAt: tried };
    await inOrganization(organizationId, (tx) =>
      noteOutcomes(tx, organizationId, id, [{ id: only, outcome: "failed", code: "internal_error", changeId: null }]),
    );
    return "more";
  }
}

async function findMore(tx: TenantTx, organizationId: OrganizationId, { id, filter }: OpenBulkAction): Promise<void> {
  const found = await matchingIds(tx, organizationId, filter ?? {}, { afterId: await lastRow(tx, id), limit: FOUND_AT_ONCE });
  await addRows(tx, organizationId, id, found, found.length < FOUND_AT_ONCE);
}

async function outcomesOf(
  tx: TenantTx,
  organizationId: OrganizationId,
  action: OpenBulkAction,
  ids: readonly HireId[],
  now: Date,
): Promise<RowOutcome[]> {
  const author: Author = { organizationId, userId: action.requestedById, name: action.requestedBy };
  const outcomes =
    action.undoesId === null ? await actOn(tx, author, action.order, ids, now) : await takeBack(tx, author, action.undoesId, ids, now);
  return ids.map((id) => {
    const outcome = outcomes.get(id);
    if (!outcome?.ok) return { id, outcome: "skipped", code: outcome?.code ?? "not_found", changeId: null };
    return { id, outcome: "ok", code: null, changeId: "change" in outcome ? outcome.change : null };
  });
}

/** Takes back what an action changed of these hires, and of each what still holds. */
async function takeBack(
  tx: TenantTx,
  author: Author,
  undoesId: string,
  ids: readonly HireId[],
  now: Date,
): Promise<Map<HireId, UndoOutcome>> {
  const changes = await changesOfRows(tx, undoesId, ids);
  return undoChanges(tx, author, new Map([...changes].map(([id, change]) => [id, { change, only: null }])), now);
}

async function actOn(
  tx: TenantTx,
  author: Author,
  { action, field, value }: OpenBulkAction["order"],
  ids: readonly HireId[],
  now: Date,
): Promise<Map<HireId, ManyOutcome | SendOutcome>> {
  switch (action) {
    case "send":
      return sendInvitations(tx, author, ids, now);
    case "set_field":
      if (field === null) throw new Error("set_field without a field");
      return setFieldOfMany(tx, author, ids, { field, value }, now);
    case "exclude":
      return excludeMany(tx, author, ids, now);
    case "include":
      return includeMany(tx, author, ids, now);
  }
}
