import * as z from "zod/mini";
import type { AttentionCode } from "@/lib/hires/codes";

/** What a record draws attention to until a user has read it. */
const seenCodes = [
  "note_from_new_hire",
  "start_date_changed",
  "address_changed",
  "anonymized_in_greenhouse",
] as const satisfies readonly AttentionCode[];
export type SeenCode = (typeof seenCodes)[number];

/** The body of `POST /api/new-hires/{id}/seen`. */
export const seenSchema = z.object({ attention: z.enum(seenCodes) });
