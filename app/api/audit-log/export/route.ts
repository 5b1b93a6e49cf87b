import { exportAuditLog } from "@/lib/audit/export";
import { auditFilterSchema } from "@/lib/audit/schema";
import { defineRoute } from "@/lib/http/define-route";

export const GET = defineRoute({
  permission: "admin",
  query: auditFilterSchema,
  audit: "audit_log.exported",
  handler: ({ actor, query }) => exportAuditLog(actor, query, new Date()),
});
