import { admin } from "@/e2e/faults/battery/template";
import type { Trial } from "@/e2e/faults/battery/trial";
import { judge } from "@/e2e/faults/oracle";

interface HireRow {
  applicationId: string;
  status: string;
  automatic: number;
}

const PERSONAL = /@mail\.test|Faultperson\d/;
/** Lines that say a mistake of ours. */
const OURS = /^(syncs end with an error of ours|request failed|the worker has made no progress, so this process ends)$/;

/** Returns whether nothing is left to do: the newest sync succeeded after everything was mended, and no hire waits. */
export async function isRecovered(trial: Trial): Promise<boolean> {
  const seconds = (performance.now() - trial.mendedAt) / 1000;
  const [row] = await trial.query<{ isSynced: boolean; waiting: number; hires: number }>(
    `SELECT (SELECT bool_or("status" = 'succeeded') FROM "SyncRun" WHERE "startedAt" > clock_timestamp() - make_interval(secs => ${seconds})) IS TRUE AS "isSynced",
            (SELECT count(*)::int FROM "Invitation" WHERE "status" = 'queued') AS "waiting",
            (SELECT count(*)::int FROM "NewHire") AS "hires"`,
  );
  return row?.isSynced === true && row.waiting === 0 && row.hires >= trial.hired.length;
}

/** Returns everything that is wrong when nothing is left to do, in words without personal data; empty when all is well. */
export async function verdict(trial: Trial): Promise<string[]> {
  const invitations = await trial.invitations();
  // An admin may be told of a problem by email.
  const toHires = trial.mail.accepted.filter(({ recipient }) => recipient !== admin.email);
  const { lost, unexplained, untrue } = judge(invitations, toHires, trial.unknown);
  return [
    ...trial.surprises,
    ...(await wrongHires(trial)),
    ...lost,
    ...unexplained,
    ...untrue,
    ...(await verdictOfProcesses(trial)),
    ...(await unexpectedFailures(trial)),
  ];
}

/** Returns what is wrong with jobs and processes, whatever the faults were. */
export async function verdictOfProcesses(trial: Trial): Promise<string[]> {
  const [dead] = await trial.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM pgboss.job
     WHERE name = 'dead-letter' OR (state = 'failed' AND name IN ('deliver-invitation', 'sync-organization', 'bulk-action'))`,
  );
  return [...(dead && dead.count > 0 ? [`${dead.count} jobs were given up`] : []), ...said(trial)];
}

async function wrongHires(trial: Trial): Promise<string[]> {
  const rows = await trial.query<HireRow>(
    `SELECT "applicationId"::text, "status"::text,
            (SELECT count(*)::int FROM "Invitation" WHERE "newHireId" = "NewHire"."id" AND "trigger" = 'automatic') AS "automatic" FROM "NewHire"`,
  );
  const wrong: string[] = [];
  const byApplication = Map.groupBy(rows, ({ applicationId }) => Number(applicationId));
  for (const { applicationId, isComplete, address } of trial.hired) {
    const here = byApplication.get(applicationId) ?? [];
    byApplication.delete(applicationId);
    const [hire] = here;
    if (here.length !== 1 || !hire) wrong.push(`application ${applicationId} has ${here.length} hires`);
    else if (isComplete && hire.automatic !== 1) wrong.push(`application ${applicationId} has ${hire.automatic} invitations`);
    else if (isComplete && !trial.unknown.has(address) && hire.status !== "invited")
      wrong.push(`application ${applicationId} is ${hire.status}`);
    else if (!isComplete && (hire.status !== "pending" || hire.automatic > 0))
      wrong.push(`application ${applicationId}, which is not complete, is ${hire.status}`);
  }
  if (byApplication.size > 0) wrong.push(`${byApplication.size} hires are not hired in Greenhouse`);
  return wrong;
}

async function unexpectedFailures(trial: Trial): Promise<string[]> {
  const failed = await trial.query<{ code: string; count: number }>(
    `SELECT "errorCode" AS "code", count(*)::int AS "count" FROM "SyncRun" WHERE "status" = 'failed' GROUP BY 1`,
  );
  return failed.filter(({ code }) => !trial.syncErrors.has(code)).map(({ code, count }) => `${count} syncs failed with ${code}`);
}

function said(trial: Trial): string[] {
  const wrong: string[] = [];
  for (const program of trial.programs) {
    for (const line of program.lines) {
      if (PERSONAL.test(JSON.stringify(line))) wrong.push(`a log line "${line.msg}" has personal data`);
      if (OURS.test(line.msg) || line.level >= 60) wrong.push(`a process said "${line.msg}" ${JSON.stringify(line.error ?? "")}`);
    }
    if (program.words.some((word) => PERSONAL.test(word))) wrong.push("a process printed personal data");
    if (program.isOver && !program.isExpectedToEnd) wrong.push(`a process ended by itself: ${program.words.slice(-3).join(" ")}`);
  }
  return [...new Set(wrong)];
}
