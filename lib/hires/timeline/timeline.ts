import { z } from "zod";
import { PORTAL } from "@/lib/audit/actions";
import { timelineActions } from "@/lib/audit/rules";
import type { OwnField } from "@/lib/hire-fields/own/fields";
import { fieldsOf } from "@/lib/hire-fields/own/rules";
import { fieldLabel } from "@/lib/hire-fields/own/words";
import { idsOfPerson } from "@/lib/hires/by-hand/data";
import { readHires, type StoredHire } from "@/lib/hires/data";
import type { HireState } from "@/lib/hires/status";
import { hireEvents } from "@/lib/hires/timeline/data";
import { NEW_HIRE } from "@/lib/hires/timeline/rules";
import { type Timeline, type TimelineEvent, type TimelineItem, timelineEvents } from "@/lib/hires/timeline/schema";
import { changesOfHires } from "@/lib/hires/undo/data";
import { type Undo, type UndoFacts, type UndoRefusal, undoRefusal } from "@/lib/hires/undo/decisions";
import { type Aspect, type Change, changeOf, standingsOf } from "@/lib/hires/undo/rules";
import { listOf, plainDate } from "@/lib/messages/format";
import * as m from "@/lib/messages/generated/hires/timeline";
import type { TenantTx } from "@/lib/platform/db";
import { notFound } from "@/lib/platform/errors";
import type { HireId } from "@/lib/platform/ids";
import { readOwnFields } from "@/lib/settings/data";
import type { AuditEntry, Invitation } from "@/prisma/generated/client";

const LIMIT = 200;
/** The database ends a transaction that lasts longer. */
const LONGEST_TRANSACTION_MS = 60_000;
const greenhouse = "Greenhouse";

interface Moment extends Pick<TimelineItem, "actor" | "event" | "detail">, Partial<Undoable> {
  at: Date;
  invitationId?: string | null;
}

type Undoable = Pick<TimelineItem, "change" | "changes" | "isUndo" | "undo">;
const nothingToUndo: Undoable = { change: null, changes: [], isUndo: false, undo: null };

/** Returns what happened to a hire, newest first. It is read from the rows that record it; nothing is stored for the timeline alone. */
export async function hireTimeline(tx: TenantTx, newHireId: HireId): Promise<Timeline> {
  const [hire] = await readHires(tx, [newHireId], "read");
  if (!hire) throw notFound("new hire");
  const invitations = await tx.invitation.findMany({ where: { newHireId }, orderBy: { createdAt: "desc" }, take: LIMIT });
  const { audited, isByHand } = await fromAudit(tx, hire, invitations);
  const moments: Moment[] = [
    ...(isByHand ? [] : [{ at: hire.createdAt, actor: greenhouse, event: "synced" as const, detail: m.imported() }]),
    ...invitations.flatMap((invitation) => momentsOf(invitation, audited)),
    // The entry is written after what the addition brought with it.
    ...audited.map((one) => (isByHand && one.event === "added" ? { ...one, at: hire.createdAt } : one)),
    ...(await fromEvents(tx, newHireId)),
  ];
  // Events of one transaction have the same time, so their kind orders them.
  const rank = ({ event }: Moment) => timelineEvents.indexOf(event);
  moments.sort((a, b) => b.at.getTime() - a.at.getTime() || rank(b) - rank(a));
  return {
    items: moments.slice(0, LIMIT).map(({ at, ...rest }) => ({ ...nothingToUndo, invitationId: null, at: at.toISOString(), ...rest })),
  };
}

/** Returns what happened to an invitation; where HR ended its link, the moment says it as HR's own entry does. */
function momentsOf(invitation: Invitation, audited: readonly Moment[]): Moment[] {
  const { createdAt, sentAt, acceptedAt, failedAt, endedAt, sentTo, status, lastError } = invitation;
  const moments: Moment[] = [
    { at: createdAt, actor: invitation.requestedBy ?? PORTAL, event: queuedAs(invitation), detail: m.to({ address: sentTo }) },
  ];
  if (sentAt) moments.push({ at: sentAt, actor: PORTAL, event: "invitation_sent", detail: m.to({ address: sentTo }) });
  if (acceptedAt) moments.push({ at: acceptedAt, actor: NEW_HIRE, event: "accepted", detail: null });
  if (endedAt && status === "replaced") moments.push({ at: endedAt, actor: PORTAL, event: "replaced", detail: m.replaced() });
  if (endedAt && status === "revoked") {
    const { actor, detail } = audited.find(({ invitationId }) => invitationId === invitation.id) ?? { actor: PORTAL, detail: m.revoked() };
    moments.push({ at: endedAt, actor, event: "revoked", detail });
  }
  if (failedAt) moments.push({ at: failedAt, actor: PORTAL, event: "failed", detail: lastError });
  return moments.map((moment) => ({ ...moment, invitationId: invitation.id }));
}

function queuedAs({ trigger }: Invitation): TimelineEvent {
  return trigger === "reminder" ? "reminded" : "invitation_queued";
}

