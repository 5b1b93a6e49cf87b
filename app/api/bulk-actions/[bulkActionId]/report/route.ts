import { defineRoute, idParams } from "@/lib/http/define-route";
import { bulkReport } from "@/lib/workflows/bulk-report";

export const GET = defineRoute({
  permission: "hr",
  params: idParams("bulkActionId"),
  audit: "none: reads",
  handler: ({ actor, params }) => bulkReport(actor, params.bulkActionId),
});
