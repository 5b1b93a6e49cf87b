import { listAuditEntries } from "@/lib/audit/data";
import { auditListSchema, auditQuerySchema } from "@/lib/audit/schema";
import { ok } from "@/lib/http/responses";
import { tenantRoute } from "@/lib/http/routes";

export const GET = tenantRoute({
  operationId: "listAuditEntries",
  summary: "List the audit log, newest first",
  permission: "audit.read",
  query: auditQuerySchema,
  response: ok(auditListSchema),
  audit: { none: "reads" },
  handler: ({ tx, query }) => listAuditEntries(tx, query),
});
