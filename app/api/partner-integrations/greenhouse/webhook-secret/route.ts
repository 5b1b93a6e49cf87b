import { webhookSecretSchema } from "@/lib/connections/schema";
import { defineRoute, jsonResponse } from "@/lib/http/define-route";
import { makeWebhookSecret } from "@/lib/workflows/connect/connect-greenhouse";

export const POST = defineRoute({
  permission: "admin",
  answer: webhookSecretSchema,
  audit: "greenhouse.webhook_secret_made",
  handler: async ({ actor }) => jsonResponse(await makeWebhookSecret(actor)),
});
