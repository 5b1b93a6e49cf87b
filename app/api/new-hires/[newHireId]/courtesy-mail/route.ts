import { courtesyMailSchema, hireParamsSchema } from "@/lib/hires/record/schema";
import { jsonBody } from "@/lib/http/bodies";
import { noContent } from "@/lib/http/responses";
import { sessionRoute } from "@/lib/http/routes";
import { sendCourtesyEmail } from "@/lib/workflows/invite/send-courtesy-email";

export const POST = sessionRoute({
  operationId: "sendCourtesyEmail",
  summary: "Email someone who was invited and is no longer hired",
  permission: "invitations.send",
  params: hireParamsSchema,
  body: jsonBody(courtesyMailSchema),
  response: noContent(),
  problems: ["not_withdrawn", "too_many_requests"],
  audit: "new_hire.courtesy_mail_sent",
  handler: ({ actor, params, body }) => sendCourtesyEmail(actor, params.newHireId, body),
});
