import { listAuditEntries } from "@/lib/audit/data";
import { auditListSchema, auditQuerySchema } from "@/lib/audit/schema";
import { defineRoute, jsonResponse } from "@/lib/http/define-route";
import { inOrganization } from "@/lib/platform/db";

export const GET = defineRoute({
  permission: "admin",
  query: auditQuerySchema,
  answer: auditListSchema,
  audit: "none: reads",
  handler: async ({ actor, query }) => jsonResponse(await inOrganization(actor.organizationId, (tx) => listAuditEntries(tx, query))),
});
