import { recordAudit } from "@/lib/audit/mutations";
import type { Actor, Author } from "@/lib/auth/actor";
import type { HireField } from "@/lib/hire-fields/schema";
import { findNewHire, lockHire, type StoredHire } from "@/lib/hires/data";
import { applyEdit, exclude } from "@/lib/hires/decisions";
import { duplicatesOf, personOf } from "@/lib/hires/duplicates/data";
import { reevaluateHires } from "@/lib/hires/intake";
import { organizationPolicy, policiesOf } from "@/lib/hires/policy";
import type { DuplicateDecision, NewHire, NewHireEdit, SeenCode } from "@/lib/hires/schema";
import { canBecome, decideStatus, type HireState, heldBack, missingFields } from "@/lib/hires/status";
import { commitChanges, present, writeHires } from "@/lib/hires/store";
import { fieldList } from "@/lib/hires/words";
import { type InvitationRow, invitationsOf } from "@/lib/invitations/data";
import { createInvitations, replaceInvitations } from "@/lib/invitations/mutations";
import { resendWait } from "@/lib/invitations/rules";
import type { PlanChange } from "@/lib/invitations/schema";
import type { OrganizationId, TenantTx } from "@/lib/platform/db";
import { AppError, notFound } from "@/lib/platform/errors";

/**
 * Saves HR's edit of one record: the changed fields become HR's, and completing the last required field makes the
 * invitation, all or nothing. Throws `version_conflict` with the record as it is when someone else was faster.
 */
export async function updateNewHire(tx: TenantTx, actor: Actor, id: string, edit: NewHireEdit, now: Date): Promise<NewHire> {
  const { organizationId } = actor;
  const held = await lockHire(tx, id);
  if (!held) throw notFound("new hire");
  if (held.version !== edit.version) {
    throw new AppError("version_conflict", "Someone else changed this record meanwhile. Nothing of yours was saved yet.", {
      current: await findNewHire(tx, id),
    });
  }
  if (held.state.status === "withdrawn") {
    throw new AppError("withdrawn", "This hire was withdrawn in Greenhouse, so the record is closed.");
  }
  const policy = await policyOf(tx, held, edit.changes.personalEmail, now);
  const { next, changed } = applyEdit(held.state, edit, { name: actor.name, at: now.toISOString() }, policy);
  if (JSON.stringify(next) !== JSON.stringify(held.state)) {
    const by = Object.keys(changed).length > 0 ? { by: "hr" as const } : {};
    await commitChanges(tx, organizationId, [{ held, next, ...by }], policy.expiresAfterDays, now);
    await recordAudit(tx, {
      organizationId,
      actor: { id: actor.userId, name: actor.name },
      action: "new_hire.edited",
      subject: `new_hire:${id}`,
      changes: { ...changed, ...(edit.keep.length > 0 ? { kept: edit.keep } : {}), ...(edit.take.length > 0 ? { taken: edit.take } : {}) },
    });
  }
  return present(await findNewHire(tx, id));
}

/** What is decided about one hire, who may get another address by the same stroke. */
async function policyOf(tx: TenantTx, { id, state }: StoredHire, newAddress: string | null | undefined, now: Date) {
  const values = newAddress === undefined ? state.values : { ...state.values, personalEmail: newAddress };
  const { expiresAfterDays, of } = await policiesOf(tx, [personOf(id, { ...state, values })], now);
  return { ...of(state.applicationId), expiresAfterDays };
}

/** Decides when one hire's invitation goes out, before it did. */
export async function planInvitation(tx: TenantTx, actor: Actor, id: string, change: PlanChange, now: Date): Promise<NewHire> {
  const held = await lockHire(tx, id);
  if (!held) throw notFound("new hire");
  if (held.version !== change.version) {
    throw new AppError("version_conflict", "Someone else changed this record meanwhile. Nothing of yours was saved yet.", {
      current: await findNewHire(tx, id),
    });
  }
  const policy = await policyOf(tx, held, undefined, now);
  if (policy.invitedBefore || !["pending", "on_hold"].includes(held.state.status)) {
    throw new AppError("already_invited", "The invitation has gone out already, so there is nothing to plan. Send it again instead.");
  }
  const plan = change.mode === null ? null : { mode: change.mode, date: change.mode === "on_date" ? (change.date ?? null) : null };
  const next = decideStatus({ ...held.state, plan }, policy);
  await commitChanges(tx, actor.organizationId, [{ held, next }], policy.expiresAfterDays, now);
  await recordAudit(tx, {
    organizationId: actor.organizationId,
    actor: { id: actor.userId, name: actor.name },
    action: "invitation.planned",
    subject: `new_hire:${id}`,
    changes: { plan: [planWords(held.state.plan), planWords(plan)] },
  });
  return present(await findNewHire(tx, id));
}

