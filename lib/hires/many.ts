import { type AuditedChange, type AuditRecord, recordAudits } from "@/lib/audit/mutations";
import type { Author } from "@/lib/auth/actor";
import type { HireField } from "@/lib/hire-fields/schema";
import { findNewHire, lockHiresById, type StoredHire } from "@/lib/hires/data";
import { applyEdit, exclude, include } from "@/lib/hires/decisions";
import { personOf } from "@/lib/hires/duplicates/data";
import { policiesOf } from "@/lib/hires/policy";
import type { NewHire } from "@/lib/hires/schema";
import type { HireState, InvitationPolicy } from "@/lib/hires/status";
import { commitChanges, type HireChange } from "@/lib/hires/store";
import type { TenantTx } from "@/lib/platform/db";
import { AppError, notFound } from "@/lib/platform/errors";

/** What became of one hire among many; a code says why nothing did. */
export type ManyOutcome =
  | { ok: true }
  | { ok: false; code: "not_found" | "withdrawn" | "excluded" | "unchanged" | "already_invited" | "not_excluded" };

/**
 * Sets one field of many hires for HR, in a fixed number of statements, with an audit entry each. Completing the last required
 * field makes the invitation, as on the record.
 */
export async function setFieldOfMany(
  tx: TenantTx,
  author: Author,
  ids: readonly string[],
  { field, value }: { field: HireField; value: string | null },
  now: Date,
): Promise<Map<string, ManyOutcome>> {
  const editor = { name: author.name, at: now.toISOString() };
  return changeMany(tx, author, ids, now, ({ state }, policy) => {
    if (state.status === "withdrawn" || state.status === "excluded") return state.status;
    const { next, changed } = applyEdit(state, { changes: { [field]: value }, take: [], keep: [] }, editor, policy);
    const [before, after] = changed[field] ?? [];
    return before === after ? "unchanged" : { next, by: "hr", action: "new_hire.edited", changes: changed };
  });
}

/** Leaves many hires out of onboarding; those who were invited already stay. */
export function excludeMany(tx: TenantTx, author: Author, ids: readonly string[], now: Date): Promise<Map<string, ManyOutcome>> {
  return changeMany(tx, author, ids, now, ({ state }) => {
    if (state.status === "withdrawn" || state.status === "excluded") return state.status === "excluded" ? "unchanged" : "withdrawn";
    const next = exclude(state);
    return next ? { next, action: "new_hire.excluded", changes: {} } : "already_invited";
  });
}

/** Takes many hires who were left out, by HR or by a rule; those who are complete are invited. */
export function includeMany(tx: TenantTx, author: Author, ids: readonly string[], now: Date): Promise<Map<string, ManyOutcome>> {
  return changeMany(tx, author, ids, now, ({ state }, policy) => {
    const next = include(state, policy);
    return next ? { next, action: "new_hire.included", changes: {} } : "not_excluded";
  });
}

/** Leaves one hire out of onboarding, and answers the record as it is then. */
export async function excludeOne(tx: TenantTx, author: Author, id: string, now: Date): Promise<NewHire> {
  return recordAfter(tx, id, await excludeMany(tx, author, [id], now));
}

/** Takes one hire who was left out, and answers the record as it is then. */
export async function includeOne(tx: TenantTx, author: Author, id: string, now: Date): Promise<NewHire> {
  return recordAfter(tx, id, await includeMany(tx, author, [id], now));
}

async function recordAfter(tx: TenantTx, id: string, outcomes: Map<string, ManyOutcome>): Promise<NewHire> {
  const outcome = outcomes.get(id);
  const hire = await findNewHire(tx, id);
  if (!hire) throw notFound("new hire");
  if (outcome?.ok !== false) return hire;
  switch (outcome.code) {
    case "withdrawn":
      throw new AppError("withdrawn", "This hire was withdrawn in Greenhouse, so the record is closed.");
    case "already_invited":
      throw new AppError("already_invited", "The invitation has gone out already, so it is too late to leave this hire out.");
    default:
      // It stands where it was to be put.
      return hire;
  }
}

type Decision =
  | Exclude<ManyOutcome, { ok: true }>["code"]
  | ({ next: HireState; by?: "hr" } & AuditedChange<"new_hire.edited" | "new_hire.excluded" | "new_hire.included">);

async function changeMany(
  tx: TenantTx,
  author: Author,
  ids: readonly string[],
  now: Date,
  decide: (hire: StoredHire, policy: InvitationPolicy) => Decision,
): Promise<Map<string, ManyOutcome>> {
  const outcomes = new Map<string, ManyOutcome>(ids.map((id) => [id, { ok: false, code: "not_found" }]));
  const hires = await lockHiresById(tx, ids);
  const policies = await policiesOf(
    tx,
    hires.map(({ id, state }) => personOf(id, state)),
    now,
  );
  const changes: HireChange[] = [];
  const records: AuditRecord[] = [];
  for (const held of hires) {
    const decision = decide(held, policies.of(held.state.applicationId));
    if (typeof decision === "string") {
      outcomes.set(held.id, { ok: false, code: decision });
      continue;
    }
    const { next, by, ...audited } = decision;
    changes.push({ held, next, ...(by ? { by } : {}) });
    outcomes.set(held.id, { ok: true });
    records.push({
      organizationId: author.organizationId,
      actor: { id: author.userId, name: author.name },
      subject: `new_hire:${held.id}`,
      ...audited,
    });
  }
  await recordAudits(tx, records);
  await commitChanges(tx, author.organizationId, changes, policies.expiresAfterDays, now);
  return outcomes;
}
