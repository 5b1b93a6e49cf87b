import { v7 as uuidv7 } from "uuid";
import { PORTAL } from "@/lib/audit/actions";
import { type AuditRecord, recordAudits } from "@/lib/audit/mutations";
import { type Changer, type Decision, type DecisionContext, type HireChange, rowOf, type WrittenChange } from "@/lib/hires/change";
import { hireTable } from "@/lib/hires/columns";
import { erasedApplications, type StoredHire } from "@/lib/hires/data";
import { followDuplicate } from "@/lib/hires/duplicates/decisions";
import { noDuplicate, type Standing } from "@/lib/hires/duplicates/standing";
import { type Entry, standingsAfter } from "@/lib/hires/duplicates/standings-after";
import { noteArrivals } from "@/lib/hires/emails/mutations";
import { findHires, lockHires, type Subjects } from "@/lib/hires/lock";
import { enqueueNotes } from "@/lib/hires/notes-back/mutations";
import { type Policies, readPolicies } from "@/lib/hires/policy";
import { canBecome, type HireState, type InvitationPolicy, isInvitedAgain } from "@/lib/hires/status";
import { recordHireEvents } from "@/lib/hires/timeline/mutations";
import type { InvitationRow } from "@/lib/invitations/data";
import { createInvitations, deliverWaiting, reopenInvitations, replaceInvitations, revokeInvitations } from "@/lib/invitations/mutations";
import type { InvitationTrigger } from "@/lib/invitations/schema";
import type { TenantTx } from "@/lib/platform/db";
import { type ApplicationId, asHireId, type HireId } from "@/lib/platform/ids";
import { upsertRows } from "@/lib/platform/upsert";

/** What became of one of those who were meant. */
export interface Outcome<Refusal> {
  id: HireId | null;
  current: StoredHire | null;
  decision: Decision<Refusal>;
  /** The invitation that was made for it. */
  invitation: InvitationRow | null;
  /** The change's entry in the audit log, by which it can be undone; null where none was written. */
  auditId: string | null;
}

export interface Verb<Refusal> {
  /** Returns what becomes of a hire, null for one that is not stored; null where there is nothing to decide. Pure, and asked twice of one with a duplicate. */
  decide: (current: StoredHire | null, context: DecisionContext, applicationId: ApplicationId) => Decision<Refusal> | null;
  /** Returns what becomes of others who may be the same person; without it their flag follows the change. */
  decideOther?: (current: HireState, policy: InvitationPolicy) => HireChange;
}

/**
 * Changes hires: the one way in which a hire is written. Those who are meant and those who may be the same person are locked; what
 * the verb decides of each is held against the table of statuses; hires, flags of possible duplicates, invitations with their
 * deliveries, audit entries and events are written in the caller's transaction and in a fixed number of statements.
 */
export async function changeHires<Refusal>(
  tx: TenantTx,
  changer: Changer,
  subjects: Subjects,
  now: Date,
  verb: Verb<Refusal>,
): Promise<{ outcomes: Outcome<Refusal>[]; changes: WrittenChange[]; invited: number }> {
  const locked = await lockHires(tx, changer.organizationId, subjects);
  const entries = await withoutErased(tx, entriesOf(subjects, locked));
  if (entries.length === 0) return { outcomes: [], changes: [], invited: 0 };
  const { policies, decided } = await decideAll(tx, entries, locked.keys, now, verb);
  const changes: WrittenChange[] = [];
  const outcomes: Outcome<Refusal>[] = [];
  for (const { entry, decision } of decided) {
    const change = "refused" in decision ? null : { ...decision, current: entry.current, id: entry.id ?? asHireId(uuidv7()) };
    if (change) changes.push(change);
    if (entry.isSubject) outcomes.push({ id: change?.id ?? entry.id, current: entry.current, decision, invitation: null, auditId: null });
  }
  for (const { id, current, next } of changes) assertTransition(id, current, next);
  const written = changes.filter(({ current, next }) => next !== current?.state);
  await upsertRows(
    tx,
    changer.organizationId,
    hireTable,
    written.map((change) => rowOf(change, now)),
    { key: ["applicationId"], keep: ["id", "createdAt"], set: { version: '"NewHire"."version" + 1' } },
  );
  await noteArrivals(tx, changer, written, now);
  if (policies.notesBack) await enqueueNotes(tx, changer.organizationId, changes);
  const { invited, invitationOf } = await changeInvitations(tx, changer, changes, policies, now);
  const auditIdOf = await recordChanges(tx, changer, changes);
  await recordHireEvents(
    tx,
    changer.organizationId,
    changes.flatMap(({ id, event }) => (event ? [{ newHireId: id, at: now, ...event }] : [])),
  );
  return {
    outcomes: outcomes.map((outcome) => ({
      ...outcome,
      invitation: (outcome.id && invitationOf.get(outcome.id)) || null,
      auditId: outcome.id && auditIdOf(outcome.id),
    })),
    changes: written,
    invited,
  };
}