function planWords(plan: HireState["plan"]): string | null {
  return plan === null ? null : [plan.mode, plan.date].filter((part) => part !== null).join(" ");
}

/**
 * Takes HR's word on somebody who looks like another hire: the same person and invited anyway, another person (also for those
 * they look like), or not to be taken.
 */
export async function decideDuplicate(tx: TenantTx, actor: Actor, id: string, decision: DuplicateDecision, now: Date): Promise<NewHire> {
  const { organizationId } = actor;
  const held = await lockHire(tx, id);
  if (!held) throw notFound("new hire");
  if (held.state.status === "withdrawn") throw new AppError("withdrawn", "This hire was withdrawn in Greenhouse, so the record is closed.");
  const policy = await policyOf(tx, held, undefined, now);
  if (decision === "exclude") {
    const next = exclude(held.state);
    if (!next && held.state.status !== "excluded") {
      throw new AppError("already_invited", "The invitation has gone out already. Send it to the right address, or leave it as it is.");
    }
    if (next) await writeHires(tx, organizationId, [{ held, next }], now);
  } else {
    const next = decideStatus({ ...held.state, duplicateDecision: decision }, policy);
    await commitChanges(tx, organizationId, [{ held, next }], policy.expiresAfterDays, now);
  }
  // Two of a kind are flagged on both sides; a decision about the last one settles the other.
  const others = await duplicatesOf(tx, [personOf(id, held.state)]);
  if (decision === "keep_separate") {
    await tx.newHire.updateMany({ where: { id: { in: others.map((one) => one.id) } }, data: { duplicateDecision: "keep_separate" } });
  }
  const applications = await tx.newHire.findMany({ where: { id: { in: others.map((one) => one.id) } }, select: { applicationId: true } });
  await reevaluateHires(
    tx,
    organizationId,
    applications.map((one) => Number(one.applicationId)),
    now,
  );
  await recordAudit(tx, {
    organizationId,
    actor: { id: actor.userId, name: actor.name },
    action: `duplicate.${decision}`,
    subject: `new_hire:${id}`,
    changes: {},
  });
  return present(await findNewHire(tx, id));
}

export type SendOutcome =
  | { ok: true; invitation: InvitationRow }
  | { ok: false; code: "not_found" | "already_started" | "withdrawn" | "excluded" }
  | { ok: false; code: "fields_missing"; fields: HireField[] }
  | { ok: false; code: "resend_too_soon"; waitSeconds: number };

/**
 * Sends a hire an invitation because a person said so: releases one that is on hold, or makes a new link that replaces
 * the earlier ones. What stands against it is an answer, not an error.
 */
export async function sendInvitation(tx: TenantTx, actor: Author, id: string, now: Date): Promise<SendOutcome> {
  const { organizationId } = actor;
  const held = await lockHire(tx, id);
  if (!held) return { ok: false, code: "not_found" };
  const { state } = held;
  if (state.status === "started") return { ok: false, code: "already_started" };
  if (state.status === "withdrawn" || state.status === "excluded") return { ok: false, code: state.status };
  const { required, expiresAfterDays } = await organizationPolicy(tx, now);
  const missing = missingFields(state.values, required);
  const address = state.values.personalEmail;
  if (missing.length > 0 || address === null) {
    return { ok: false, code: "fields_missing", fields: missing.length > 0 ? missing : ["personalEmail"] };
  }
  const earlier = await invitationsOf(tx, id);
  const waitSeconds = resendWait(earlier, address, now);
  if (waitSeconds > 0) return { ok: false, code: "resend_too_soon", waitSeconds };
  await replaceInvitations(tx, [id], now);
  const [invitation] = await createInvitations(tx, organizationId, [{ newHireId: id, sentTo: address }], {
    trigger: "resend",
    requestedBy: actor.name,
    expiresAfterDays,
    now,
  });
  const settled = [...heldBack, "invitation_failed", "address_changed", "start_date_changed"];
  const attention = state.attention.filter((code) => !settled.includes(code));
  // A person who sends to somebody that looks like another hire has said what they think of it.
  const duplicateDecision = state.duplicateDecision ?? (state.attention.includes("possible_duplicate") ? "send_anyway" : null);
  const next: HireState = { ...state, status: "invited", attention, sendOn: null, duplicateDecision };
  await writeHires(tx, organizationId, [{ held, next }], now);
  await recordAudit(tx, {
    organizationId,
    actor: { id: actor.userId, name: actor.name },
    action: "invitation.sent_by_hand",
    subject: `new_hire:${id}`,
    changes: {},
  });
  return { ok: true, invitation: present(invitation) };
}

