import type { WrittenChange } from "@/lib/hires/change";
import { type NoteKind, notesDue } from "@/lib/hires/notes-back/rules";
import { noteBackJob } from "@/lib/jobs/definitions";
import { enqueue } from "@/lib/jobs/queue";
import type { OrganizationId, TenantTx } from "@/lib/platform/db";
import type { HireId } from "@/lib/platform/ids";

/** Has notes be written in Greenhouse about changes that were just made, in their transaction. */
export async function enqueueNotes(tx: TenantTx, organizationId: OrganizationId, changes: readonly WrittenChange[]): Promise<void> {
  const due = changes.flatMap(({ id, current, ...change }) =>
    notesDue(current?.state ?? null, change).map((kind) => ({ organizationId, newHireId: id, kind })),
  );
  await enqueue(tx, noteBackJob, due, { singletonKeys: due.map(({ newHireId, kind }) => `${newHireId} ${kind}`) });
}

/** Has a note wait for the email that it tells of: half as long as it has waited already, at least 15 seconds and at most an hour. */
export async function waitForEmail(
  tx: TenantTx,
  note: { organizationId: OrganizationId; newHireId: HireId; kind: NoteKind },
  { since, now }: { since: Date; now: Date },
): Promise<void> {
  const startAfterSeconds = Math.min(3600, Math.max(15, Math.round((now.getTime() - since.getTime()) / 2_000)));
  await enqueue(tx, noteBackJob, [note], { startAfterSeconds });
}

const keyOf = (newHireId: HireId, kind: NoteKind) => `note ${kind} ${newHireId}`;

/** Claims a note, which is written once: returns false where it was written, or an attempt at it may have been. It is in the timeline immediately. */
export async function claimNote(
  tx: TenantTx,
  {
    organizationId,
    newHireId,
    kind,
    detail,
    now,
  }: { organizationId: OrganizationId; newHireId: HireId; kind: NoteKind; detail: string; now: Date },
): Promise<boolean> {
  const event = { organizationId, newHireId, kind: "noted_there" as const, detail, at: now, providerEventId: keyOf(newHireId, kind) };
  const { count } = await tx.hireEvent.createMany({ data: [event], skipDuplicates: true });
  return count === 1;
}

/** Gives a claim back because Greenhouse surely did not take the note. */
export async function returnNote(tx: TenantTx, newHireId: HireId, kind: NoteKind): Promise<void> {
  await tx.hireEvent.deleteMany({ where: { providerEventId: keyOf(newHireId, kind) } });
}
