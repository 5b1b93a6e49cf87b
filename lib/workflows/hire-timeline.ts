import type { Actor } from "@/lib/auth/actor";
import { hireEvents } from "@/lib/hire-events/data";
import { type Timeline, type TimelineEvent, timelineEvents } from "@/lib/hire-events/schema";
import { notFound } from "@/lib/http/app-error";
import { fieldLabels, hireFields } from "@/lib/new-hires/schema";
import { inOrganization, type TenantTx } from "@/lib/platform/db";
import type { AuditEntry, Invitation } from "@/prisma/generated/client";

const LIMIT = 200;
const greenhouse = "Greenhouse";
const portal = "EMPTrust";

interface Moment {
  at: Date;
  actor: string;
  event: TimelineEvent;
  detail: string | null;
}

/** Everything that happened to a hire, newest first, read from the rows that hold it: nothing is written twice to be shown here. */
export async function hireTimeline(actor: Actor, newHireId: string): Promise<Timeline> {
  return inOrganization(actor.organizationId, async (tx) => {
    const hire = await tx.newHire.findFirst({ where: { id: newHireId }, select: { createdAt: true } });
    if (!hire) throw notFound("new hire");
    const moments: Moment[] = [
      { at: hire.createdAt, actor: greenhouse, event: "synced", detail: "Hired in Greenhouse and taken in" },
      ...(await fromInvitations(tx, newHireId)),
      ...(await fromAudit(tx, newHireId)),
      ...(await fromEvents(tx, newHireId)),
    ];
    // What happened in one transaction has one time, and an order all the same.
    const rank = ({ event }: Moment) => timelineEvents.indexOf(event);
    moments.sort((a, b) => b.at.getTime() - a.at.getTime() || rank(b) - rank(a));
    return { items: moments.slice(0, LIMIT).map(({ at, ...rest }) => ({ at: at.toISOString(), ...rest })) };
  });
}

async function fromInvitations(tx: TenantTx, newHireId: string): Promise<Moment[]> {
  const invitations = await tx.invitation.findMany({ where: { newHireId }, orderBy: { createdAt: "desc" }, take: LIMIT });
  return invitations.flatMap(momentsOf);
}

function momentsOf(invitation: Invitation): Moment[] {
  const { createdAt, sentAt, acceptedAt, endedAt, sentTo, status, lastError } = invitation;
  const moments: Moment[] = [
    { at: createdAt, actor: invitation.requestedBy ?? portal, event: queuedAs(invitation), detail: `To ${sentTo}` },
  ];
  if (sentAt) moments.push({ at: sentAt, actor: portal, event: "invitation_sent", detail: `To ${sentTo}` });
  if (acceptedAt) moments.push({ at: acceptedAt, actor: "New hire", event: "accepted", detail: null });
  if (endedAt && status === "replaced")
    moments.push({ at: endedAt, actor: portal, event: "replaced", detail: "A newer link took its place" });
  if (endedAt && status === "revoked")
    moments.push({ at: endedAt, actor: portal, event: "revoked", detail: "No longer hired in Greenhouse" });
  if (endedAt && status === "failed") moments.push({ at: endedAt, actor: portal, event: "failed", detail: lastError });
  return moments;
}

function queuedAs({ trigger }: Invitation): TimelineEvent {
  return trigger === "reminder" ? "reminded" : "invitation_queued";
}

async function fromAudit(tx: TenantTx, newHireId: string): Promise<Moment[]> {
  const entries = await tx.auditEntry.findMany({
    where: { subject: `new_hire:${newHireId}`, action: "new_hire.edited" },
    orderBy: { at: "desc" },
    take: LIMIT,
  });
  return entries.map((entry) => ({ at: entry.at, actor: entry.actor, event: "edited", detail: editedFields(entry) }));
}

/** The fields that were edited, by name; their values stand in the record. */
function editedFields({ changes }: AuditEntry): string | null {
  const names = hireFields.filter((field) => changes !== null && typeof changes === "object" && field in changes);
  return names.length === 0 ? null : names.map((field) => fieldLabels[field]).join(", ");
}

async function fromEvents(tx: TenantTx, newHireId: string): Promise<Moment[]> {
  const actors: Partial<Record<TimelineEvent, string>> = { synced: greenhouse, note: "New hire" };
  const events = await hireEvents(tx, newHireId, LIMIT);
  return events.map(({ at, kind, detail }) => ({
    at,
    actor: actors[kind] ?? "Mail provider",
    event: kind,
    detail: kind === "synced" && detail ? `Changed: ${detail}` : detail,
  }));
}
