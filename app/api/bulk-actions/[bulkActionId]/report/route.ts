import { exportLimit } from "@/lib/auth/throttle";
import { bulkReport } from "@/lib/hires/bulk/report";
import { file } from "@/lib/http/responses";
import { idParams, sessionRoute } from "@/lib/http/routes";

export const GET = sessionRoute({
  operationId: "getBulkActionReport",
  summary: "Download what a bulk action did, as CSV",
  permission: "hires.read",
  fresh: true,
  limit: exportLimit,
  params: idParams("bulkActionId"),
  response: file("text/csv"),
  audit: { none: "reads" },
  handler: ({ actor, params }) => bulkReport(actor, params.bulkActionId),
});
