import { z } from "zod";
import { password, refuseProof } from "@/lib/http/access";
import { programsJsonBody } from "@/lib/http/bodies";
import { ok } from "@/lib/http/responses";
import { publicRoute } from "@/lib/http/routes";
import * as problems from "@/lib/messages/generated/problems";
import { receiveDeliveryEvents } from "@/lib/workflows/invite/receive-delivery-events";

const MAX_BODY_BYTES = 2 * 1024 * 1024;

/** Where an email provider posts what became of messages; Amazon's are signed besides. */
export const POST = publicRoute({
  operationId: "receiveDeliveryEvents",
  summary: "Receive an email provider's delivery events",
  access: password("EMAIL_WEBHOOK_SECRET"),
  params: z.object({ provider: z.enum(["postmark", "sendgrid", "ses"]) }),
  body: programsJsonBody(z.unknown(), MAX_BODY_BYTES),
  response: ok(z.object({ received: z.literal(true) })),
  audit: { none: "what is told stands in the record's timeline" },
  handler: async ({ params, body, headers }) => {
    if (!(await receiveDeliveryEvents(params.provider, body))) return refuseProof(params.provider, headers, problems.invalidSignature());
    return { received: true as const };
  },
});
