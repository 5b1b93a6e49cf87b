import * as z from "zod/mini";
import { fieldValuesSchema } from "@/lib/hires/edit/schema";
import * as m from "@/lib/messages/generated/validation/hires";

/** The body of `POST /api/new-hires`: a hire that Greenhouse does not know, or did not show. */
export const addHireSchema = z.object({
  submissionId: z.optional(
    z.uuid().register(z.globalRegistry, {
      description:
        "an id of the caller’s own for this hire; sent again by the same person with the same fields, it is answered with the record that was added, and with other fields by 409 `version_conflict`, which carries the record",
    }),
  ),
  fields: fieldValuesSchema.check(
    z.refine((fields) => [fields.firstName, fields.lastName, fields.personalEmail].some(Boolean), {
      path: ["lastName"],
      error: m.nameOrEmail,
    }),
  ),
});
export type AddHire = z.infer<typeof addHireSchema>;
/** What the browser sends for it. */
export type AddHireInput = z.input<typeof addHireSchema>;
