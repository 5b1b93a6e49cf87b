import type { Trial } from "@/e2e/faults/battery/trial";
import { readMessageId } from "@/lib/email/return-path";

interface SentRow {
  id: string;
  status: string;
  trigger: string;
  sentAt: Date | null;
  applicationId: string;
}

interface HireRow {
  applicationId: string;
  status: string;
  /** Links that are queued or sent, and not over. */
  open: number;
  automatic: number;
}

/** Returns what is wrong with the invitations and hires of a long run, HR's own steps among them. */
export async function longVerdict(trial: Trial): Promise<string[]> {
  const invitations = await trial.query<SentRow>(
    `SELECT i."id", i."status"::text, i."trigger"::text, i."sentAt", h."applicationId"::text
     FROM "Invitation" i JOIN "NewHire" h ON h."id" = i."newHireId"`,
  );
  return [...(await wrongHires(trial)), ...wrongEmails(trial, invitations)];
}

async function wrongHires(trial: Trial): Promise<string[]> {
  const wrong: string[] = [];
  const rows = await trial.query<HireRow>(
    `SELECT h."applicationId"::text, h."status"::text,
            (SELECT count(*)::int FROM "Invitation" WHERE "newHireId" = h."id" AND "status" IN ('queued', 'sent')) AS "open",
            (SELECT count(*)::int FROM "Invitation" WHERE "newHireId" = h."id" AND "trigger" = 'automatic') AS "automatic"
     FROM "NewHire" h`,
  );
  const byApplication = Map.groupBy(rows, ({ applicationId }) => Number(applicationId));
  for (const { applicationId, isComplete } of trial.hired) {
    const here = byApplication.get(applicationId) ?? [];
    const [hire] = here;
    if (here.length !== 1 || !hire) wrong.push(`application ${applicationId} has ${here.length} hires`);
    else if (isComplete && (hire.status !== "invited" || hire.open !== 1 || hire.automatic !== 1))
      wrong.push(`application ${applicationId} is ${hire.status}, with ${hire.open} open and ${hire.automatic} automatic invitations`);
    else if (!isComplete && hire.automatic > 0) wrong.push(`application ${applicationId}, which is not complete, was invited`);
  }
  if (rows.length !== trial.hired.length) wrong.push(`${rows.length} hires are here, and ${trial.hired.length} in Greenhouse`);
  return wrong;
}

function wrongEmails(trial: Trial, invitations: readonly SentRow[]): string[] {
  const wrong: string[] = [];
  const copiesOf = Map.groupBy(trial.mail.accepted, ({ messageId }) => readMessageId(messageId) ?? "");
  for (const { id, status, sentAt } of invitations) {
    const copies = copiesOf.get(id) ?? [];
    copiesOf.delete(id);
    if (sentAt && copies.length === 0) wrong.push(`invitation ${id} is ${status}, and was never accepted`);
    if (!sentAt && copies.length > 0 && status !== "replaced") wrong.push(`invitation ${id} was accepted, and is ${status}`);
    for (const [at, copy] of copies.entries()) {
      const before = copies[at - 1];
      if (copy.link !== copies[0]?.link) wrong.push(`invitation ${id} came with another link`);
      if (before && !before.answerLost) wrong.push(`invitation ${id} came again though the server's answer was heard`);
    }
  }
  if (copiesOf.size > 0) wrong.push(`${copiesOf.size} emails belong to no invitation`);
  return wrong;
}
