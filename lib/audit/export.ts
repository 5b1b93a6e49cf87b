import { listAuditEntries } from "@/lib/audit/data";
import { exportedItems } from "@/lib/audit/exported-items";
import type { AuditFilter, AuditList } from "@/lib/audit/schema";
import type { Actor } from "@/lib/auth/actor";
import { type Cell, csvFile, type FileContent } from "@/lib/http/download";
import { utcDay } from "@/lib/platform/calendar";

const PAGE = 1_000;

/** The audit log, as far as a filter goes, as CSV without a row limit; that it was taken out is itself an entry. */
export async function exportAuditLog(actor: Actor, filter: AuditFilter, now: Date): Promise<FileContent> {
  const entries = await exportedItems(
    {
      organizationId: actor.organizationId,
      actor: { id: actor.userId, name: actor.name },
      action: "audit_log.exported",
      subject: "audit_log",
      changes: {},
    },
    (tx, cursor) => listAuditEntries(tx, { ...filter, cursor, limit: PAGE }),
  );
  return csvFile({
    fileName: `audit-log-${utcDay(now)}`,
    columns: ["At (UTC)", "Who", "Action", "Subject", "Name", "Changes"].map((title) => ({ title })),
    rows: rowsOf(entries),
  });
}

async function* rowsOf(entries: AsyncIterable<AuditList["items"][number]>): AsyncGenerator<Cell[]> {
  for await (const { at, actor, action, subject, subjectName, changes } of entries) {
    yield [at, actor, action, subject, subjectName, JSON.stringify(changes)];
  }
}
