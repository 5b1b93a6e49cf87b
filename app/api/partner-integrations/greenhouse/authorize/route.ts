import { z } from "zod";
import { seeOther } from "@/lib/http/responses";
import { tenantRoute } from "@/lib/http/routes";
import { sent } from "@/lib/platform/columns";
import { greenhousePage } from "@/lib/platform/paths/pages";
import { beginApproval } from "@/lib/workflows/connect/approve-greenhouse";

export const GET = tenantRoute({
  operationId: "authorizeGreenhouse",
  summary: "Go to Greenhouse's consent page",
  permission: "greenhouse.manage",
  fresh: true,
  page: greenhousePage,
  begins: true,
  query: z.object({ inviteFrom: z.optional(sent.day) }),
  response: seeOther(),
  problems: ["not_found", "cross_origin"],
  audit: { none: "nothing is connected yet" },
  handler: ({ tx, actor, query, now }) => beginApproval(tx, actor, query.inviteFrom, now),
});
