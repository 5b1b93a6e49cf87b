import { exportAuditLog } from "@/lib/audit/export";
import { auditFilterSchema } from "@/lib/audit/schema";
import { exportLimit } from "@/lib/auth/throttle";
import { file } from "@/lib/http/responses";
import { sessionRoute } from "@/lib/http/routes";

export const GET = sessionRoute({
  operationId: "exportAuditLog",
  summary: "Export the audit log as CSV",
  permission: "audit.read",
  fresh: true,
  limit: exportLimit,
  query: auditFilterSchema,
  response: file("text/csv"),
  audit: "audit_log.exported",
  handler: ({ actor, query }) => exportAuditLog(actor, query, new Date()),
});
