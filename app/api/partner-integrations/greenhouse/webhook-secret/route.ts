import { webhookSecretSchema } from "@/lib/greenhouse-webhooks/schema";
import { defineRoute, jsonResponse } from "@/lib/http/define-route";
import { makeWebhookSecret } from "@/lib/workflows/connect-greenhouse";

export const POST = defineRoute({
  permission: "admin",
  answer: webhookSecretSchema,
  audit: "greenhouse.webhook_secret_made",
  handler: async ({ actor }) => jsonResponse(await makeWebhookSecret(actor)),
});
