import * as z from "zod/mini";
import * as m from "@/lib/messages/generated/validation/record";
import { hireIdSchema } from "@/lib/platform/ids";

/** An email from HR to a hire who was withdrawn after the invitation. */
export const courtesyMailSchema = z.object({
  subject: z
    .string()
    .check(z.trim(), z.minLength(1, { error: m.enterSubject }), z.maxLength(200), z.regex(/^[^\r\n]*$/, { error: m.oneLineSubject })),
  text: z.string().check(z.trim(), z.minLength(1, { error: m.enterText }), z.maxLength(5000)),
});

/** The path parameters of a hire's routes. */
export const hireParamsSchema = z.object({ newHireId: hireIdSchema });
