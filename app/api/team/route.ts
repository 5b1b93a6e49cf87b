import { jsonBody } from "@/lib/http/bodies";
import { created, ok } from "@/lib/http/responses";
import { tenantRoute } from "@/lib/http/routes";
import { listMembers } from "@/lib/team/data";
import { inviteMember } from "@/lib/team/mutations";
import { inviteMemberSchema, memberSchema, teamSchema } from "@/lib/team/schema";

export const GET = tenantRoute({
  operationId: "listTeam",
  summary: "List the team",
  permission: "team.manage",
  response: ok(teamSchema),
  audit: { none: "reads" },
  handler: async ({ tx, actor }) => ({ items: await listMembers(tx, actor.userId) }),
});

export const POST = tenantRoute({
  operationId: "inviteMember",
  summary: "Invite a teammate",
  permission: "team.manage",
  body: jsonBody(inviteMemberSchema),
  response: created(memberSchema),
  problems: ["email_taken"],
  audit: "team.invited",
  handler: ({ tx, actor, body, now }) => inviteMember(tx, actor, body, now),
});
