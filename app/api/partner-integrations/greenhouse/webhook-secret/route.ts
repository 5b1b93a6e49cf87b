import { defineRoute, jsonResponse } from "@/lib/http/define-route";
import { webhookSecretSchema } from "@/lib/integrations/schema";
import { makeWebhookSecret } from "@/lib/workflows/connect-greenhouse";

export const POST = defineRoute({
  permission: "admin",
  answer: webhookSecretSchema,
  audit: "greenhouse.webhook_secret_made",
  handler: async ({ actor }) => jsonResponse(await makeWebhookSecret(actor)),
});
