import * as z from "zod/mini";

/** The body of `POST /api/new-hires/{id}/suspension`: what becomes of a suspended hire before its time is over. */
export const suspensionDecisionSchema = z.object({ decision: z.enum(["keep", "withdraw"]) });
export type SuspensionDecision = z.infer<typeof suspensionDecisionSchema>["decision"];
