import { v7 as uuidv7 } from "uuid";
import { recordAudit } from "@/lib/audit/mutations";
import type { Actor } from "@/lib/auth/actor";
import { type NewHireEvent, recordHireEvents } from "@/lib/hire-events/mutations";
import { fieldLabels, type HireField, hireFields } from "@/lib/hire-fields/schema";
import { AppError, notFound } from "@/lib/http/app-error";
import { type InvitationRow, invitationsOf, invitedBefore } from "@/lib/invitations/data";
import { createInvitations, replaceInvitations, revokeInvitations } from "@/lib/invitations/mutations";
import { resendWait } from "@/lib/invitations/rules";
import type { PlanChange } from "@/lib/invitations/schema";
import {
  findNewHire,
  likenessesOf,
  lockHire,
  lockHires,
  lookalikesOf,
  organizationPolicy,
  type Person,
  personOf,
  type StoredHire,
} from "@/lib/new-hires/data";
import {
  applyEdit,
  canBecome,
  type HireDraft,
  type HireState,
  heldBack,
  ignore,
  type Likeness,
  missingFields,
  reconcile,
  searchForm,
  searchText,
  settle,
  withdraw,
} from "@/lib/new-hires/rules";
import type { DuplicateDecision, NewHire, NewHireEdit, SeenCode } from "@/lib/new-hires/schema";
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
  const invited = await invitedBefore(
    tx,
    [...existing.values()].map((hire) => hire.id),
  );
  const policy = await organizationPolicy(tx, now);
  const people = drafts.map((draft) => personBehind(draft, existing.get(draft.applicationId)));
  const likenesses = await flagLookalikes(tx, people, now);
  const changes: HireChange[] = [];
  const states: HireState[] = [];
  for (const draft of drafts) {
    const held = existing.get(draft.applicationId) ?? null;
    const outcome = reconcile(held?.state ?? null, draft, {
      ...policy,
      invitedBefore: held !== null && invited.has(held.id),
      likeness: likenesses.get(draft.applicationId) ?? "none",
    });
    if (outcome.kind === "unchanged") {
      counts.unchanged++;
      if (held) states.push(held.state);
      continue;
    }
    counts[outcome.kind === "create" ? "added" : "updated"]++;
    changes.push({ held, next: outcome.next, ...(changedFields(held, outcome.next).length > 0 ? { by: "greenhouse" } : {}) });
    states.push(outcome.next);
  }
  counts.invited = await commitChanges(tx, organizationId, changes, policy.expiresAfterDays, now);
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
    : [{ newHireId: held.id, kind: "synced", detail: fields.map((field) => fieldLabels[field]).join(", "), at: now }];
}

/** The fields whose value is another one; none of a new hire. */
export function changedFields(held: StoredHire | null, next: HireState): HireField[] {
  return held ? hireFields.filter((field) => held.state.values[field] !== next.values[field]) : [];
}

/** The person a draft will be once HR's own address is kept. */
function personBehind(draft: HireDraft, held: StoredHire | undefined): Person {
  return personOf(held?.id ?? null, { ...draft, values: held?.state.edits.personalEmail ? held.state.values : draft.values });
}

/** How these stand to others like them. The others are flagged, too, as long as HR has not decided about them. */
async function flagLookalikes(tx: TenantTx, people: readonly Person[], now: Date): Promise<Map<number, Likeness>> {
  const found = await lookalikesOf(tx, people);
  const others = [...new Set(found.map(({ id }) => id))];
  if (others.length > 0) {
    await tx.$executeRaw`
      UPDATE "NewHire" SET "attention" = array_append("attention", 'possible_duplicate'), "version" = "version" + 1, "updatedAt" = ${now}
      WHERE "id" = ANY(${others}::uuid[]) AND "duplicateDecision" IS NULL AND NOT "attention" @> ARRAY['possible_duplicate']`;
  }
  return likenessesOf(people, found);
}

/**
 * Decides hires anew because a day came, or the organization decided otherwise, and invites those who may be now. Answers how
 * many that were.
 */
