import * as z from "zod/mini";
import { type HireField, hireFields } from "@/lib/hire-fields/fields";
import { type FieldParse, parseField } from "@/lib/hire-fields/schema";
import * as m from "@/lib/messages/generated/validation/hires";
import { sent } from "@/lib/platform/columns";

/** Values of some fields, by their names, as they would be stored. */
export const fieldValuesSchema = z.pipe(
  z.record(z.string(), z.nullable(z.string())),
  z.transform((changes, context) => {
    const parsed: Partial<Record<HireField, string | null>> = {};
    for (const [name, raw] of Object.entries(changes)) {
      const field = hireFields.find((known) => known === name);
      const result: FieldParse = field ? parseField(field, raw) : { ok: false, reason: m.unknownField() };
      if (!result.ok) context.issues.push({ code: "custom", path: [name], message: result.reason, input: undefined });
      else if (field) parsed[field] = result.value;
    }
    return parsed;
  }),
);

/**
 * The body of `PATCH /api/new-hires/{id}`. `changes` become HR's; `take` returns a field to Greenhouse's value and
 * follows it again; `keep` settles a difference in favour of ours.
 */
export const newHireEditSchema = z.object({
  version: sent.version.check(z.gte(1)),
  changes: z._default(fieldValuesSchema, {}),
  take: z._default(z.array(z.enum(hireFields)).check(z.maxLength(hireFields.length)), []),
  keep: z._default(z.array(z.enum(hireFields)).check(z.maxLength(hireFields.length)), []),
});
export type NewHireEdit = z.infer<typeof newHireEditSchema>;
/** What the browser sends for an edit. */
export type NewHireEditInput = z.input<typeof newHireEditSchema>;
