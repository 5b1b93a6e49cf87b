import { actionsOf } from "@/lib/audit/rules";
import type { AuditFilter, AuditList } from "@/lib/audit/schema";
import { addDays, startOf } from "@/lib/platform/calendar";
import type { TenantTx } from "@/lib/platform/db";
import { staleCursor } from "@/lib/platform/errors";

/** A page of the audit log, newest first; the cursor is the last entry's id. */
export async function listAuditEntries(
  tx: TenantTx,
  query: AuditFilter & { cursor?: string | undefined; limit: number },
): Promise<AuditList> {
  const after = query.cursor ? await tx.auditEntry.findFirst({ where: { id: query.cursor }, select: { id: true, at: true } }) : null;
  if (query.cursor && !after) throw staleCursor();
  const rows = await tx.auditEntry.findMany({
    where: {
      AND: [conditions(query), after ? { OR: [{ at: { lt: after.at } }, { at: after.at, id: { lt: after.id } }] } : {}],
      // Said once more, so that the index on the time is entered at the right place.
      ...(after ? { at: { lte: after.at } } : {}),
    },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    take: query.limit + 1,
  });
  const shown = rows.slice(0, query.limit);
  const names = await subjectNames(
    tx,
    shown.map(({ subject }) => subject),
  );
  return {
    items: shown.map(({ id, at, actor, action, subject, changes }) => ({
      id,
      at: at.toISOString(),
      actor,
      action,
      subject,
      subjectName: names.get(subject) ?? null,
      changes: shownChanges(changes),
    })),
    nextCursor: rows.length > query.limit ? (shown.at(-1)?.id ?? null) : null,
  };
}

/** Returns what an entry says was changed, field → [before, after]. */
export function changesOf(stored: unknown): Record<string, unknown> {
  return stored !== null && typeof stored === "object" && !Array.isArray(stored) ? { ...stored } : {};
}

/** What is kept so that a change can be undone is no change that anyone would read. */
function shownChanges(stored: unknown): Record<string, unknown> {
  const { owners: _, ...shown } = changesOf(stored);
  return shown;
}

function conditions({ actor: typed, group, action, subject, from, to }: AuditFilter) {
  const actor = typed?.trim();
  const end = to === undefined ? undefined : startOf(addDays(to, 1));
  return {
    ...(actor ? { actor: { contains: actor, mode: "insensitive" as const } } : {}),
    ...(group || action ? { action: { ...(group ? { in: actionsOf(group) } : {}), ...(action ? { startsWith: action } : {}) } } : {}),
    ...(subject ? { subject } : {}),
    ...(from || end ? { AND: [from ? { at: { gte: startOf(from) } } : {}, end ? { at: { lt: end } } : {}] } : {}),
  };
}

/** Names are looked up for showing and never kept in the log, so that they go when the record does. */
async function subjectNames(tx: TenantTx, subjects: readonly string[]): Promise<Map<string, string>> {
  const idsOf = (kind: string) => [...new Set(subjects)].flatMap((one) => (one.startsWith(`${kind}:`) ? [one.slice(kind.length + 1)] : []));
  const hires = await tx.newHire.findMany({
    where: { id: { in: idsOf("new_hire") } },
    select: { id: true, firstName: true, lastName: true },
  });
  const users = await tx.user.findMany({ where: { id: { in: idsOf("user") } }, select: { id: true, name: true } });
  return new Map([
    ...hires.map(({ id, firstName, lastName }): [string, string] => [
      `new_hire:${id}`,
      [firstName, lastName].filter((part) => part !== null).join(" "),
    ]),
    ...users.map(({ id, name }): [string, string] => [`user:${id}`, name]),
  ]);
}
