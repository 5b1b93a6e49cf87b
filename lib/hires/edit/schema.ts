import * as z from "zod/mini";
import { type BySomeFields, isFieldName } from "@/lib/hire-fields/fields";
import { fieldNameSchema, parseSent } from "@/lib/hire-fields/schema";
import * as m from "@/lib/messages/generated/validation/hires";
import { sent } from "@/lib/platform/columns";

const MOST_NAMED = 100;

/** Values of some fields, by their names, as they would be stored; those of own fields as they came, because their types are the organization's. */
export const fieldValuesSchema = z.pipe(
  z.record(z.string(), z.nullable(z.string())),
  z.transform((changes, context) => {
    const parsed: BySomeFields<string | null> = {};
    for (const [name, raw] of Object.entries(changes)) {
      const field = isFieldName(name) ? name : undefined;
      const result = field ? parseSent(field, raw) : { ok: false as const, reason: m.unknownField() };
      if (!result.ok) context.issues.push({ code: "custom", path: [name], message: result.reason, input: undefined });
      else if (field) parsed[field] = result.value;
    }
    return parsed;
  }),
);

const someFields = z.array(fieldNameSchema).check(z.maxLength(MOST_NAMED));

/**
 * The body of `PATCH /api/new-hires/{id}`. `changes` become HR's; `take` returns a field to Greenhouse's value and
 * follows it again; `keep` settles a difference in favour of ours.
 */
export const newHireEditSchema = z.object({
  version: sent.version.check(z.gte(1)),
  changes: z._default(fieldValuesSchema, {}),
  take: z._default(someFields, []),
  keep: z._default(someFields, []),
});
export type NewHireEdit = z.infer<typeof newHireEditSchema>;
/** What the browser sends for an edit. */
export type NewHireEditInput = z.input<typeof newHireEditSchema>;
