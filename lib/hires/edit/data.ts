import { type BySomeFields, isOwnFieldName } from "@/lib/hire-fields/fields";
import { fieldsOf, parseValue } from "@/lib/hire-fields/own/rules";
import * as m from "@/lib/messages/generated/problems";
import type { TenantTx } from "@/lib/platform/db";
import { AppError } from "@/lib/platform/errors";
import { readOwnFields } from "@/lib/settings/data";

/**
 * Returns values that were sent for some fields as they are stored, those of own fields parsed by what the organization says of them. Throws
 * `invalid_fields`, which names them below `place`.
 */
export async function readOwnValues(
  tx: TenantTx,
  sent: BySomeFields<string | null>,
  place: "changes" | "fields",
): Promise<BySomeFields<string | null>> {
  const names = fieldsOf(sent).filter(isOwnFieldName);
  if (names.length === 0) return sent;
  const fields = await readOwnFields(tx);
  const parsed = names.map((field) => ({ field, result: parseValue(field, sent[field] ?? null, fields) }));
  const invalidParams = parsed.flatMap(({ field, result }) => (result.ok ? [] : [{ name: `${place}.${field}`, reason: result.reason }]));
  if (invalidParams.length > 0) throw new AppError("invalid_fields", m.invalidFields(), { invalidParams });
  return { ...sent, ...Object.fromEntries(parsed.map(({ field, result }) => [field, result.ok ? result.value : null])) };
}
