import { z } from "zod";
import { refuseProof, signature } from "@/lib/http/access";
import { bytesBody } from "@/lib/http/bodies";
import { ok } from "@/lib/http/responses";
import { idParams, publicRoute } from "@/lib/http/routes";
import * as problems from "@/lib/messages/generated/problems";
import { receiveWebhook } from "@/lib/workflows/sync/receive-webhook";

// Greenhouse sends whole candidates with their attachments' addresses.
const MAX_BODY_BYTES = 2 * 1024 * 1024;

/** Where Greenhouse announces what happened; each delivery proves itself by its signature. */
export const POST = publicRoute({
  operationId: "receiveGreenhouseWebhook",
  summary: "Receive a webhook of Greenhouse's",
  access: signature,
  params: idParams("integrationId"),
  body: bytesBody("application/json", MAX_BODY_BYTES),
  response: ok(z.object({ received: z.literal(true) })),
  audit: { none: "the syncs that follow are the record" },
  handler: async ({ params, body, headers }) => {
    if (!(await receiveWebhook(params.integrationId, headers.get("signature"), body))) {
      return refuseProof(params.integrationId, headers, problems.invalidSignature());
    }
    return { received: true as const };
  },
});
