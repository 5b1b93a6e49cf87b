import { jsonBody } from "@/lib/http/bodies";
import { noContent, ok } from "@/lib/http/responses";
import { idParams, tenantRoute } from "@/lib/http/routes";
import { changeMember, removeMember } from "@/lib/team/mutations";
import { changeMemberSchema, memberSchema } from "@/lib/team/schema";

export const PATCH = tenantRoute({
  operationId: "changeMember",
  summary: "Change a team member's role or name",
  permission: "team.manage",
  fresh: true,
  params: idParams("memberId"),
  body: jsonBody(changeMemberSchema),
  response: ok(memberSchema),
  problems: ["last_admin"],
  audit: ["team.role_changed", "team.renamed"],
  handler: ({ tx, actor, params, body }) => changeMember(tx, actor, params.memberId, body),
});

export const DELETE = tenantRoute({
  operationId: "removeMember",
  summary: "Remove a team member, who is signed out immediately",
  permission: "team.manage",
  fresh: true,
  params: idParams("memberId"),
  response: noContent(),
  problems: ["last_admin"],
  audit: "team.removed",
  handler: ({ tx, actor, params }) => removeMember(tx, actor, params.memberId),
});
