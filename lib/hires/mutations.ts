import type { Actor, Author } from "@/lib/auth/actor";
import * as attention from "@/lib/hires/attention/decisions";
import type { SeenCode } from "@/lib/hires/attention/schema";
import type { Decision, DecisionContext } from "@/lib/hires/change";
import { findNewHire, readNewHire, type StoredHire } from "@/lib/hires/data";
import * as decisions from "@/lib/hires/decisions";
import * as duplicates from "@/lib/hires/duplicates/decisions";
import type { DuplicateDecision } from "@/lib/hires/duplicates/schema";
import { readOwnValues } from "@/lib/hires/edit/data";
import type { NewHireEdit } from "@/lib/hires/edit/schema";
import { changeHires, type Outcome, type Verb } from "@/lib/hires/execute";
import { fieldList } from "@/lib/hires/fields";
import { plan } from "@/lib/hires/plan/decisions";
import type { ChangedHire, NewHire } from "@/lib/hires/schema";
import { endSuspension } from "@/lib/hires/suspension/decisions";
import type { SuspensionDecision } from "@/lib/hires/suspension/schema";
import type { InvitationRow } from "@/lib/invitations/data";
import type { PlanChange } from "@/lib/invitations/schema";
import * as m from "@/lib/messages/generated/server/hires";
import type { TenantTx } from "@/lib/platform/db";
import { AppError, notFound } from "@/lib/platform/errors";
import type { HireId } from "@/lib/platform/ids";
import { readOwnFields } from "@/lib/settings/data";

/** Changes one hire because a person said so; throws `not_found` when the organization has no such hire. */
async function changeOne<Refusal>(
  tx: TenantTx,
  author: Author,
  subject: { id: HireId; address?: string | null | undefined },
  now: Date,
  decide: (current: StoredHire, context: DecisionContext) => Decision<Refusal>,
  decideOther?: Verb<Refusal>["decideOther"],
): Promise<Outcome<Refusal>> {
  const addresses = subject.address ? [subject.address] : [];
  const { outcomes } = await changeHires<Refusal>(tx, author, { ids: [subject.id], addresses }, now, {
    decide: (current, context) => current && decide(current, context),
    ...(decideOther ? { decideOther } : {}),
  });
  const [outcome] = outcomes;
  if (!outcome) throw notFound("new hire");
  return outcome;
}

/** Returns a record after a change, with the id by which the change can be undone. */
export async function changed(tx: TenantTx, id: HireId, change: string | null): Promise<ChangedHire> {
  return { ...(await readNewHire(tx, id)), change };
}

async function versionConflict(tx: TenantTx, id: HireId): Promise<AppError> {
  return new AppError("version_conflict", m.editedByOthers(), { current: await findNewHire(tx, id) });
}

/** Returns the refusal to change a hire who is no longer hired. */
export function recordClosed(): AppError {
  return new AppError("withdrawn", m.recordClosed());
}

/** Returns the refusal of what would answer a possible duplicate by the way. */
export const undecided = () => new AppError("duplicate_undecided", m.duplicateUndecided());

/**
 * Saves HR's edit of one record: the changed fields become HR's, and completing the last required field makes the
 * invitation, all or nothing. Throws `version_conflict` with the record as it is when someone else was faster.
 */
export async function updateNewHire(tx: TenantTx, actor: Actor, id: HireId, sent: NewHireEdit, now: Date): Promise<ChangedHire> {
  const editor = { name: actor.name, at: now.toISOString() };
  const edit = { ...sent, changes: await readOwnValues(tx, sent.changes, "changes") };
  const outcome = await changeOne(tx, actor, { id, address: edit.changes.personalEmail }, now, ({ version, state }, context) => {
    if (version !== edit.version) return { refused: "version_conflict" as const };
    return state.status === "withdrawn" ? { refused: state.status } : decisions.edit(state, edit, editor, context);
  });
  const { decision } = outcome;
  if ("refused" in decision) throw decision.refused === "withdrawn" ? recordClosed() : await versionConflict(tx, id);
  return changed(tx, id, outcome.auditId);
}

