import { exportHires } from "@/lib/hires/list/export";
import { newHireExportQuerySchema } from "@/lib/hires/schema";
import { defineRoute } from "@/lib/http/define-route";

export const GET = defineRoute({
  permission: "hr",
  query: newHireExportQuerySchema,
  audit: "new_hires.exported",
  handler: ({ actor, query }) => exportHires(actor, query, new Date()),
});
