import { teamRoles } from "@/lib/greenhouse/connector";
import { ownFieldOf } from "@/lib/hire-fields/own/fields";
import { said } from "@/lib/hire-fields/own/rules";
import { valueFields } from "@/lib/hires/codes";
import { greenhouseValuesOf } from "@/lib/hires/list/values";
import * as m from "@/lib/messages/generated/server/greenhouse";
import type { TenantTx } from "@/lib/platform/db";
import { readOwnFields } from "@/lib/settings/data";
import type { AvailableField, CustomField, FieldMapping } from "@/lib/settings/mapping/schema";

/** Returns custom fields, those that a mapping uses with the values of recent hires that no translation names. */
export async function withUntranslated(
  tx: TenantTx,
  fields: readonly CustomField[],
  mappings: readonly FieldMapping[],
): Promise<AvailableField[]> {
  const valuesOf = new Map<string, string[]>();
  const own = await readOwnFields(tx);
  for (const { field, from, key, translate } of mappings) {
    const choices = ownFieldOf(field, own)?.choices;
    // Values of the other fields may name people, and a setting keeps what is chosen here.
    if (!choices && !valueFields.some((one) => one === field)) continue;
    const named = new Set([...translate.flatMap((one) => [one.from, one.to]), ...(choices ?? [])].map(said));
    const values = (await greenhouseValuesOf(tx, field)).filter((value) => !named.has(said(value)));
    valuesOf.set(`${from} ${key}`, [...new Set([...(valuesOf.get(`${from} ${key}`) ?? []), ...values])]);
  }
  // Openings are read only where a mapping uses one, so that none was met says nothing.
  const isMet = fields.some(({ from, key }) => from === "opening" && key === "opening_id");
  const offered: readonly CustomField[] = isMet
    ? fields
    : [...fields, { from: "opening", key: "opening_id", name: m.openingId(), seen: 0 }];
  const team = teamRoles.filter((role) => !offered.some(({ from, key }) => from === "application" && key === role));
  const all: CustomField[] = [
    ...offered,
    ...team.map((role): CustomField => ({ from: "application", key: role, name: m.teamRole({ role }), seen: 0 })),
  ];
  return all.map((field) => ({ ...field, values: valuesOf.get(`${field.from} ${field.key}`) ?? [] }));
}
