import { viewsOf } from "@/lib/hires/views/data";
import { saveView } from "@/lib/hires/views/mutations";
import { savedViewListSchema, saveViewSchema } from "@/lib/hires/views/schema";
import { defineRoute, jsonResponse } from "@/lib/http/define-route";
import { inOrganization } from "@/lib/platform/db";

export const GET = defineRoute({
  permission: "hr",
  answer: savedViewListSchema,
  audit: "none: reads",
  handler: async ({ actor }) => jsonResponse({ items: await inOrganization(actor.organizationId, (tx) => viewsOf(tx, actor.userId)) }),
});

export const POST = defineRoute({
  permission: "hr",
  body: saveViewSchema,
  answer: savedViewListSchema,
  audit: "none: one's own way of looking at the list",
  handler: async ({ actor, body }) =>
    jsonResponse({ items: await inOrganization(actor.organizationId, (tx) => saveView(tx, actor, body)) }, 201),
});
