import { viewsOf } from "@/lib/hires/views/data";
import { saveView } from "@/lib/hires/views/mutations";
import { savedViewListSchema, saveViewSchema } from "@/lib/hires/views/schema";
import { jsonBody } from "@/lib/http/bodies";
import { created, ok } from "@/lib/http/responses";
import { tenantRoute } from "@/lib/http/routes";

export const GET = tenantRoute({
  operationId: "listSavedViews",
  summary: "List your saved views, and those that colleagues share",
  permission: "views.save",
  response: ok(savedViewListSchema),
  audit: { none: "reads" },
  handler: async ({ tx, actor }) => ({ items: await viewsOf(tx, actor.userId) }),
});

export const POST = tenantRoute({
  operationId: "saveView",
  summary: "Save a view under a name",
  permission: "views.save",
  body: jsonBody(saveViewSchema),
  response: created(savedViewListSchema),
  // Only where one that is shared is replaced.
  audit: "saved_view.changed",
  handler: async ({ tx, actor, body }) => ({ items: await saveView(tx, actor, body) }),
});