/** Returns what the audit log tells of a hire, and whether HR added it. */
async function fromAudit(
  tx: TenantTx,
  { id, state }: StoredHire,
  invitations: readonly Invitation[],
): Promise<{ audited: Moment[]; isByHand: boolean }> {
  const told = timelineActions();
  // Also what was done to records that were joined into it; only its own changes can be taken back.
  const subjects = (await idsOfPerson(tx, id)).map((one) => `new_hire:${one}`);
  const entries = await tx.auditEntry.findMany({
    where: { subject: { in: subjects }, action: { in: [...told.keys()] } },
    orderBy: { at: "desc" },
    take: LIMIT,
  });
  const changes = (await changesOfHires(tx, [id])).get(id) ?? [];
  const own = new Map(changes.map((change) => [change.id, change]));
  const standings = standingsOf(changes);
  const ownFields = await readOwnFields(tx);
  const facts = { invitedBefore: invitations.length > 0, isUndecided: state.attention.includes("possible_duplicate"), ownFields };
  const audited = entries.flatMap((entry) => {
    const known = told.get(entry.action);
    if (!known) return [];
    const { event, detail } = known;
    const words = typeof detail === "function" ? detail() : changeWords[detail.from](entry, ownFields);
    const change = own.get(entry.id);
    const order = change && { change, standing: standings.get(change.id) ?? new Map() };
    const undoable = order
      ? undoableOf(state, order, facts)
      : { ...nothingToUndo, changes: typeof detail === "function" ? [] : pairsOf(changeOf(entry)) };
    const invitationId = invitations.find((invitation) => isEndedBy(invitation, entry))?.id ?? null;
    return [{ at: entry.at, actor: entry.actor, event, detail: words, invitationId, ...undoable }];
  });
  const isByHand = entries.some(({ action, subject }) => action === "new_hire.added" && subject === `new_hire:${id}`);
  return { audited, isByHand };
}

/** Whether an entry tells of the withdrawal that ended an invitation's link: it is written last in the same transaction. */
function isEndedBy({ status, endedAt }: Invitation, { action, at }: AuditEntry): boolean {
  if (status !== "revoked" || endedAt === null || action !== "new_hire.withdrawn") return false;
  const apart = at.getTime() - endedAt.getTime();
  return apart >= 0 && apart <= LONGEST_TRANSACTION_MS;
}

/** Returns the values that a change set, before and after; none of them can be restored. */
function pairsOf({ fields }: Change): Undoable["changes"] {
  return fields.flatMap(({ field, values }) =>
    values ? [{ field, before: values[0], after: values[1], canRestore: false, isUndone: false }] : [],
  );
}

/** Returns what of a change can be taken back now, as the decider would decide it, and what was. */
function undoableOf(state: HireState, { change, standing }: Omit<Undo, "only">, facts: UndoFacts): Undoable {
  const refusal = (only: Undo["only"]) => undoRefusal(state, { change, standing, only }, facts)?.code ?? null;
  const isUndone = (aspect: Aspect) => standing.get(aspect)?.is === "undone";
  const changes = pairsOf(change).map((pair) => ({
    ...pair,
    canRestore: refusal([pair.field]) === null,
    isUndone: isUndone(pair.field),
  }));
  const whole = change.plan ? "plan" : change.excluded ? "excluded" : null;
  const undo = whole === null ? null : isUndone(whole) ? "done" : undoAfter(refusal(null), facts);
  return { change: change.isUndoable ? change.id : null, changes, isUndo: change.undone !== null, undo };
}

function undoAfter(refused: UndoRefusal["code"] | null, { invitedBefore }: UndoFacts): Undoable["undo"] {
  if (refused === null) return "possible";
  return refused === "already_invited" && invitedBefore ? "sent" : null;
}

/** How the timeline describes a change of fields or of the send time, and one that was taken back. */
const changeWords = { fields: editedFields, plan: plannedWhen, undone: undoneWords };

const undoneSchema = z.object({ plan: z.unknown().optional(), excluded: z.tuple([z.boolean(), z.boolean()]).optional() });

/** Returns what was taken back. */
function undoneWords(entry: AuditEntry, own: readonly OwnField[]): string | null {
  const { plan, excluded } = undoneSchema.safeParse(entry.changes).data ?? {};
  if (excluded) return excluded[1] ? m.undoneBackToExcluded() : m.undoneExclusion();
  return plan === undefined ? m.undoneFields({ fields: editedFields(entry, own) ?? "" }) : m.undonePlan({ plan: plannedWhen(entry) });
}

const planSchema = z.object({ plan: z.tuple([z.unknown(), z.string().nullable()]) });

/** Returns what HR chose as the send time. */
function plannedWhen({ changes }: AuditEntry): string {
  const plan = planSchema.safeParse(changes).data?.plan[1] ?? null;
  const [mode, date] = plan?.split(" ") ?? [];
  if (mode === "on_date" && date) return m.plannedOn({ day: plainDate(date, "full") });
  if (mode === "at_once") return m.plannedNow();
  return mode === "by_hand" ? m.plannedByHand() : m.plannedByDefault();
}

/** Returns the names of the edited fields. */
function editedFields({ changes }: AuditEntry, own: readonly OwnField[]): string | null {
  const names = changes !== null && typeof changes === "object" ? fieldsOf(changes) : [];
  return names.length === 0 ? null : listOf(names.map((field) => fieldLabel(field, own)));
}

async function fromEvents(tx: TenantTx, newHireId: HireId): Promise<Moment[]> {
  const actors: Partial<Record<TimelineEvent, string>> = {
    synced: greenhouse,
    suspended: greenhouse,
    resumed: greenhouse,
    erased_there: greenhouse,
    noted_there: PORTAL,
    note: NEW_HIRE,
  };
  const events = await hireEvents(tx, newHireId, LIMIT);
  return events.map(({ at, kind, detail, invitationId }) => ({
    at,
    invitationId,
    actor: actors[kind] ?? m.emailProvider(),
    event: kind,
    detail: (kind === "synced" || kind === "resumed") && detail ? m.changed({ fields: detail }) : detail,
  }));
}
