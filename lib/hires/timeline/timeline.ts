import { z } from "zod";
import { PORTAL } from "@/lib/audit/actions";
import { timelineActions } from "@/lib/audit/rules";
import { hireFields } from "@/lib/hire-fields/schema";
import { hireEvents } from "@/lib/hires/timeline/data";
import { NEW_HIRE, type Timeline, type TimelineEvent, timelineEvents } from "@/lib/hires/timeline/schema";
import { listOf, plainDate } from "@/lib/messages/format";
import * as fieldWords from "@/lib/messages/generated/hires/fields";
import * as m from "@/lib/messages/generated/hires/timeline";
import type { TenantTx } from "@/lib/platform/db";
import { notFound } from "@/lib/platform/errors";
import type { HireId } from "@/lib/platform/ids";
import type { AuditEntry, Invitation } from "@/prisma/generated/client";

const LIMIT = 200;
const greenhouse = "Greenhouse";

interface Moment {
  at: Date;
  actor: string;
  event: TimelineEvent;
  detail: string | null;
}

/** Returns what happened to a hire, newest first. It is read from the rows that record it; nothing is stored for the timeline alone. */
export async function hireTimeline(tx: TenantTx, newHireId: HireId): Promise<Timeline> {
  const hire = await tx.newHire.findFirst({ where: { id: newHireId }, select: { createdAt: true } });
  if (!hire) throw notFound("new hire");
  const moments: Moment[] = [
    { at: hire.createdAt, actor: greenhouse, event: "synced", detail: m.imported() },
    ...(await fromInvitations(tx, newHireId)),
    ...(await fromAudit(tx, newHireId)),
    ...(await fromEvents(tx, newHireId)),
  ];
  // Events of one transaction have the same time, so their kind orders them.
  const rank = ({ event }: Moment) => timelineEvents.indexOf(event);
  moments.sort((a, b) => b.at.getTime() - a.at.getTime() || rank(b) - rank(a));
  return { items: moments.slice(0, LIMIT).map(({ at, ...rest }) => ({ at: at.toISOString(), ...rest })) };
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
  return moments;
}

function queuedAs({ trigger }: Invitation): TimelineEvent {
  return trigger === "reminder" ? "reminded" : "invitation_queued";
}

async function fromAudit(tx: TenantTx, newHireId: HireId): Promise<Moment[]> {
  const told = timelineActions();
  const entries = await tx.auditEntry.findMany({
    where: { subject: `new_hire:${newHireId}`, action: { in: [...told.keys()] } },
    orderBy: { at: "desc" },
    take: LIMIT,
  });
  return entries.flatMap((entry) => {
    const known = told.get(entry.action);
    if (!known) return [];
    const { event, detail } = known;
    return [{ at: entry.at, actor: entry.actor, event, detail: typeof detail === "function" ? detail() : changeWords[detail.from](entry) }];
  });
}

/** How the timeline describes a change of fields or of the send time. */
const changeWords = { fields: editedFields, plan: plannedWhen };

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
function editedFields({ changes }: AuditEntry): string | null {
  const names = hireFields.filter((field) => changes !== null && typeof changes === "object" && field in changes);
  return names.length === 0 ? null : listOf(names.map((field) => fieldWords.label({ field })));
}

async function fromEvents(tx: TenantTx, newHireId: HireId): Promise<Moment[]> {
  const actors: Partial<Record<TimelineEvent, string>> = { synced: greenhouse, note: NEW_HIRE };
  const events = await hireEvents(tx, newHireId, LIMIT);
  return events.map(({ at, kind, detail }) => ({
    at,
    actor: actors[kind] ?? m.emailProvider(),
    event: kind,
    detail: kind === "synced" && detail ? m.changed({ fields: detail }) : detail,
  }));
}
