import { defineRoute } from "@/lib/http/define-route";
import { newHireExportQuerySchema } from "@/lib/new-hires/schema";
import { exportHires } from "@/lib/workflows/export-hires";

export const GET = defineRoute({
  permission: "hr",
  query: newHireExportQuerySchema,
  audit: "new_hires.exported",
  handler: ({ actor, query }) => exportHires(actor, query, new Date()),
});
