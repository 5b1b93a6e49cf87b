import { z } from "zod";
import { PORTAL } from "@/lib/audit/actions";
import { timelineActions } from "@/lib/audit/rules";
import type { OwnField } from "@/lib/hire-fields/own/fields";
import { fieldsOf } from "@/lib/hire-fields/own/rules";
import { fieldLabel } from "@/lib/hire-fields/own/words";
import { idsOfPerson } from "@/lib/hires/by-hand/data";
import { hireEvents } from "@/lib/hires/timeline/data";
import { NEW_HIRE } from "@/lib/hires/timeline/rules";
import { type Timeline, type TimelineEvent, type TimelineItem, timelineEvents } from "@/lib/hires/timeline/schema";
import { changesOfHires } from "@/lib/hires/undo/data";
import { type Aspect, type Change, type Standing, standingsOf } from "@/lib/hires/undo/rules";
import { listOf, plainDate } from "@/lib/messages/format";
import * as m from "@/lib/messages/generated/hires/timeline";
import type { TenantTx } from "@/lib/platform/db";
import { notFound } from "@/lib/platform/errors";
import type { HireId } from "@/lib/platform/ids";
import { readOwnFields } from "@/lib/settings/data";
import type { AuditEntry, Invitation } from "@/prisma/generated/client";

const LIMIT = 200;
const greenhouse = "Greenhouse";

interface Moment extends Pick<TimelineItem, "actor" | "event" | "detail">, Partial<Undoable> {
  at: Date;
  invitationId?: string | null;
}

type Undoable = Pick<TimelineItem, "change" | "changes" | "isUndo" | "undo">;
const nothingToUndo: Undoable = { change: null, changes: [], isUndo: false, undo: null };

/** Returns what happened to a hire, newest first. It is read from the rows that record it; nothing is stored for the timeline alone. */
export async function hireTimeline(tx: TenantTx, newHireId: HireId): Promise<Timeline> {
  const hire = await tx.newHire.findFirst({ where: { id: newHireId }, select: { createdAt: true } });
  if (!hire) throw notFound("new hire");
  const { audited, isByHand } = await fromAudit(tx, newHireId);
  const moments: Moment[] = [
    ...(isByHand ? [] : [{ at: hire.createdAt, actor: greenhouse, event: "synced" as const, detail: m.imported() }]),
    ...(await fromInvitations(tx, newHireId)),
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

async function fromInvitations(tx: TenantTx, newHireId: HireId): Promise<Moment[]> {
  const invitations = await tx.invitation.findMany({ where: { newHireId }, orderBy: { createdAt: "desc" }, take: LIMIT });
  return invitations.flatMap(momentsOf);
}

function momentsOf(invitation: Invitation): Moment[] {
  const { createdAt, sentAt, acceptedAt, failedAt, endedAt, sentTo, status, lastError } = invitation;
  const moments: Moment[] = [
    { at: createdAt, actor: invitation.requestedBy ?? PORTAL, event: queuedAs(invitation), detail: m.to({ address: sentTo }) },
  ];
  if (sentAt) moments.push({ at: sentAt, actor: PORTAL, event: "invitation_sent", detail: m.to({ address: sentTo }) });
  if (acceptedAt) moments.push({ at: acceptedAt, actor: NEW_HIRE, event: "accepted", detail: null });
  if (endedAt && status === "replaced") moments.push({ at: endedAt, actor: PORTAL, event: "replaced", detail: m.replaced() });
  if (endedAt && status === "revoked") moments.push({ at: endedAt, actor: PORTAL, event: "revoked", detail: m.revoked() });
  if (failedAt) moments.push({ at: failedAt, actor: PORTAL, event: "failed", detail: lastError });
  return moments.map((moment) => ({ ...moment, invitationId: invitation.id }));
}

function queuedAs({ trigger }: Invitation): TimelineEvent {
  return trigger === "reminder" ? "reminded" : "invitation_queued";
}

/** Returns what the audit log tells of a hire, and whether HR added it. */
async function fromAudit(tx: TenantTx, newHireId: HireId): Promise<{ audited: Moment[]; isByHand: boolean }> {
  const told = timelineActions();
  // Also what was done to records that were joined into it; only its own changes can be taken back.
  const subjects = (await idsOfPerson(tx, newHireId)).map((id) => `new_hire:${id}`);
  const entries = await tx.auditEntry.findMany({
    where: { subject: { in: subjects }, action: { in: [...told.keys()] } },
    orderBy: { at: "desc" },
    take: LIMIT,
  });
  const changes = (await changesOfHires(tx, [newHireId])).get(newHireId) ?? [];
  const changeOf = new Map(changes.map((change) => [change.id, change]));
  const standings = standingsOf(changes);
  const own = await readOwnFields(tx);
  const audited = entries.flatMap((entry) => {
    const known = told.get(entry.action);
    if (!known) return [];
    const { event, detail } = known;
    const words = typeof detail === "function" ? detail() : changeWords[detail.from](entry, own);
    const change = changeOf.get(entry.id);
    const undoable = change ? undoableOf(change, standings.get(entry.id) ?? new Map()) : nothingToUndo;
    return [{ at: entry.at, actor: entry.actor, event, detail: words, ...undoable }];
  });
  const isByHand = entries.some(({ action, subject }) => action === "new_hire.added" && subject === `new_hire:${newHireId}`);
  return { audited, isByHand };
}

function undoableOf(change: Change, standing: ReadonlyMap<Aspect, Standing>): Undoable {
  const rest = change.plan ? standing.get("plan") : change.excluded ? standing.get("excluded") : undefined;
  const undo = rest?.is === "undone" ? "done" : rest?.is === "in_force" && change.isUndoable ? "possible" : null;
  const changes = change.fields.flatMap(({ field, values }) => {
    if (!values) return [];
    const stands = standing.get(field)?.is;
    return [
      { field, before: values[0], after: values[1], canRestore: change.isUndoable && stands === "in_force", isUndone: stands === "undone" },
    ];
  });
  return { change: change.isUndoable ? change.id : null, changes, isUndo: change.undone !== null, undo };
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
