import * as attention from "@/lib/hires/attention/decisions";
import type { WrittenChange } from "@/lib/hires/change";
import * as decisions from "@/lib/hires/decisions";
import { changeHires } from "@/lib/hires/execute";
import type { HireDraft, HireState } from "@/lib/hires/status";
import * as suspension from "@/lib/hires/suspension/decisions";
import type { OrganizationId, TenantTx } from "@/lib/platform/db";
import type { ApplicationId, HireId } from "@/lib/platform/ids";

/** What Greenhouse says of one application: the hire as it describes it, or null when the application is not hired. */
export interface HeardApplication {
  applicationId: ApplicationId;
  draft: HireDraft | null;
  /** Greenhouse anonymized or deleted the person; there is no draft. */
  isErased?: boolean;
}

export interface ApplyCounts {
  added: number;
  updated: number;
  unchanged: number;
  invited: number;
  withdrawn: number;
}

/**
 * Applies what Greenhouse says of some applications: creates, updates, suspends, withdraws or leaves each hire, and invites those who became
 * complete, in the caller's transaction and in a fixed number of statements. Applying the same again changes nothing.
 */
export async function applyHeard(
  tx: TenantTx,
  organizationId: OrganizationId,
  applications: readonly HeardApplication[],
  now: Date,
): Promise<{ counts: ApplyCounts; states: HireState[]; changes: WrittenChange[] }> {
  const heard = new Map(applications.map((application) => [application.applicationId, application]));
  const { outcomes, changes, invited } = await changeHires<never>(tx, { organizationId }, { applications }, now, {
    decide: (current, context, applicationId) => {
      const { draft = null, isErased = false } = heard.get(applicationId) ?? {};
      if (isErased) return current && suspension.noteErasedThere(current.state, context);
      if (draft) return decisions.reconcile(current?.state ?? null, draft, context);
      return current && suspension.lose(current.state, context);
    },
  });
  const counts: ApplyCounts = { added: 0, updated: 0, unchanged: 0, invited, withdrawn: 0 };
  const states: HireState[] = [];
  for (const { current, decision } of outcomes) {
    if ("refused" in decision) continue;
    const { next } = decision;
    const isWithdrawn = next.status === "withdrawn";
    if (!isWithdrawn) states.push(next);
    if (!current) counts.added++;
    else if (next === current.state) counts.unchanged += isWithdrawn ? 0 : 1;
    else counts[isWithdrawn ? "withdrawn" : "updated"]++;
  }
  return { counts, states, changes };
}

/**
 * Decides hires again because a day came, or the organization decided otherwise, and invites those who may be now. Returns how
 * many that were.
 */
export async function reevaluateHires(tx: TenantTx, organizationId: OrganizationId, ids: readonly HireId[], now: Date): Promise<number> {
  const { invited } = await changeHires<never>(tx, { organizationId }, { ids }, now, {
    decide: (current, context) => current && decisions.reevaluate(current.state, context),
  });
  return invited;
}

/** Withdraws hires whose return is no longer waited for. Returns how many. */
export async function withdrawOverdue(tx: TenantTx, organizationId: OrganizationId, ids: readonly HireId[], now: Date): Promise<number> {
  const { changes } = await changeHires<never>(tx, { organizationId }, { ids }, now, {
    decide: (current) => current && suspension.giveUp(current.state, now),
  });
  return changes.length;
}

/** Reminds hires who were invited, each with a link that replaces the earlier ones, unless another mail was sent since. */
export async function remindHires(
  tx: TenantTx,
  organizationId: OrganizationId,
  due: readonly { newHireId: HireId; lastSentAt: Date }[],
  now: Date,
): Promise<number> {
  const lastSent = new Map(due.map(({ newHireId, lastSentAt }) => [newHireId, lastSentAt]));
  const { outcomes } = await changeHires<never>(tx, { organizationId }, { ids: [...lastSent.keys()] }, now, {
    decide: (current, context) => current && decisions.remind(current.state, lastSent.get(current.id) ?? now, context),
  });
  return outcomes.filter(({ invitation }) => invitation !== null).length;
}

/** The invitation was accepted: the person has started. */
export async function markStarted(tx: TenantTx, organizationId: OrganizationId, id: HireId, now: Date): Promise<void> {
  await changeHires(tx, { organizationId }, { ids: [id] }, now, { decide: (current) => current && decisions.start(current.state) });
}

/** The invitation could not be delivered: the record needs HR's attention. */
export async function markInvitationFailed(tx: TenantTx, organizationId: OrganizationId, id: HireId, now: Date): Promise<void> {
  await changeHires<never>(tx, { organizationId }, { ids: [id] }, now, {
    decide: (current) => current && attention.failInvitation(current.state),
  });
}

/** Adds what a new hire wrote to their record, which needs HR's attention until they have read it. */
export async function addNote(
  tx: TenantTx,
  organizationId: OrganizationId,
  id: HireId,
  note: { text: string; invitationId: string },
  now: Date,
): Promise<void> {
  await changeHires<never>(tx, { organizationId }, { ids: [id] }, now, {
    decide: (current) => current && attention.note(current.state, note),
  });
}
