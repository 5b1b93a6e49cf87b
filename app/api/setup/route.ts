import { setupSchema } from "@/lib/dashboard/schema";
import { ok } from "@/lib/http/responses";
import { tenantRoute } from "@/lib/http/routes";
import { setupProgress } from "@/lib/workflows/operate/setup-progress";

export const GET = tenantRoute({
  operationId: "getSetup",
  summary: "Get the steps to the first invitation, and which of them are done",
  permission: "settings.manage",
  response: ok(setupSchema),
  audit: { none: "reads" },
  handler: ({ tx, actor }) => setupProgress(tx, actor),
});
