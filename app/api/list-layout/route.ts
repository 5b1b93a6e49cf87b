import { saveLayout } from "@/lib/hires/views/mutations";
import { listLayoutSchema } from "@/lib/hires/views/schema";
import { jsonBody } from "@/lib/http/bodies";
import { noContent } from "@/lib/http/responses";
import { tenantRoute } from "@/lib/http/routes";

export const PUT = tenantRoute({
  operationId: "saveListLayout",
  summary: "Save how you arranged the list of hires",
  permission: "views.save",
  body: jsonBody(listLayoutSchema),
  response: noContent(),
  audit: { none: "one's own way of looking at the list" },
  handler: ({ tx, actor, body }) => saveLayout(tx, actor, body),
});
