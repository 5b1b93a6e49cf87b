import * as z from "zod/mini";
import { fieldNameSchema } from "@/lib/hire-fields/schema";

/** The body of `POST /api/new-hires/{id}/undo`: the change as an edit's answer or the timeline names it; with `fields`, only those of it. */
export const undoOrderSchema = z.object({
  change: z.uuid(),
  fields: z.optional(z.array(fieldNameSchema).check(z.minLength(1), z.maxLength(100))),
});
export type UndoOrder = z.infer<typeof undoOrderSchema>;
