import * as z from "zod/mini";
import { type FieldName, fieldNamePattern, isOwnFieldName } from "@/lib/hire-fields/fields";
import { type FieldParse, parseField } from "@/lib/hire-fields/rules";

/** Parses what was sent for a field as far as a schema can: an own field's value stays as it came, because its type is the organization's. */
export function parseSent(field: FieldName, raw: string | null): FieldParse {
  return isOwnFieldName(field) ? { ok: true, value: raw } : parseField(field, raw);
}

/**
 * The name of a field, an own one included. Zod types a checked text as any text; whether the organization has the own field is asked where it is
 * stored.
 */
export const fieldNameSchema = z.string().check(z.regex(fieldNamePattern)) as unknown as z.ZodMiniType<FieldName, FieldName>;
