import type { OwnField } from "@/lib/hire-fields/own/fields";
import { MINUTE_MS } from "@/lib/platform/calendar";
import type { TenantTx } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
import { appliedMappings, type Mapping } from "@/lib/settings/mapping/rules";
import type { CustomField } from "@/lib/settings/mapping/schema";
import { defaultSettings } from "@/lib/settings/rules";
import { type SettingName, type SettingValue, settingSchemas } from "@/lib/settings/schema";

/** A setting with its version and who changed it last; version 0 is the unchanged default. */
export interface StoredSetting<Name extends SettingName> {
  value: SettingValue<Name>;
  version: number;
  updatedBy: string | null;
  updatedAt: Date | null;
}

/** What the organization decided on one matter, or the default. */
export async function readSetting<Name extends SettingName>(tx: TenantTx, name: Name): Promise<StoredSetting<Name>> {
  const row = await tx.organizationSetting.findFirst({ where: { name } });
  if (!row) return { value: defaultSettings[name], version: 0, updatedBy: null, updatedAt: null };
  // Written by saveSetting only, from the same schema; TypeScript cannot follow the name to its schema.
  const value = settingSchemas[name].parse(row.value) as SettingValue<Name>;
  return { value, version: row.version, updatedBy: row.updatedBy, updatedAt: row.updatedAt };
}

/** Returns the values of several settings, each the organization's or the default. */
export async function readSettings<Name extends SettingName>(
  tx: TenantTx,
  names: readonly Name[],
): Promise<{ [Each in Name]: SettingValue<Each> }> {
  const rows = await tx.organizationSetting.findMany({ where: { name: { in: [...names] } } });
  return settingsFrom(names, new Map(rows.map(({ name, value }) => [name, value])));
}

/** Returns several settings from their stored values, each the organization's or the default. */
export function settingsFrom<Name extends SettingName>(
  names: readonly Name[],
  stored: ReadonlyMap<string, unknown>,
): { [Each in Name]: SettingValue<Each> } {
  const entries = names.map(
    (name) => [name, stored.has(name) ? settingSchemas[name].parse(stored.get(name)) : defaultSettings[name]] as const,
  );
  return Object.fromEntries(entries) as { [Each in Name]: SettingValue<Each> };
}

/** Returns the fields that the organization added to its records. */
export async function readOwnFields(tx: TenantTx): Promise<OwnField[]> {
  return (await readSetting(tx, "own_fields")).value.fields;
}

/** Returns the mappings that the organization decided on, as they can be applied. */
export async function readMappings(tx: TenantTx): Promise<Mapping[]> {
  const { field_mapping, own_fields } = await readSettings(tx, ["field_mapping", "own_fields"]);
  return appliedMappings(field_mapping.mappings, own_fields.fields);
}

/** Returns how long after a sync the next one is due, in milliseconds: as the organization decided, else as the installation does. */
export async function syncIntervalMs(tx: TenantTx): Promise<number> {
  const { intervalMinutes } = (await readSetting(tx, "sync")).value;
  return intervalMinutes === null ? env().SYNC_INTERVAL_SECONDS * 1000 : intervalMinutes * MINUTE_MS;
}

/** The custom fields that were met in Greenhouse, those with most values first. */
export async function seenCustomFields(tx: TenantTx): Promise<CustomField[]> {
  const rows = await tx.customField.findMany({ orderBy: [{ seen: "desc" }, { source: "asc" }, { key: "asc" }], take: 1000 });
  return rows.map(({ source, key, name, seen }) => ({ from: source, key, name, seen }));
}
