import { greenhouseValuesOf } from "@/lib/hires/list/greenhouse-values";
import type { TenantTx } from "@/lib/platform/db";
import type { AvailableField, CustomField, FieldMapping } from "@/lib/settings/mapping/schema";

/** Returns custom fields, those that a mapping uses with the values of recent hires that no translation names. */
export async function withUntranslated(
  tx: TenantTx,
  fields: readonly CustomField[],
  mappings: readonly FieldMapping[],
): Promise<AvailableField[]> {
  const valuesOf = new Map<string, string[]>();
  for (const { field, from, key, translate } of mappings) {
    const named = new Set(translate.flatMap((one) => [one.from.toLowerCase(), one.to.toLowerCase()]));
    const values = (await greenhouseValuesOf(tx, field)).filter((value) => !named.has(value.toLowerCase()));
    valuesOf.set(`${from} ${key}`, [...new Set([...(valuesOf.get(`${from} ${key}`) ?? []), ...values])]);
  }
  return fields.map((field) => ({ ...field, values: valuesOf.get(`${field.from} ${field.key}`) ?? [] }));
}
