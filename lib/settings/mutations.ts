import { isDeepStrictEqual } from "node:util";
import { recordAudit } from "@/lib/audit/mutations";
import type { Actor } from "@/lib/auth/actor";
import { column } from "@/lib/platform/columns";
import type { OrganizationId, TenantTx } from "@/lib/platform/db";
import { upsertRows } from "@/lib/platform/upsert";
import { readSetting } from "@/lib/settings/data";
import type { CustomField } from "@/lib/settings/mapping/schema";
import type { SettingName, SettingValue } from "@/lib/settings/schema";

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
  // The statement checks the version again: someone else may have saved since the row was read.
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

const customFieldTable = {
  name: "CustomField",
  columns: {
    source: column.enumeration<CustomField["from"]>("CustomFieldSource"),
    key: column.text(),
    name: column.text(),
    seen: column.int(),
  },
};

/** Records custom fields that were met: their names and, in `seen`, how many more hires had a value in them. */
export function recordCustomFields(tx: TenantTx, organizationId: OrganizationId, fields: readonly CustomField[]): Promise<void> {
  const rows = fields.map(({ from, ...field }) => ({ source: from, ...field }));
  // In one order everywhere, so that two transactions never wait for each other.
  rows.sort((a, b) => `${a.source} ${a.key}`.localeCompare(`${b.source} ${b.key}`));
  return upsertRows(tx, organizationId, customFieldTable, rows, {
    key: ["source", "key"],
    set: { seen: '"CustomField"."seen" + excluded."seen"' },
    where: 'excluded."seen" > 0 OR "CustomField"."name" <> excluded."name"',
  });
}