/** Says in words why an invitation cannot be sent, as the route's error. */
export function sendRefusal(outcome: Exclude<SendOutcome, { ok: true }>): AppError {
  switch (outcome.code) {
    case "not_found":
      return notFound("new hire");
    case "already_started":
      return new AppError("already_started", "This person has already started onboarding, so nothing was sent.");
    case "withdrawn":
      return new AppError("withdrawn", "This hire was withdrawn in Greenhouse, so nothing was sent.");
    case "excluded":
      return new AppError("excluded", "This hire is not imported. Include it first; nothing was sent.");
    case "fields_missing":
      return new AppError("fields_missing", `Add the ${fieldList(outcome.fields)} first. The invitation is then sent automatically.`, {
        params: { fields: outcome.fields },
        invalidParams: outcome.fields.map((field) => ({ name: field, reason: "This is missing." })),
      });
    case "resend_too_soon":
      return new AppError("resend_too_soon", `An invitation was sent a moment ago. Send again in ${outcome.waitSeconds} seconds.`, {
        retryAfterSeconds: outcome.waitSeconds,
      });
  }
}

/** The invitation was accepted: the person has started. */
export async function markStarted(tx: TenantTx, organizationId: OrganizationId, id: string, now: Date): Promise<void> {
  const held = await lockHire(tx, id);
  if (!held || held.state.status === "started" || !canBecome(held.state.status, "started")) return;
  const attention = held.state.attention.filter((code) => code === "greenhouse_differs");
  await writeHires(tx, organizationId, [{ held, next: { ...held.state, status: "started", attention } }], now);
}

/** The invitation could not be delivered: the record asks for a person's look. */
export async function markInvitationFailed(tx: TenantTx, organizationId: OrganizationId, id: string, now: Date): Promise<void> {
  const held = await lockHire(tx, id);
  if (!held || held.state.attention.includes("invitation_failed")) return;
  const next: HireState = { ...held.state, attention: [...held.state.attention, "invitation_failed"] };
  await writeHires(tx, organizationId, [{ held, next }], now);
}

/** The new hire wrote that something is not right: the record asks for a person's look. */
export async function markNoted(tx: TenantTx, organizationId: OrganizationId, id: string, now: Date): Promise<void> {
  const held = await lockHire(tx, id);
  if (!held || held.state.attention.includes("note_from_new_hire")) return;
  const next: HireState = { ...held.state, attention: [...held.state.attention, "note_from_new_hire"] };
  await writeHires(tx, organizationId, [{ held, next }], now);
}

/** Somebody read what a record drew attention to. Nothing happens where it does not (any more). */
export async function markSeen(tx: TenantTx, actor: Actor, id: string, code: SeenCode, now: Date): Promise<NewHire> {
  const held = await lockHire(tx, id);
  if (!held) throw notFound("new hire");
  if (held.state.attention.includes(code)) {
    const attention = held.state.attention.filter((one) => one !== code);
    await writeHires(tx, actor.organizationId, [{ held, next: { ...held.state, attention } }], now);
    await recordAudit(tx, {
      organizationId: actor.organizationId,
      actor: { id: actor.userId, name: actor.name },
      action: "new_hire.seen",
      subject: `new_hire:${id}`,
      changes: { attention: [code, null] },
    });
  }
  return present(await findNewHire(tx, id));
}
