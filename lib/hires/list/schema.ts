import * as z from "zod/mini";
import { hireIdSchema } from "@/lib/platform/ids";

/** How many hires a filter matches, up to 10,000, and whether there are more. */
export const newHireCountSchema = z.object({ count: z.int(), isMore: z.boolean() });
export type NewHireCount = z.infer<typeof newHireCountSchema>;

/** The values in use of one field, in order. */
export const valuesSchema = z.object({ values: z.array(z.string()) });

/** The body of `POST /api/new-hires/invitations`. */
export const sendInvitationsSchema = z.object({ ids: z.array(hireIdSchema).check(z.minLength(1), z.maxLength(500)) });

export const sendInvitationsResultSchema = z.object({
  results: z.array(z.object({ id: z.string(), ok: z.boolean(), code: z.optional(z.string()) })),
});
export type SendInvitationsResult = z.infer<typeof sendInvitationsResultSchema>;
