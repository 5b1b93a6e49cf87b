import { recordAudit } from "@/lib/audit/mutations";
import type { Actor } from "@/lib/auth/actor";
import type { OrganizationId, TenantTx } from "@/lib/platform/db";
import { AppError } from "@/lib/platform/errors";
import { readSetting } from "@/lib/settings/data";
import type { CustomField, SettingName, SettingValue } from "@/lib/settings/schema";

/** Saves what the organization decides on one matter. Throws `version_conflict` when someone else was faster. */
export async function saveSetting<Name extends SettingName>(
  tx: TenantTx,
  actor: Actor,
  name: Name,
  { version, value }: { version: number; value: SettingValue<Name> },
): Promise<void> {
  const { organizationId } = actor;
  const before = await readSetting(tx, name);
  const conflict = new AppError("version_conflict", "Someone else edited this setting. Your changes were not saved.");
  if (before.version !== version) throw conflict;
  const data = { value, updatedBy: actor.name };
  if (version === 0) {
    const { count } = await tx.organizationSetting.createMany({ data: [{ organizationId, name, ...data }], skipDuplicates: true });
    if (count === 0) throw conflict;
  } else {
    const where = { name, version };
    const { count } = await tx.organizationSetting.updateMany({ where, data: { ...data, version: { increment: 1 } } });
    if (count === 0) throw conflict;
  }
  await recordAudit<`setting.${SettingName}_changed`>(tx, {
    organizationId,
    actor: { id: actor.userId, name: actor.name },
    action: `setting.${name}_changed`,
    subject: `setting:${name}`,
    changes: { [name]: [before.value, value] },
  });
}

/** Notes custom fields that were met: their names and, in `seen`, how many more hires had a value in them. */
export async function noteCustomFields(tx: TenantTx, organizationId: OrganizationId, fields: readonly CustomField[]): Promise<void> {
  if (fields.length === 0) return;
  // In one order everywhere, so that two transactions never wait for each other.
  const rows = fields.toSorted((a, b) => `${a.from} ${a.key}`.localeCompare(`${b.from} ${b.key}`));
  await tx.$executeRaw`
    INSERT INTO "CustomField" ("organizationId", "source", "key", "name", "seen")
    SELECT ${organizationId}::uuid, x."from", x."key", x."name", x."seen"
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS x("from" "CustomFieldSource", "key" text, "name" text, "seen" int)
    ON CONFLICT ("organizationId", "source", "key") DO UPDATE SET "name" = excluded."name", "seen" = "CustomField"."seen" + excluded."seen"
    WHERE excluded."seen" > 0 OR "CustomField"."name" <> excluded."name"`;
}
