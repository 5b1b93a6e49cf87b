import * as z from "zod/mini";
import { hireIdSchema } from "@/lib/platform/ids";

const documentSchema = z.object({
  id: z.string(),
  type: z.enum(["signed_offer_letter", "offer_letter", "offer_packet"]),
  name: z.string(),
  createdAt: z.nullable(z.iso.datetime()),
});

/** The offer documents that Greenhouse keeps of a hire, signed ones first. */
export const documentsSchema = z.object({
  items: z.array(documentSchema),
  /** The permission that Greenhouse refused, by its name there; null when it shows the documents. */
  missingPermission: z.nullable(z.string()),
});
export type OfferDocuments = z.infer<typeof documentsSchema>;

export const documentParamsSchema = z.object({
  newHireId: hireIdSchema,
  documentId: z.string().check(z.regex(/^[0-9a-f-]{1,40}$/)),
});
