import type { OrganizationId, TenantTx } from "@/lib/platform/db";

export interface AuditRecord {
  organizationId: OrganizationId;
  /** A person by id and name, or what acted by itself ("Sync", "Operator") with a null id. */
  actor: { id: string | null; name: string };
  /** noun.verb, for example `new_hire.edited`. */
  action: string;
  /** What it was done to, as `kind:id`. */
  subject: string;
  /** Field → [before, after]. Never a credential or a token. */
  changes: Record<string, unknown>;
}

/** Writes an entry of the audit log in the caller's transaction: it exists exactly when the change does. */
export function recordAudit(tx: TenantTx, record: AuditRecord): Promise<void> {
  return recordAudits(tx, [record]);
}

/** Writes the entries of many changes in one statement, in the caller's transaction. */
export async function recordAudits(tx: TenantTx, records: readonly AuditRecord[]): Promise<void> {
  await tx.auditEntry.createMany({
    data: records.map(({ organizationId, actor, action, subject, changes }) => ({
      organizationId,
      actorId: actor.id,
      actor: actor.name,
      action,
      subject,
      changes: JSON.parse(JSON.stringify(changes)),
    })),
  });
}
