import type { Author } from "@/lib/auth/actor";
import type { FieldName } from "@/lib/hire-fields/fields";
import type { Decision, DecisionContext } from "@/lib/hires/change";
import { readNewHire } from "@/lib/hires/data";
import * as decisions from "@/lib/hires/decisions";
import { changeHires, countInvited, type Verb } from "@/lib/hires/execute";
import { recordClosed } from "@/lib/hires/mutations";
import type { ChangedHire, NewHire } from "@/lib/hires/schema";
import type { HireState } from "@/lib/hires/status";
import * as m from "@/lib/messages/generated/server/hires";
import type { TenantTx } from "@/lib/platform/db";
import { AppError } from "@/lib/platform/errors";
import type { HireId } from "@/lib/platform/ids";

/** What became of one hire among many, with the change's entry in the audit log; a code says why nothing did. */
export type ManyOutcome =
  | { ok: true; change: string | null }
  | { ok: false; code: "not_found" | "withdrawn" | "excluded" | "unchanged" | "already_invited" | "not_excluded" | "value_not_taken" };

type Code = Extract<ManyOutcome, { ok: false }>["code"];
type Decide = (current: HireState, context: DecisionContext) => Decision<Code>;

interface FieldOfMany {
  field: FieldName;
  value: string | null;
}

function setting(set: FieldOfMany, author: Pick<Author, "name">, now: Date): Decide {
  const editor = { name: author.name, at: now.toISOString() };
  return (current, context) => decisions.setField(current, set, editor, context);
}

/**
 * Sets one field of many hires for HR, in a fixed number of statements, with an audit entry each. Completing the last required
 * field makes the invitation, as on the record.
 */
export function setFieldOfMany(
  tx: TenantTx,
  author: Author,
  ids: readonly HireId[],
  set: FieldOfMany,
  now: Date,
): Promise<Map<HireId, ManyOutcome>> {
  const addresses = set.field === "personalEmail" && set.value !== null ? [set.value] : [];
  return changeMany(tx, author, { ids, addresses }, now, setting(set, author, now));
}

/** Excludes many hires from onboarding; those who were invited already stay. */
export function excludeMany(tx: TenantTx, author: Author, ids: readonly HireId[], now: Date): Promise<Map<HireId, ManyOutcome>> {
  return changeMany(tx, author, { ids }, now, decisions.exclude);
}

/** Includes many hires that HR or a rule excluded; complete ones are invited. */
export function includeMany(tx: TenantTx, author: Author, ids: readonly HireId[], now: Date): Promise<Map<HireId, ManyOutcome>> {
  return changeMany(tx, author, { ids }, now, decisions.include);
}

/** Returns how many of these hires would be invited, as they are now, by setting a field of theirs or, with null, by including them. Writes nothing. */
export function countInvitedBy(
  tx: TenantTx,
  author: Pick<Author, "name">,
  ids: readonly HireId[],
  set: FieldOfMany | null,
  now: Date,
): Promise<number> {
  return countInvited(tx, ids, now, onStored(set === null ? decisions.include : setting(set, author, now)));
}

/** Excludes one hire from onboarding, and returns the record as it is then, with the change that can be undone. */
export async function excludeOne(tx: TenantTx, author: Author, id: HireId, now: Date): Promise<ChangedHire> {
  const outcomes = await excludeMany(tx, author, [id], now);
  const outcome = outcomes.get(id);
  return { ...(await recordAfter(tx, id, outcomes)), change: outcome?.ok ? outcome.change : null };
}

/** Includes one hire who was excluded, and returns the record as it is then. */
export async function includeOne(tx: TenantTx, author: Author, id: HireId, now: Date): Promise<NewHire> {
  return recordAfter(tx, id, await includeMany(tx, author, [id], now));
}

async function recordAfter(tx: TenantTx, id: HireId, outcomes: Map<HireId, ManyOutcome>): Promise<NewHire> {
  const outcome = outcomes.get(id);
  const hire = await readNewHire(tx, id);
  if (outcome?.ok !== false) return hire;
  switch (outcome.code) {
    case "withdrawn":
      throw recordClosed();
    case "already_invited":
      throw new AppError("already_invited", m.tooLateToExclude());
    default:
      // It stands where it was to be put.
      return hire;
  }
}

const onStored = (decide: Decide): Verb<Code> => ({ decide: (current, context) => current && decide(current.state, context) });

async function changeMany(
  tx: TenantTx,
  author: Author,
  subjects: { ids: readonly HireId[]; addresses?: readonly string[] },
  now: Date,
  decide: Decide,
): Promise<Map<HireId, ManyOutcome>> {
  const { outcomes } = await changeHires<Code>(tx, author, subjects, now, onStored(decide));
  const found = new Map<HireId, ManyOutcome>(subjects.ids.map((id) => [id, { ok: false, code: "not_found" }]));
  for (const { id, decision, auditId } of outcomes) {
    if (id !== null) found.set(id, "refused" in decision ? { ok: false, code: decision.refused } : { ok: true, change: auditId });
  }
  return found;
}
