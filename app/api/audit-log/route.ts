import { listAuditEntries } from "@/lib/audit/data";
import { auditQuerySchema } from "@/lib/audit/schema";
import { defineRoute, jsonResponse } from "@/lib/http/define-route";
import { inOrganization } from "@/lib/platform/db";

export const GET = defineRoute({
  permission: "admin",
  query: auditQuerySchema,
  audit: "none: reads",
  handler: async ({ actor, query }) => jsonResponse(await inOrganization(actor.organizationId, (tx) => listAuditEntries(tx, query))),
});
