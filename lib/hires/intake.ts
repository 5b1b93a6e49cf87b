import { type HireField, hireFields } from "@/lib/hire-fields/schema";
import { lockHires, type StoredHire } from "@/lib/hires/data";
import { reconcile, withdraw } from "@/lib/hires/decisions";
import { type Person, personOf } from "@/lib/hires/duplicates/data";
import { policiesOf } from "@/lib/hires/policy";
import { decideStatus, type HireDraft, type HireState } from "@/lib/hires/status";
import { commitChanges, type HireChange, writeHires } from "@/lib/hires/store";
import { type NewHireEvent, recordHireEvents } from "@/lib/hires/timeline/mutations";
import { revokeInvitations } from "@/lib/invitations/mutations";
import * as fieldWords from "@/lib/messages/generated/hires/fields";
import type { OrganizationId, TenantTx } from "@/lib/platform/db";

export interface ApplyCounts {
  added: number;
  updated: number;
  unchanged: number;
  invited: number;
}

/**
 * Applies what Greenhouse says of some hires: creates, updates or leaves each, and invites those who became complete, in
 * the caller's transaction and in a fixed number of statements. Applying the same drafts again changes nothing.
 */
export async function applyDrafts(
  tx: TenantTx,
  organizationId: OrganizationId,
  drafts: readonly HireDraft[],
  now: Date,
): Promise<{ counts: ApplyCounts; states: HireState[]; changes: HireChange[] }> {
  const counts: ApplyCounts = { added: 0, updated: 0, unchanged: 0, invited: 0 };
  if (drafts.length === 0) return { counts, states: [], changes: [] };
  const existing = await lockHires(
    tx,
    drafts.map((draft) => draft.applicationId),
  );
  const people = drafts.map((draft) => personBehind(draft, existing.get(draft.applicationId)));
  const policies = await policiesOf(tx, people, now);
  const changes: HireChange[] = [];
  const states: HireState[] = [];
  for (const draft of drafts) {
    const held = existing.get(draft.applicationId) ?? null;
    const outcome = reconcile(held?.state ?? null, draft, policies.of(draft.applicationId));
    if (outcome.kind === "unchanged") {
      counts.unchanged++;
      if (held) states.push(held.state);
      continue;
    }
    counts[outcome.kind === "create" ? "added" : "updated"]++;
    changes.push({ held, next: outcome.next, ...(changedFields(held, outcome.next).length > 0 ? { by: "greenhouse" } : {}) });
    states.push(outcome.next);
  }
  counts.invited = await commitChanges(tx, organizationId, changes, policies.expiresAfterDays, now);
  await recordHireEvents(
    tx,
    organizationId,
    changes.flatMap((change) => updateEvent(change, now)),
  );
  return { counts, states, changes };
}

/** What a sync changed about a hire who was here, by the names of the fields; never their values. */
function updateEvent({ held, next }: HireChange, now: Date): NewHireEvent[] {
  if (!held) return [];
  const fields = changedFields(held, next);
  return fields.length === 0
    ? []
    : [{ newHireId: held.id, kind: "synced", detail: fields.map((field) => fieldWords.label({ field })).join(", "), at: now }];
}

/** The fields whose value is another one; none of a new hire. */
export function changedFields(held: StoredHire | null, next: HireState): HireField[] {
  return held ? hireFields.filter((field) => held.state.values[field] !== next.values[field]) : [];
}

/** The person a draft will be once HR's own address is kept. */
function personBehind(draft: HireDraft, held: StoredHire | undefined): Person {
  return personOf(held?.id ?? null, { ...draft, values: held?.state.edits.personalEmail ? held.state.values : draft.values });
}

/**
 * Decides hires anew because a day came, or the organization decided otherwise, and invites those who may be now. Answers how
 * many that were.
 */
export async function reevaluateHires(
  tx: TenantTx,
  organizationId: OrganizationId,
  applicationIds: readonly number[],
  now: Date,
): Promise<number> {
  if (applicationIds.length === 0) return 0;
  const held = [...(await lockHires(tx, applicationIds)).values()];
  const policies = await policiesOf(
    tx,
    held.map(({ id, state }) => personOf(id, state)),
    now,
  );
  const changes = held.flatMap((one) => {
    const next = decideStatus(one.state, policies.of(one.state.applicationId));
    return JSON.stringify(next) === JSON.stringify(one.state) ? [] : [{ held: one, next }];
  });
  return commitChanges(tx, organizationId, changes, policies.expiresAfterDays, now);
}

/** Takes the hires of these applications out of onboarding and ends their links. Answers those that this changed. */
export async function withdrawHires(
  tx: TenantTx,
  organizationId: OrganizationId,
  applicationIds: readonly number[],
  now: Date,
): Promise<HireChange[]> {
  if (applicationIds.length === 0) return [];
  const changes: HireChange[] = [];
  for (const held of (await lockHires(tx, applicationIds)).values()) {
    const next = withdraw(held.state);
    if (next) changes.push({ held, next });
  }
  await writeHires(tx, organizationId, changes, now);
  await revokeInvitations(
    tx,
    changes.flatMap(({ held }) => held?.id ?? []),
    now,
  );
  return changes;
}
