import { z } from "zod";
import { requirePassword } from "@/lib/http/bearer";
import { defineRoute, jsonResponse, readBytes } from "@/lib/http/define-route";
import { env } from "@/lib/platform/env";
import { AppError } from "@/lib/platform/errors";
import { receiveDeliveryEvents } from "@/lib/workflows/invite/receive-delivery-events";

const MAX_BODY_BYTES = 2 * 1024 * 1024;

/** Where a mail provider posts what became of messages; Amazon's are signed besides. */
export const POST = defineRoute({
  permission: "public",
  params: z.object({ provider: z.enum(["postmark", "sendgrid", "ses"]) }),
  audit: "none: what is told stands in the record's timeline",
  handler: async ({ params: { provider }, request }) => {
    requirePassword(request, env().EMAIL_WEBHOOK_SECRET);
    const body = parseJson(new TextDecoder().decode(await readBytes(request, MAX_BODY_BYTES)));
    if (!(await receiveDeliveryEvents(provider, body))) throw new AppError("unauthenticated", "The signature is missing or wrong.");
    return jsonResponse({ received: true });
  },
});

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new AppError("malformed_json", "The body is not valid JSON.");
  }
}