/**
 * Returns how many of these hires a verb would invite as they are now. Nothing is written and no one is locked, so that what the verb then does
 * may differ.
 */
export async function countInvited<Refusal>(tx: TenantTx, ids: readonly HireId[], now: Date, verb: Verb<Refusal>): Promise<number> {
  const found = await findHires(tx, ids);
  const { decided } = await decideAll(tx, entriesOf({ ids }, found), found.keys, now, verb);
  return decided.filter(
    ({ entry, decision }) => entry.isSubject && !("refused" in decision) && becomesInvited({ ...decision, current: entry.current }),
  ).length;
}

/** Returns what a verb makes of hires and of those who may be the same person, with the policies that it was decided by. */
async function decideAll<Refusal>(
  tx: TenantTx,
  entries: readonly Entry[],
  keys: ReadonlySet<string>,
  now: Date,
  { decide, decideOther = followDuplicate }: Verb<Refusal>,
): Promise<{ policies: Policies; decided: { entry: Entry; decision: Decision<Refusal> }[] }> {
  const policies = await readPolicies(
    tx,
    entries.flatMap(({ id }) => id ?? []),
    now,
  );
  const decisionOn = ({ id, applicationId, current, isSubject }: Entry, standing: Standing): Decision<Refusal> | null => {
    const context = policies.contextOf(id, standing);
    if (isSubject) return decide(current, context, applicationId);
    return current && decideOther(current.state, context);
  };
  // Most have no duplicate, and what is decided of them is decided once.
  const alone = new Map(entries.flatMap((entry) => (entry.isSubject ? [[entry, decisionOn(entry, noDuplicate)] as const] : [])));
  const standingOf = await standingsAfter(tx, entries, keys, now, (entry) => alone.get(entry) ?? null);
  const decided = entries.flatMap((entry) => {
    const standing = standingOf(entry.applicationId);
    const decision = standing === noDuplicate && entry.isSubject ? alone.get(entry) : decisionOn(entry, standing);
    return decision ? [{ entry, decision }] : [];
  });
  return { policies, decided };
}

/** Returns whether a change brings the automatic invitation, which comes with the status. */
function becomesInvited({ current, next, invitations }: Omit<WrittenChange, "id">): boolean {
  return invitations === undefined && next.status === "invited" && current?.state.status !== "invited";
}

function entriesOf(subjects: Subjects, found: { subjects: StoredHire[]; others: StoredHire[] }): Entry[] {
  const stored = (hire: StoredHire, isSubject: boolean): Entry => ({
    id: hire.id,
    applicationId: hire.state.applicationId,
    current: hire,
    isSubject,
  });
  const others = found.others.map((hire) => stored(hire, false));
  if ("ids" in subjects) return [...found.subjects.map((hire) => stored(hire, true)), ...others];
  const byApplication = new Map(found.subjects.map((hire) => [hire.state.applicationId, hire]));
  const meant = subjects.applications.flatMap(({ applicationId, draft }) => {
    const hire = byApplication.get(applicationId);
    if (hire) return [stored(hire, true)];
    return draft ? [{ id: null, applicationId, current: null, isSubject: true }] : [];
  });
  return [...meant, ...others];
}

