import { defineRoute, jsonResponse } from "@/lib/http/define-route";
import { inOrganization } from "@/lib/platform/db";
import { listMembers } from "@/lib/team/data";
import { inviteMember } from "@/lib/team/mutations";
import { inviteMemberSchema, memberSchema, teamSchema } from "@/lib/team/schema";

export const GET = defineRoute({
  permission: "admin",
  answer: teamSchema,
  audit: "none: reads",
  handler: async ({ actor }) => jsonResponse({ items: await inOrganization(actor.organizationId, (tx) => listMembers(tx, actor.userId)) }),
});

export const POST = defineRoute({
  permission: "admin",
  body: inviteMemberSchema,
  answer: memberSchema,
  audit: "team.invited",
  handler: async ({ actor, body }) =>
    jsonResponse(await inOrganization(actor.organizationId, (tx) => inviteMember(tx, actor, body, new Date())), 201),
});
