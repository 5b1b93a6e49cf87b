import { defineRoute, idParams, jsonResponse, readBytes } from "@/lib/http/define-route";
import { AppError } from "@/lib/platform/errors";
import { receiveWebhook } from "@/lib/workflows/sync/receive-webhook";

// Greenhouse sends whole candidates with their attachments' addresses.
const MAX_BODY_BYTES = 2 * 1024 * 1024;

/** Where Greenhouse announces what happened; each delivery proves itself by its signature. */
export const POST = defineRoute({
  permission: "public",
  params: idParams("integrationId"),
  audit: "none: the syncs that follow are the record",
  handler: async ({ params, request }) => {
    const body = await readBytes(request, MAX_BODY_BYTES);
    if (!(await receiveWebhook(params.integrationId, request.headers.get("signature"), body))) {
      throw new AppError("unauthenticated", "The signature is missing or wrong.");
    }
    return jsonResponse({ received: true });
  },
});
