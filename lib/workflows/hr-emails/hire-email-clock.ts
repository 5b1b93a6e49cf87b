import { peopleWithAlerts, type Reader, readersOf, syncUnderWaySince } from "@/lib/hires/emails/data";
import { arrivalsToTell, isDigestDue } from "@/lib/hires/emails/rules";
import { hireEmailJob } from "@/lib/jobs/definitions";
import { enqueue } from "@/lib/jobs/queue";
import { visitOrganizations } from "@/lib/platform/database/installation";
import { inOrganization, type OrganizationId, type TenantTx } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
import { mailPermit } from "@/lib/platform/mail-permit";
import { readSetting } from "@/lib/settings/data";

/** Enqueues the emails about hires that are due, of every organization. A failure in one doesn't stop the others. */
export async function runHireEmailClock(now: Date, stopping?: AbortSignal): Promise<void> {
  await visitOrganizations("hire_emails", { at: now, failure: "emails about hires cannot be prepared", stopping }, (organizationId) =>
    inOrganization(organizationId, (tx) => enqueueDueEmails(tx, organizationId, now)),
  );
}

/** Enqueues an organization's emails about hires that are due; none while its email is held. Enqueuing one again that waits changes nothing. */
export async function enqueueDueEmails(tx: TenantTx, organizationId: OrganizationId, now: Date): Promise<void> {
  if (env().SMTP_URL === undefined) return;
  const readers = await readersOf(tx);
  if (readers.length === 0 || !(await mailPermit(tx))) return;
  const timing = await readTiming(tx, now);
  const spans = readers.flatMap((reader) => {
    const span = alertSpan(reader, timing);
    return span ? [{ userId: reader.id, span }] : [];
  });
  const withAlerts = await peopleWithAlerts(tx, organizationId, spans);
  const due = readers.flatMap((reader) => [
    ...(withAlerts.has(reader.id) ? [{ organizationId, userId: reader.id, kind: "incomplete" as const }] : []),
    ...(needsDigest(reader, timing) ? [{ organizationId, userId: reader.id, kind: "digest" as const }] : []),
  ]);
  await enqueue(tx, hireEmailJob, due, { singletonKeys: due.map(({ userId, kind }) => `${userId} ${kind}`) });
}

/** What decides when people are told, beside their own choices. */
export interface Timing {
  now: Date;
  /** The organization's time zone. */
  timeZone: string;
  /** Since when its sync is under way. */
  syncSince: Date | null;
}

/** Returns what an organization decides of the time of emails. */
export async function readTiming(tx: TenantTx, now: Date): Promise<Timing> {
  const { timeZone } = (await readSetting(tx, "invitations")).value;
  return { now, timeZone, syncSince: await syncUnderWaySince(tx) };
}

/** Returns when hires arrived that a person is told of now; null for a person who wants to be told of none. */
export function alertSpan({ incompleteHireEmails: choice, timeZone }: Reader, timing: Timing) {
  return choice === "none" ? null : arrivalsToTell(choice, { ...timing, timeZone: timeZone ?? timing.timeZone });
}

/** Returns whether a person's weekly digest is due. */
export function needsDigest({ weeklyDigest, digestedAt, timeZone }: Reader, timing: Timing): boolean {
  return weeklyDigest && isDigestDue({ digestedAt, timeZone: timeZone ?? timing.timeZone }, timing.now);
}
