import { bulkReport } from "@/lib/hires/bulk/report";
import { defineRoute, idParams } from "@/lib/http/define-route";

export const GET = defineRoute({
  permission: "hr",
  params: idParams("bulkActionId"),
  audit: "none: reads",
  handler: ({ actor, params }) => bulkReport(actor, params.bulkActionId),
});
