import type { Actor, Author } from "@/lib/auth/actor";
import type { FieldName } from "@/lib/hire-fields/fields";
import type { OwnField } from "@/lib/hire-fields/own/fields";
import { fieldLabel } from "@/lib/hire-fields/own/words";
import { findNewHire } from "@/lib/hires/data";
import { changeHires } from "@/lib/hires/execute";
import { lockHires } from "@/lib/hires/lock";
import { changed, recordClosed, undecided } from "@/lib/hires/mutations";
import type { ChangedHire } from "@/lib/hires/schema";
import { changesOfHires } from "@/lib/hires/undo/data";
import { type UndoRefusal, undo } from "@/lib/hires/undo/decisions";
import { type Aspect, type Change, standingsOf } from "@/lib/hires/undo/rules";
import type { UndoOrder } from "@/lib/hires/undo/schema";
import { listOf } from "@/lib/messages/format";
import * as m from "@/lib/messages/generated/server/undo";
import type { TenantTx } from "@/lib/platform/db";
import { AppError, notFound } from "@/lib/platform/errors";
import type { HireId } from "@/lib/platform/ids";
import { readOwnFields } from "@/lib/settings/data";

/** What became of one hire's change that was to be taken back; `change` is the one that took it back. */
export type UndoOutcome = { ok: true; change: string | null } | ({ ok: false } & UndoRefusal);

/**
 * Takes one change each of many hires back, in a fixed number of statements. What stands against one is an outcome, not an error; an id of
 * a change that the hire does not have is `not_found`.
 */
export async function undoChanges(
  tx: TenantTx,
  author: Author,
  wanted: ReadonlyMap<HireId, { change: string; only: readonly FieldName[] | null }>,
  now: Date,
): Promise<Map<HireId, UndoOutcome>> {
  const ids = [...wanted.keys()];
  const oldest = [...wanted.values()].map(({ change }) => change).sort()[0];
  const isWanted = (id: HireId) => (one: Change) => one.id === wanted.get(id)?.change;
  // An entry never changes, so the addresses to lock are known before; what came after it is read under the lock.
  const before = await changesOfHires(tx, ids, oldest);
  const addresses = [...before].flatMap(([id, changes]) => addressBefore(changes.find(isWanted(id))));
  await lockHires(tx, author.organizationId, { ids, addresses });
  const changesOf = await changesOfHires(tx, ids, oldest);
  const { outcomes } = await changeHires<UndoRefusal>(tx, author, { ids, addresses }, now, {
    decide: (current, context) => {
      if (!current) return null;
      const changes = changesOf.get(current.id) ?? [];
      const change = changes.find(isWanted(current.id));
      if (!change) return { refused: { code: "not_found" } };
      const standing = standingsOf(changes).get(change.id) ?? new Map();
      return undo(current.state, { change, only: wanted.get(current.id)?.only ?? null, standing }, context);
    },
  });
  const found = new Map<HireId, UndoOutcome>(ids.map((id) => [id, { ok: false, code: "not_found" }]));
  for (const { id, decision, auditId } of outcomes) {
    if (id !== null) found.set(id, "refused" in decision ? { ok: false, ...decision.refused } : { ok: true, change: auditId });
  }
  return found;
}

function addressBefore(change: Change | undefined): string[] {
  const address = change?.fields.find(({ field }) => field === "personalEmail")?.values?.[0];
  return address ? [address] : [];
}

/**
 * Takes a change of one hire back and returns the record; one that was taken back already stays so. Throws `changed_since` with the record as
 * it is where a later change would be lost, and then nothing is taken back.
 */
export async function undoChange(tx: TenantTx, actor: Actor, id: HireId, order: UndoOrder, now: Date): Promise<ChangedHire> {
  const wanted = new Map([[id, { change: order.change, only: order.fields ?? null }]]);
  const outcome = (await undoChanges(tx, actor, wanted, now)).get(id);
  if (!outcome) throw notFound("new hire");
  if (outcome.ok) return changed(tx, id, outcome.change);
  switch (outcome.code) {
    case "unchanged":
      return changed(tx, id, null);
    case "not_found":
      throw (await findNewHire(tx, id)) ? notFound("change") : notFound("new hire");
    case "withdrawn":
      throw recordClosed();
    case "already_invited":
      throw new AppError("already_invited", m.alreadyInvited());
    case "duplicate_undecided":
      throw undecided();
    case "cannot_undo":
      throw new AppError("cannot_undo", m.cannotUndo());
    case "changed_since":
      throw new AppError("changed_since", changedSince(outcome.changed, await readOwnFields(tx)), {
        params: { fields: outcome.changed.map(({ aspect }) => aspect) },
        current: await findNewHire(tx, id),
      });
  }
}

/** Returns what was changed since and by whom, in words. */
function changedSince(aspects: readonly { aspect: Aspect; by: string | null }[], own: readonly OwnField[]): string {
  const names = listOf(aspects.map(({ aspect }) => aspectName(aspect, own)));
  const people = [...new Set(aspects.flatMap(({ by }) => by ?? []))];
  return people.length > 0 ? m.changedSinceBy({ fields: names, people: listOf(people) }) : m.changedInGreenhouse({ fields: names });
}

function aspectName(aspect: Aspect, own: readonly OwnField[]): string {
  if (aspect === "plan") return m.sendTime();
  return aspect === "excluded" ? m.exclusion() : fieldLabel(aspect, own);
}
