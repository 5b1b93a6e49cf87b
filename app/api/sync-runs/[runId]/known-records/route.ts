import { jsonBody } from "@/lib/http/bodies";
import { ok } from "@/lib/http/responses";
import { idParams, tenantRoute } from "@/lib/http/routes";
import { markKnown } from "@/lib/sync-runs/known/mutations";
import { markKnownSchema, syncRunSchema } from "@/lib/sync-runs/schema";

export const PUT = tenantRoute({
  operationId: "markSkippedRecordKnown",
  summary: "Mark a record that syncs skip as known, until its reason changes, or as known no longer",
  permission: "greenhouse.manage",
  params: idParams("runId"),
  body: jsonBody(markKnownSchema),
  response: ok(syncRunSchema),
  audit: ["greenhouse.record_known", "greenhouse.record_not_known"],
  handler: ({ tx, actor, params, body, now }) => markKnown(tx, actor, params.runId, body, now),
});
