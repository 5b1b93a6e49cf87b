import { exportLimit } from "@/lib/auth/throttle";
import { newHireExportQuerySchema } from "@/lib/hires/conditions/schema";
import { file } from "@/lib/http/responses";
import { sessionRoute } from "@/lib/http/routes";
import { exportNewHires } from "@/lib/workflows/compensation/show-compensation";

export const GET = sessionRoute({
  operationId: "exportNewHires",
  summary: "Export the hires that match a filter",
  permission: "hires.export",
  fresh: true,
  limit: exportLimit,
  query: newHireExportQuerySchema,
  response: file("text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "text/calendar"),
  audit: "new_hires.exported",
  handler: ({ actor, query }) => exportNewHires(actor, query, new Date()),
});
