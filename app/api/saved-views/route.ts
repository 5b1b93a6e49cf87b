import { viewsOf } from "@/lib/hires/views/data";
import { saveView } from "@/lib/hires/views/mutations";
import { savedViewListSchema, saveViewSchema } from "@/lib/hires/views/schema";
import { jsonBody } from "@/lib/http/bodies";
import { created, ok } from "@/lib/http/responses";
import { tenantRoute } from "@/lib/http/routes";

export const GET = tenantRoute({
  operationId: "listSavedViews",
  summary: "List your saved views",
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
  audit: { none: "one's own way of looking at the list" },
  handler: async ({ tx, actor, body }) => ({ items: await saveView(tx, actor, body) }),
});
