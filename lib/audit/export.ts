import { listAuditEntries } from "@/lib/audit/data";
import { recordAudit } from "@/lib/audit/mutations";
import type { AuditFilter } from "@/lib/audit/schema";
import type { Actor } from "@/lib/auth/actor";
import { type Cell, csvFile, type FileContent } from "@/lib/http/download";
import { utcDay } from "@/lib/platform/calendar";
import { inOrganization } from "@/lib/platform/db";

const PAGE = 1_000;

/** The audit log, as far as a filter goes, as CSV without a row limit; that it was taken out is itself an entry. */
export async function exportAuditLog(actor: Actor, filter: AuditFilter, now: Date): Promise<FileContent> {
  const { organizationId } = actor;
  await inOrganization(organizationId, (tx) =>
    recordAudit(tx, {
      organizationId,
      actor: { id: actor.userId, name: actor.name },
      action: "audit_log.exported",
      subject: "audit_log",
      changes: {},
    }),
  );
  return csvFile({
    fileName: `audit-log-${utcDay(now)}`,
    columns: ["At (UTC)", "Who", "Action", "Subject", "Name", "Changes"].map((title) => ({ title })),
    rows: entries(actor, filter),
  });
}

async function* entries(actor: Actor, filter: AuditFilter): AsyncGenerator<Cell[]> {
  let cursor: string | undefined;
  do {
    const query = { ...filter, cursor, limit: PAGE };
    const page = await inOrganization(actor.organizationId, (tx) => listAuditEntries(tx, query));
    for (const { at, actor: who, action, subject, subjectName, changes } of page.items) {
      yield [at, who, action, subject, subjectName, JSON.stringify(changes)];
    }
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
}
