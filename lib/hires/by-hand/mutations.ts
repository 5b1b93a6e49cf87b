import { createHash, randomUUID } from "node:crypto";
import type { Actor } from "@/lib/auth/actor";
import * as decisions from "@/lib/hires/by-hand/decisions";
import { isByHand, keptOf } from "@/lib/hires/by-hand/rules";
import type { AddHire } from "@/lib/hires/by-hand/schema";
import { changedFields } from "@/lib/hires/change";
import { readNewHire, type StoredHire } from "@/lib/hires/data";
import { duplicatesFor } from "@/lib/hires/duplicates/data";
import { counts } from "@/lib/hires/duplicates/standing";
import { readOwnValues } from "@/lib/hires/edit/data";
import { changeHires } from "@/lib/hires/execute";
import { lockHires } from "@/lib/hires/lock";
import { changed, recordClosed } from "@/lib/hires/mutations";
import type { ChangedHire, NewHire } from "@/lib/hires/schema";
import { invitationHistory } from "@/lib/invitations/data";
import * as m from "@/lib/messages/generated/server/hires";
import { type TenantTx, TransactionConflict } from "@/lib/platform/db";
import { AppError, notFound } from "@/lib/platform/errors";
import { asApplicationId, asCandidateId, asHireId, type HireId } from "@/lib/platform/ids";

/** Returns the number below zero of a hire that a person adds. Two of an organization's hires get the same one once in 2 ** 48 pairs. */
function numberOf({ userId }: Actor, submissionId: string): number {
  return -1 - createHash("sha256").update(`${userId} ${submissionId.toLowerCase()}`, "utf8").digest().readUIntBE(0, 6);
}

/**
 * Adds a hire that Greenhouse does not know, and invites them once nothing is missing. Returns the record; for a submission of this person that
 * added one already, which they repeat because the answer was lost, that record. Throws `version_conflict` with it where its fields are others.
 */
export async function addNewHire(tx: TenantTx, actor: Actor, { fields, submissionId }: AddHire, now: Date): Promise<NewHire> {
  const number = numberOf(actor, submissionId ?? randomUUID());
  const applicationId = asApplicationId(number);
  const draft = decisions.unknownToGreenhouse(
    { applicationId, candidateId: asCandidateId(number) },
    await readOwnValues(tx, fields, "fields"),
  );
  const editor = { name: actor.name, at: now.toISOString() };
  const { outcomes } = await changeHires<"already_added">(tx, actor, { applications: [{ applicationId, draft }] }, now, {
    decide: (current, context) => {
      if (!current) return decisions.add(draft, editor, context);
      if (submissionId === undefined) throw new TransactionConflict("a hire has the number that was drawn for another");
      return { refused: "already_added" };
    },
  });
  const [outcome] = outcomes;
  // It was added, and erased since.
  if (!outcome?.id) throw notFound("new hire");
  const added = await readNewHire(tx, outcome.id);
  const state = outcome.current?.state;
  if (state && changedFields(state, { ...state, values: draft.values }).length > 0)
    throw new AppError("version_conflict", m.addedWithOtherFields(), { current: added });
  return added;
}

/**
 * Makes one record of a hire that HR added by hand and the same person from Greenhouse, whichever of the two `id` is. The one with the
 * invitation stays, else the one by hand. Throws `already_invited` where both have one, for the links of one would end.
 */
export async function joinHires(
  tx: TenantTx,
  actor: Actor,
  { id, otherId }: { id: HireId; otherId: HireId | undefined },
  now: Date,
): Promise<ChangedHire> {
  const pair = await lockedPair(tx, actor, [id, await duplicateOf(tx, id, otherId)]);
  const invited = await invitationHistory(tx, [pair.byHand.id, pair.fromGreenhouse.id]);
  if (invited.size === 2) throw new AppError("already_invited", m.bothInvited());
  const kept = keptOf(pair, (one) => invited.has(one.id));
  const gone = kept === pair.byHand ? pair.fromGreenhouse : pair.byHand;
  await moveInto(tx, kept, gone, pair.fromGreenhouse);
  const states = { byHand: pair.byHand.state, fromGreenhouse: pair.fromGreenhouse.state, kept: kept.state, goneId: gone.id };
  const addresses = [gone.state.values.personalEmail, gone.state.greenhouseValues.personalEmail].filter((one) => one !== null);
  await changeHires<never>(tx, actor, { ids: [kept.id], addresses }, now, {
    decide: (current, context) => current && decisions.join(states, context),
  });
  return changed(tx, kept.id, null);
}

/** Returns the possible duplicate of a hire that it is to be joined with; the only one, where none is named. */
async function duplicateOf(tx: TenantTx, id: HireId, otherId: HireId | undefined): Promise<HireId> {
  const duplicates = await duplicatesFor(tx, id);
  if (!duplicates) throw notFound("new hire");
  const joinable = duplicates.filter((one) => one.canJoin && (otherId === undefined || one.id === otherId));
  const [only] = joinable;
  if (joinable.length === 1 && only) return only.id;
  throw nothingToJoin(joinable.length === 0 ? m.nothingToJoin() : m.chooseWhomToJoin());
}

function nothingToJoin(reason: string): AppError {
  return new AppError("invalid_fields", reason, { invalidParams: [{ name: "with", reason }] });
}

async function lockedPair(
  tx: TenantTx,
  { organizationId }: Actor,
  ids: readonly HireId[],
): Promise<{ byHand: StoredHire; fromGreenhouse: StoredHire }> {
  const { subjects } = await lockHires(tx, organizationId, { ids });
  if (subjects.length < new Set(ids).size) throw notFound("new hire");
  const byHand = subjects.find(({ state }) => isByHand(state));
  const fromGreenhouse = subjects.find(({ state }) => !isByHand(state));
  if (!byHand || !fromGreenhouse) throw nothingToJoin(m.nothingToJoin());
  if (![byHand, fromGreenhouse].every(({ state }) => counts(state))) throw recordClosed();
  return { byHand, fromGreenhouse };
}

/** Deletes a record that was never invited. What happened to it moves to the record that stays, which takes Greenhouse's ids. */
async function moveInto(tx: TenantTx, kept: StoredHire, gone: StoredHire, fromGreenhouse: StoredHire): Promise<void> {
  await tx.hireEvent.updateMany({ where: { newHireId: gone.id }, data: { newHireId: kept.id } });
  await tx.bulkActionRow.deleteMany({ where: { newHireId: gone.id } });
  await tx.newHire.deleteMany({ where: { id: gone.id } });
  const { applicationId, candidateId, offerId } = fromGreenhouse.state;
  await tx.newHire.updateMany({ where: { id: asHireId(kept.id) }, data: { applicationId, candidateId, offerId } });
}