/** Leaves out people who were erased, and who would come back from Greenhouse. */
async function withoutErased(tx: TenantTx, entries: readonly Entry[]): Promise<Entry[]> {
  const isNew = ({ current }: Entry) => current === null;
  const erased = await erasedApplications(
    tx,
    entries.filter(isNew).map(({ applicationId }) => applicationId),
  );
  return entries.filter((entry) => !isNew(entry) || !erased.has(entry.applicationId));
}

function assertTransition(id: string, current: StoredHire | null, next: HireState): void {
  const from = current?.state.status ?? "pending";
  if (!canBecome(from, next.status)) throw new Error(`hire ${id} cannot become ${next.status}: it is ${from}`);
}

/** Ends, replaces and makes the invitations that changes bring; the automatic one comes with the status. */
async function changeInvitations(
  tx: TenantTx,
  changer: Changer,
  changes: readonly WrittenChange[],
  { expiresAfterDays }: Policies,
  now: Date,
): Promise<{ invited: number; invitationOf: Map<HireId, InvitationRow> }> {
  const invitationOf = new Map<HireId, InvitationRow>();
  const make = async (trigger: InvitationTrigger, given: readonly WrittenChange[]) => {
    const recipients = given.flatMap(({ id, next }) => {
      const sentTo = next.values.personalEmail;
      return sentTo === null ? [] : [{ newHireId: id, sentTo }];
    });
    const requestedBy = trigger === "resend" && "name" in changer ? changer.name : null;
    const made = await createInvitations(tx, changer.organizationId, recipients, { trigger, requestedBy, expiresAfterDays, now });
    for (const [at, { newHireId }] of recipients.entries()) {
      const invitation = made[at];
      if (invitation) invitationOf.set(newHireId, invitation);
    }
    return recipients.length;
  };
  const having = (what: HireChange["invitations"]) => changes.filter(({ invitations }) => invitations === what);
  const idsOf = (given: readonly WrittenChange[]) => given.map(({ id }) => id);
  const becoming = changes.filter(becomesInvited);
  const again = becoming.filter(({ current }) => current && isInvitedAgain(current.state));
  await revokeInvitations(tx, idsOf(having("revoke")), now);
  const reopened = having("reopen");
  await reopenInvitations(tx, idsOf(reopened), now);
  // While they were suspended or withdrawn nothing was sent to them, so nothing is on the queue.
  const resumed = changes.filter(({ current, next }) => current?.state.suspendedAt && !next.suspendedAt);
  await deliverWaiting(tx, changer.organizationId, idsOf([...reopened, ...resumed]));
  await replaceInvitations(tx, idsOf([...again, ...having("resend"), ...having("reminder")]), now);
  const first = await make(
    "automatic",
    becoming.filter((change) => !again.includes(change)),
  );
  const invitedAgain = await make("resend", again);
  for (const trigger of ["resend", "reminder"] as const) await make(trigger, having(trigger));
  return { invited: first + invitedAgain, invitationOf };
}

/** Writes the audit entries of changes, one a hire at most, and returns how to find their ids. */
async function recordChanges(tx: TenantTx, changer: Changer, changes: readonly WrittenChange[]): Promise<(id: HireId) => string | null> {
  const { organizationId } = changer;
  const actor = "name" in changer ? { id: changer.userId, name: changer.name } : { id: null, name: PORTAL };
  const records = changes.flatMap(({ id, audit }): AuditRecord[] =>
    audit ? [{ organizationId, actor, subject: `new_hire:${id}`, ...audit }] : [],
  );
  const idOf = new Map((await recordAudits(tx, records)).map(({ id, subject }) => [subject, id]));
  return (id) => idOf.get(`new_hire:${id}`) ?? null;
}
