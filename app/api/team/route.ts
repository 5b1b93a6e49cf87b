import { jsonBody } from "@/lib/http/bodies";
import { created, ok } from "@/lib/http/responses";
import { sessionRoute, tenantRoute } from "@/lib/http/routes";
import { inOrganization } from "@/lib/platform/db";
import { listMembers } from "@/lib/team/data";
import { inviteMember } from "@/lib/team/mutations";
import { inviteMemberSchema, memberSchema, teamSchema } from "@/lib/team/schema";
import { countInvitation } from "@/lib/team/throttle";

export const GET = tenantRoute({
  operationId: "listTeam",
  summary: "List the team",
  permission: "team.manage",
  response: ok(teamSchema),
  audit: { none: "reads" },
  handler: async ({ tx, actor }) => ({ items: await listMembers(tx, actor.userId) }),
});

export const POST = sessionRoute({
  operationId: "inviteMember",
  summary: "Invite a teammate",
  permission: "team.manage",
  fresh: true,
  body: jsonBody(inviteMemberSchema),
  response: created(memberSchema),
  problems: ["too_many_requests"],
  audit: ["team.invited", "team.invited_again"],
  handler: async ({ actor, body }) => {
    await countInvitation(actor);
    return inOrganization(actor.organizationId, (tx, now) => inviteMember(tx, actor, body, now));
  },
});
