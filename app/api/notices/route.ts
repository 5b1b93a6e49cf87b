import { defineRoute, jsonResponse } from "@/lib/http/define-route";
import { openNotices } from "@/lib/notices/data";
import { noticeListSchema } from "@/lib/notices/schema";
import { inOrganization } from "@/lib/platform/db";

export const GET = defineRoute({
  permission: "hr",
  answer: noticeListSchema,
  audit: "none: reads",
  handler: async ({ actor }) => jsonResponse({ items: await inOrganization(actor.organizationId, (tx) => openNotices(tx, actor.userId)) }),
});
