import { ok } from "@/lib/http/responses";
import { tenantRoute } from "@/lib/http/routes";
import { openNotices } from "@/lib/notices/data";
import { noticeListSchema } from "@/lib/notices/schema";

export const GET = tenantRoute({
  operationId: "listNotices",
  summary: "List the open notices",
  permission: "hires.read",
  response: ok(noticeListSchema),
  audit: { none: "reads" },
  handler: async ({ tx, actor }) => ({ items: await openNotices(tx, actor.userId) }),
});
