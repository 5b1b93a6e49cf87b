import { isDeepStrictEqual } from "node:util";
import { recordAudit } from "@/lib/audit/mutations";
import type { Actor } from "@/lib/auth/actor";
import type { OrganizationId, TenantTx } from "@/lib/platform/db";
import { readSetting } from "@/lib/settings/data";
import type { CustomField, SettingName, SettingValue } from "@/lib/settings/schema";

/**
 * Saves a setting in place of the version that was read, with its audit entry. Returns the value before, or null when another
 * version is stored by now: then nothing was saved.
 */
export async function saveSetting<Name extends SettingName>(
  tx: TenantTx,
  actor: Actor,
  name: Name,
  { version, value }: { version: number; value: SettingValue<Name> },
): Promise<SettingValue<Name> | null> {
  const { organizationId } = actor;
  const before = await readSetting(tx, name);
  if (before.version !== version) return null;
  const data = { value, updatedBy: actor.name };
  // The statement decides again: somebody else may have saved since the row was read.
  const { count } =
    version === 0
      ? await tx.organizationSetting.createMany({ data: [{ organizationId, name, ...data }], skipDuplicates: true })
      : await tx.organizationSetting.updateMany({ where: { name, version }, data: { ...data, version: { increment: 1 } } });
  if (count === 0) return null;
  await recordAudit<`setting.${SettingName}_changed`>(tx, {
    organizationId,
    actor: { id: actor.userId, name: actor.name },
    action: `setting.${name}_changed`,
    subject: `setting:${name}`,
    changes: changesBetween(before.value, value),
  });
  return before.value;
}

/** Returns the parts of a value that differ: part → [before, after]. */
function changesBetween(before: Record<string, unknown>, after: Record<string, unknown>): Record<string, [unknown, unknown]> {
  const parts = Object.keys(after).filter((part) => !isDeepStrictEqual(before[part], after[part]));
  return Object.fromEntries(parts.map((part) => [part, [before[part], after[part]]]));
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
