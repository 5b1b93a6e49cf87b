import { webhookSecretSchema } from "@/lib/connections/manage/schema";
import { ok } from "@/lib/http/responses";
import { tenantRoute } from "@/lib/http/routes";
import { makeWebhookSecret } from "@/lib/workflows/connect/connect-greenhouse";

export const POST = tenantRoute({
  operationId: "generateWebhookSecret",
  summary: "Generate a webhook secret, shown this once",
  permission: "greenhouse.manage",
  fresh: true,
  response: ok(webhookSecretSchema),
  problems: ["not_connected"],
  audit: "greenhouse.webhook_secret_made",
  handler: ({ tx, actor }) => makeWebhookSecret(tx, actor),
});
