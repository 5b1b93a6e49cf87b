import { createHash } from "node:crypto";
import { z } from "zod";
import { type DocumentType, documentTypes, type OfferDocument } from "@/lib/greenhouse/connector";
import { id, moment, text } from "@/lib/greenhouse/parsing";

// "Attachments": what belongs to a person beside an offer (résumé, cover letter, take-home test) is not read.
const isDocumentType = (type: string): type is DocumentType => documentTypes.some((one) => one === type);

export const attachmentSchema = z.object({
  type: z.string(),
  filename: text,
  url: z.url(),
  created_at: moment.nullish().catch(null),
});
type Attachment = z.output<typeof attachmentSchema>;

export const v3AttachmentSchema = attachmentSchema.extend({ id, application_id: id });

/**
 * Returns the offer documents among attachments, signed ones first; those that can't be read, that are something else or that `idOf`
 * gives no id are left out.
 */
export function toDocuments<Row extends Attachment>(
  schema: z.ZodType<Row>,
  rows: readonly unknown[],
  idOf: (attachment: Row) => string | null,
): OfferDocument[] {
  const documents = rows.flatMap((raw): OfferDocument[] => {
    const parsed = schema.safeParse(raw);
    if (!parsed.success || !isDocumentType(parsed.data.type)) return [];
    const documentId = idOf(parsed.data);
    if (documentId === null) return [];
    const { type, filename, url, created_at: createdAt } = parsed.data;
    return [{ id: documentId, type, name: filename ?? type, createdAt: createdAt ?? null, link: url }];
  });
  return documents.toSorted((one, other) => documentTypes.indexOf(one.type) - documentTypes.indexOf(other.type));
}

/** Returns an id for an attachment of v1, which has none. Its link differs each time it is read. */
export function derivedId({ type, filename, created_at: createdAt }: Attachment): string {
  return createHash("sha256")
    .update(JSON.stringify([type, filename, createdAt]))
    .digest("hex")
    .slice(0, 32);
}
