import { documentLimit } from "@/lib/auth/throttle";
import { documentParamsSchema } from "@/lib/hires/documents/schema";
import { file } from "@/lib/http/responses";
import { sessionRoute } from "@/lib/http/routes";
import { readDocument } from "@/lib/workflows/connect/offer-documents";

export const GET = sessionRoute({
  operationId: "getOfferDocument",
  summary: "Open an offer document, streamed from Greenhouse and stored nowhere",
  permission: "documents.read",
  limit: documentLimit,
  params: documentParamsSchema,
  response: file("application/pdf", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
  problems: ["not_connected", "greenhouse_unreachable"],
  audit: "new_hire.document_opened",
  handler: ({ actor, params }) => readDocument(actor, params),
});
