import { documentLimit } from "@/lib/auth/throttle";
import { documentsSchema } from "@/lib/hires/documents/schema";
import { hireParamsSchema } from "@/lib/hires/record/schema";
import { ok } from "@/lib/http/responses";
import { sessionRoute } from "@/lib/http/routes";
import { listDocuments } from "@/lib/workflows/connect/offer-documents";

export const GET = sessionRoute({
  operationId: "listOfferDocuments",
  summary: "List the offer documents that Greenhouse keeps of a hire",
  permission: "documents.read",
  limit: documentLimit,
  params: hireParamsSchema,
  response: ok(documentsSchema),
  problems: ["not_connected", "greenhouse_unreachable"],
  audit: { none: "changes nothing, and shows no content" },
  handler: ({ actor, params }) => listDocuments(actor, params.newHireId),
});
