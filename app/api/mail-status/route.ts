import { defineRoute, jsonResponse } from "@/lib/http/define-route";
import { mailStatus } from "@/lib/invitations/data";
import { mailStatusSchema } from "@/lib/invitations/schema";
import { inOrganization } from "@/lib/platform/db";

/** Whether invitations wait because the mail server is in trouble. */
export const GET = defineRoute({
  permission: "hr",
  answer: mailStatusSchema,
  audit: "none: reads",
  handler: async ({ actor }) => jsonResponse(await inOrganization(actor.organizationId, mailStatus)),
});
