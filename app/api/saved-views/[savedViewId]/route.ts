import { changeView, deleteView } from "@/lib/hires/views/mutations";
import { changeViewSchema, savedViewListSchema } from "@/lib/hires/views/schema";
import { jsonBody } from "@/lib/http/bodies";
import { noContent, ok } from "@/lib/http/responses";
import { idParams, tenantRoute } from "@/lib/http/routes";

export const PATCH = tenantRoute({
  operationId: "changeSavedView",
  summary: "Change what a view of yours shows, or share it with the team; an admin can stop the sharing of any view",
  permission: "views.save",
  params: idParams("savedViewId"),
  body: jsonBody(changeViewSchema),
  response: ok(savedViewListSchema),
  problems: ["forbidden"],
  audit: ["saved_view.shared", "saved_view.unshared", "saved_view.changed"],
  handler: async ({ tx, actor, params, body }) => ({ items: await changeView(tx, actor, params.savedViewId, body) }),
});

export const DELETE = tenantRoute({
  operationId: "deleteSavedView",
  summary: "Delete a view of yours; an admin can delete any view that is shared",
  permission: "views.save",
  params: idParams("savedViewId"),
  response: noContent(),
  audit: "saved_view.deleted",
  handler: ({ tx, actor, params }) => deleteView(tx, actor, params.savedViewId),
});