/** Decides when one hire's invitation is sent, before it was; a plan that sends it immediately can't be undone. */
export async function planInvitation(tx: TenantTx, actor: Actor, id: HireId, change: PlanChange, now: Date): Promise<ChangedHire> {
  const planned = change.mode === null ? null : { mode: change.mode, date: change.mode === "on_date" ? (change.date ?? null) : null };
  type Refusal = "version_conflict" | "already_invited" | "duplicate_undecided";
  const { decision, auditId, invitation } = await changeOne<Refusal>(tx, actor, { id }, now, ({ version, state }, context) =>
    version === change.version ? plan(state, planned, context) : { refused: "version_conflict" },
  );
  // What sent the invitation can't be undone: the email is not called back.
  if (!("refused" in decision)) return changed(tx, id, invitation ? null : auditId);
  switch (decision.refused) {
    case "version_conflict":
      throw await versionConflict(tx, id);
    case "duplicate_undecided":
      throw undecided();
    case "already_invited":
      throw new AppError("already_invited", m.nothingToPlan());
  }
}

/** Takes HR's decision about a possible duplicate; that they are different people holds for those it looks like, too. */
export async function decideDuplicate(
  tx: TenantTx,
  actor: Actor,
  id: HireId,
  decision: DuplicateDecision,
  now: Date,
): Promise<ChangedHire> {
  const outcome = await changeOne(
    tx,
    actor,
    { id },
    now,
    ({ state }, context) => duplicates.decideDuplicate(state, decision, context),
    (other, context) => duplicates.settleDuplicate(other, decision, context),
  );
  if (!("refused" in outcome.decision)) return changed(tx, id, decision === "exclude" ? outcome.auditId : null);
  if (outcome.decision.refused === "withdrawn") throw recordClosed();
  throw new AppError("already_invited", m.tooLateForDuplicate());
}

export type SendOutcome = { ok: true; invitation: InvitationRow } | ({ ok: false } & (decisions.SendRefusal | { code: "not_found" }));

/** Sends hires an invitation because a person said so, in a fixed number of statements. What stands against one is an outcome, not an error. */
export async function sendInvitations(tx: TenantTx, author: Author, ids: readonly HireId[], now: Date): Promise<Map<HireId, SendOutcome>> {
  const { outcomes } = await changeHires<decisions.SendRefusal>(tx, author, { ids }, now, {
    decide: (current, context) => current && decisions.send(current.state, context),
  });
  const found = new Map<HireId, SendOutcome>(ids.map((id) => [id, { ok: false, code: "not_found" }]));
  for (const { id, decision, invitation } of outcomes) {
    if (id === null) continue;
    if ("refused" in decision) found.set(id, { ok: false, ...decision.refused });
    else if (invitation) found.set(id, { ok: true, invitation });
  }
  return found;
}

/** Sends one hire an invitation because a person said so. */
export async function sendInvitation(tx: TenantTx, author: Author, id: HireId, now: Date): Promise<SendOutcome> {
  return (await sendInvitations(tx, author, [id], now)).get(id) ?? { ok: false, code: "not_found" };
}

/** Returns in words why an invitation cannot be sent, as the route's error. */
export async function sendRefusal(tx: TenantTx, outcome: Exclude<SendOutcome, { ok: true }>): Promise<AppError> {
  switch (outcome.code) {
    case "not_found":
      return notFound("new hire");
    case "already_started":
      return new AppError("already_started", m.alreadyStarted());
    case "withdrawn":
      return new AppError("withdrawn", m.noLongerHired());
    case "excluded":
      return new AppError("excluded", m.excluded());
    case "suspended":
      return new AppError("suspended", m.suspended());
    case "duplicate_undecided":
      return undecided();
    case "fields_missing":
      return new AppError("fields_missing", m.fieldsMissing({ fields: fieldList(outcome.fields, await readOwnFields(tx)) }), {
        params: { fields: outcome.fields },
        invalidParams: outcome.fields.map((field) => ({ name: field, reason: m.fieldMissing() })),
      });
    case "resend_too_soon":
      return new AppError("resend_too_soon", m.justSent({ seconds: outcome.waitSeconds }), {
        retryAfterSeconds: outcome.waitSeconds,
      });
  }
}

/** Ends a hire's suspension because HR says so, before Greenhouse or the time does. */
export async function decideSuspension(tx: TenantTx, actor: Actor, id: HireId, decision: SuspensionDecision, now: Date): Promise<NewHire> {
  const outcome = await changeOne(tx, actor, { id }, now, ({ state }, context) => endSuspension(state, decision, context));
  if ("refused" in outcome.decision) throw new AppError("not_suspended", m.notSuspended());
  return readNewHire(tx, id);
}

/** HR has read what a record drew attention to. Nothing happens where it does not. */
export async function markSeen(tx: TenantTx, actor: Actor, id: HireId, code: SeenCode, now: Date): Promise<NewHire> {
  await changeOne<never>(tx, actor, { id }, now, ({ state }) => attention.markSeen(state, code));
  return readNewHire(tx, id);
}