export async function resettleHires(
  tx: TenantTx,
  organizationId: OrganizationId,
  applicationIds: readonly number[],
  now: Date,
): Promise<number> {
  if (applicationIds.length === 0) return 0;
  const held = [...(await lockHires(tx, applicationIds)).values()];
  const policy = await organizationPolicy(tx, now);
  const invited = await invitedBefore(
    tx,
    held.map(({ id }) => id),
  );
  const likenesses = await flagLookalikes(
    tx,
    held.map(({ id, state }) => personOf(id, state)),
    now,
  );
  const changes = held.flatMap((one) => {
    const own = { invitedBefore: invited.has(one.id), likeness: likenesses.get(one.state.applicationId) ?? "none" };
    const next = settle(one.state, { ...policy, ...own });
    return JSON.stringify(next) === JSON.stringify(one.state) ? [] : [{ held: one, next }];
  });
  return commitChanges(tx, organizationId, changes, policy.expiresAfterDays, now);
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
  const likenesses = await flagLookalikes(tx, [personOf(id, { ...state, values })], now);
  return {
    ...(await organizationPolicy(tx, now)),
    invitedBefore: (await invitedBefore(tx, [id])).has(id),
    likeness: likenesses.get(state.applicationId) ?? "none",
  };
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
  const next = settle({ ...held.state, plan }, policy);
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
  if (decision === "ignore") {
    const next = ignore(held.state);
    if (!next && held.state.status !== "ignored") {
      throw new AppError("already_invited", "The invitation has gone out already. Send it to the right address, or leave it as it is.");
    }
    if (next) await writeHires(tx, organizationId, [{ held, next }], now);
  } else {
    const next = settle({ ...held.state, duplicateDecision: decision }, policy);
    await commitChanges(tx, organizationId, [{ held, next }], policy.expiresAfterDays, now);
  }
  // Two of a kind are flagged on both sides; a decision about the last one settles the other.
  const others = await lookalikesOf(tx, [personOf(id, held.state)]);
  if (decision === "keep_separate") {
    await tx.newHire.updateMany({ where: { id: { in: others.map((one) => one.id) } }, data: { duplicateDecision: "keep_separate" } });
  }
  const applications = await tx.newHire.findMany({ where: { id: { in: others.map((one) => one.id) } }, select: { applicationId: true } });
  await resettleHires(
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
  | { ok: false; code: "not_found" | "already_started" | "withdrawn" | "ignored" }
  | { ok: false; code: "fields_missing"; fields: HireField[] }
  | { ok: false; code: "resend_too_soon"; waitSeconds: number };

/**
 * Sends a hire an invitation because a person said so: releases one that is on hold, or makes a new link that replaces
 * the earlier ones. What stands against it is an answer, not an error.
 */
export async function sendInvitation(tx: TenantTx, actor: Actor, id: string, now: Date): Promise<SendOutcome> {
  const { organizationId } = actor;
  const held = await lockHire(tx, id);
  if (!held) return { ok: false, code: "not_found" };
  const { state } = held;
  if (state.status === "started") return { ok: false, code: "already_started" };
  if (state.status === "withdrawn" || state.status === "ignored") return { ok: false, code: state.status };
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
    case "ignored":
      return new AppError("ignored", "This hire is not imported. Restore it first; nothing was sent.");
    case "fields_missing":
      return new AppError(
        "fields_missing",
        `Fill in first: ${outcome.fields.map((field) => fieldLabels[field]).join(", ")}. The invitation then goes out by itself.`,
        { invalidParams: outcome.fields.map((field) => ({ name: field, reason: "This is missing." })) },
      );
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

/** A hire before and after. */
export interface HireChange {
  /** Null for a new one. */
  held: StoredHire | null;
  next: HireState;
  /** Whose change of its values it is; where it is nobody's, the last one's stays. */
  by?: "greenhouse" | "hr";
}

/** Writes the changes and makes the automatic invitation of those who became `invited` by them. Answers how many. */
async function commitChanges(
  tx: TenantTx,
  organizationId: OrganizationId,
  changes: readonly HireChange[],
  expiresAfterDays: number,
  now: Date,
): Promise<number> {
  const ids = await writeHires(tx, organizationId, changes, now);
  const recipients = changes.flatMap(({ held, next }, at) => {
    const becameInvited = next.status === "invited" && held?.state.status !== "invited";
    return becameInvited && next.values.personalEmail !== null ? [{ newHireId: present(ids[at]), sentTo: next.values.personalEmail }] : [];
  });
  await createInvitations(tx, organizationId, recipients, { trigger: "automatic", expiresAfterDays, now });
  return recipients.length;
}

async function writeHires(tx: TenantTx, organizationId: OrganizationId, changes: readonly HireChange[], now: Date): Promise<string[]> {
  if (changes.length === 0) return [];
  const rows = changes.map(({ held, next, by }) => ({
    id: held?.id ?? uuidv7(),
    applicationId: next.applicationId,
    candidateId: next.candidateId,
    offerId: next.offerId,
    status: next.status,
    attention: next.attention,
    missingFields: next.missingFields,
    ...next.values,
    greenhouseValues: next.greenhouseValues,
    problems: next.problems,
    edits: next.edits,
    hiredOn: next.hiredOn,
    planMode: next.plan?.mode ?? null,
    planDate: next.plan?.date ?? null,
    sendOn: next.sendOn,
    duplicateDecision: next.duplicateDecision,
    takenByHand: next.takenByHand,
    changedBy: by ?? held?.changedBy ?? "greenhouse",
    pendingSince: next.status !== "pending" ? null : held?.state.status === "pending" ? held.pendingSince : now,
    searchText: searchText(next.values),
    sortName: sortName(next),
    now,
  }));
  await tx.$executeRaw`
    INSERT INTO "NewHire" ("organizationId", "id", "applicationId", "candidateId", "offerId", "status", "attention", "missingFields",
      "firstName", "lastName", "preferredName", "personalEmail", "phone", "address", "jobTitle", "department", "location",
      "employmentType", "managerName", "startDate", "greenhouseValues", "problems", "edits", "hiredOn", "planMode", "planDate", "sendOn",
      "duplicateDecision", "takenByHand", "changedBy", "pendingSince", "searchText", "sortName", "createdAt", "updatedAt")
    SELECT ${organizationId}::uuid, x."id", x."applicationId", x."candidateId", x."offerId", x."status", x."attention", x."missingFields",
      x."firstName", x."lastName", x."preferredName", x."personalEmail", x."phone", x."address", x."jobTitle", x."department", x."location",
      x."employmentType", x."managerName", x."startDate", x."greenhouseValues", x."problems", x."edits", x."hiredOn", x."planMode", x."planDate", x."sendOn",
      x."duplicateDecision", x."takenByHand", x."changedBy", x."pendingSince", x."searchText", x."sortName", x."now", x."now"
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS x(
      "id" uuid, "applicationId" bigint, "candidateId" bigint, "offerId" bigint, "status" "HireStatus", "attention" text[],
      "missingFields" "HireField"[], "firstName" text, "lastName" text, "preferredName" text, "personalEmail" text, "phone" text,
      "address" text, "jobTitle" text, "department" text, "location" text, "employmentType" text, "managerName" text, "startDate" text,
      "greenhouseValues" jsonb, "problems" jsonb, "edits" jsonb, "hiredOn" text, "planMode" "PlanMode",
      "planDate" text, "sendOn" text, "duplicateDecision" "DuplicateDecision", "takenByHand" boolean, "changedBy" "ChangeSource", "pendingSince" timestamptz,
      "searchText" text, "sortName" text, "now" timestamptz)
    ON CONFLICT ("organizationId", "applicationId") DO UPDATE SET
      "candidateId" = excluded."candidateId", "offerId" = excluded."offerId", "status" = excluded."status",
      "attention" = excluded."attention", "missingFields" = excluded."missingFields", "firstName" = excluded."firstName",
      "lastName" = excluded."lastName", "preferredName" = excluded."preferredName", "personalEmail" = excluded."personalEmail",
      "phone" = excluded."phone", "address" = excluded."address", "jobTitle" = excluded."jobTitle",
      "department" = excluded."department", "location" = excluded."location", "employmentType" = excluded."employmentType",
      "managerName" = excluded."managerName", "startDate" = excluded."startDate", "greenhouseValues" = excluded."greenhouseValues",
      "problems" = excluded."problems", "edits" = excluded."edits", "hiredOn" = excluded."hiredOn",
      "planMode" = excluded."planMode", "planDate" = excluded."planDate", "sendOn" = excluded."sendOn",
      "duplicateDecision" = excluded."duplicateDecision", "takenByHand" = excluded."takenByHand",
      "changedBy" = excluded."changedBy", "pendingSince" = excluded."pendingSince", "searchText" = excluded."searchText", "sortName" = excluded."sortName",
      "version" = "NewHire"."version" + 1, "updatedAt" = excluded."updatedAt"`;
  return rows.map((row) => row.id);
}

function sortName({ values }: HireState): string | null {
  const name = [values.lastName, values.firstName].filter((part) => part !== null).join(" ");
  return name === "" ? null : searchForm(name);
}

function present<Value>(value: Value | null | undefined): Value {
  if (value === null || value === undefined) throw new Error("a row written in this transaction is not there");
  return value;
}

/** Folds the changes of the counts into one row for each, so that adding them up stays quick. */
export async function foldCounts(tx: TenantTx, organizationId: OrganizationId): Promise<void> {
  await tx.$executeRaw`
    WITH gone AS (DELETE FROM "NewHireCount" RETURNING "key", "count")
    INSERT INTO "NewHireCount" ("organizationId", "key", "count")
    SELECT ${organizationId}::uuid, "key", sum("count") FROM gone GROUP BY "key"`;
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
