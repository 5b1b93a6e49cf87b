import { seenSchema } from "@/lib/hires/attention/schema";
import { markSeen } from "@/lib/hires/mutations";
import { hireParamsSchema } from "@/lib/hires/record/schema";
import { newHireSchema } from "@/lib/hires/schema";
import { jsonBody } from "@/lib/http/bodies";
import { ok } from "@/lib/http/responses";
import { tenantRoute } from "@/lib/http/routes";

export const POST = tenantRoute({
  operationId: "markNewHireSeen",
  summary: "Note that HR has read what a hire's record draws attention to",
  permission: "hires.edit",
  params: hireParamsSchema,
  body: jsonBody(seenSchema),
  response: ok(newHireSchema),
  audit: "new_hire.seen",
  handler: ({ tx, actor, params, body, now }) => markSeen(tx, actor, params.newHireId, body.attention, now),
});
