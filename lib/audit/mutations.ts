import { type AuditAction, type AuditField, type AuditSubject, auditActions } from "@/lib/audit/actions";
import { type HireField, hireFields, isOwnFieldName, type OwnFieldName } from "@/lib/hire-fields/fields";
import type { OrganizationId, TenantTx } from "@/lib/platform/db";

interface RecordOf<Name extends AuditAction> {
  organizationId: OrganizationId;
  /** A person by id and name, or what acted automatically ("Sync", "Operator") with a null id. */
  actor: { id: string | null; name: string };
  action: Name;
  subject: AuditSubject<Name>;
  /** Field → [before, after], of the fields that the action may carry; with those of a record come its own ones. */
  changes: [AuditField<Name>] extends [never]
    ? Record<string, never>
    : { readonly [Field in AuditField<Name>]?: unknown } & (HireField extends AuditField<Name>
        ? { readonly [own: OwnFieldName]: unknown }
        : unknown);
}

/** An entry of the audit log: the action decides what its subject is and what its changes may carry. */
export type AuditRecord = { [Name in AuditAction]: RecordOf<Name> }[AuditAction];

/** What one of these actions records besides who did it to what. */
export type AuditedChange<Name extends AuditAction> = { [One in Name]: Pick<RecordOf<One>, "action" | "changes"> }[Name];

/** An entry as it was written. */
type WrittenEntry = { id: string; subject: string };

/** Writes an entry of the audit log in the caller's transaction: it exists exactly when the change does. */
export async function recordAudit<Name extends AuditAction>(tx: TenantTx, record: RecordOf<Name>): Promise<void> {
  await insert(tx, [record]);
}

/** Writes the entries of many changes in one statement, in the caller's transaction. Returns the entries' ids, which the database gives. */
export function recordAudits(tx: TenantTx, records: readonly AuditRecord[]): Promise<WrittenEntry[]> {
  return insert(tx, records);
}

async function insert(tx: TenantTx, records: readonly (Omit<AuditRecord, "changes"> & { changes: object })[]): Promise<WrittenEntry[]> {
  if (records.length === 0) return [];
  const rows = records.map(({ organizationId, actor, action, subject, changes }) => {
    const known: readonly string[] = auditActions[action].fields;
    const takesOwn = hireFields.every((field) => known.includes(field));
    const stray = Object.keys(changes).find((field) => !known.includes(field) && !(takesOwn && isOwnFieldName(field)));
    if (stray !== undefined) throw new Error(`the audit log's ${action} carries no ${stray}`);
    return { organizationId, actorId: actor.id, actor: actor.name, action, subject, changes };
  });
  // In one value: a parameter for each would make a statement of its own for every number.
  return tx.$queryRaw<WrittenEntry[]>`
    INSERT INTO "AuditEntry" ("organizationId", "actorId", "actor", "action", "subject", "changes")
    SELECT x."organizationId", x."actorId", x."actor", x."action", x."subject", x."changes" FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS x("organizationId" uuid, "actorId" uuid, "actor" text, "action" text, "subject" text, "changes" jsonb)
    RETURNING "id", "subject"`;
}
