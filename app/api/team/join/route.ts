import { callerAddress } from "@/lib/auth/caller";
import { anyone } from "@/lib/http/access";
import { jsonBody } from "@/lib/http/bodies";
import { ok } from "@/lib/http/responses";
import { publicRoute } from "@/lib/http/routes";
import { joinedSchema, joinSchema } from "@/lib/team/schema";
import { join } from "@/lib/workflows/accounts/join-team";

export const POST = publicRoute({
  operationId: "joinTeam",
  summary: "Join a team with the link from the email, and choose a password",
  access: anyone,
  body: jsonBody(joinSchema),
  response: ok(joinedSchema),
  problems: ["link_ended", "too_many_requests"],
  audit: "team.joined",
  handler: ({ body, headers }) => join(body, callerAddress(headers)),
});
