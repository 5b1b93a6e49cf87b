import { callerAddress } from "@/lib/auth/sign-in";
import { defineRoute, jsonResponse } from "@/lib/http/define-route";
import { joinedSchema, joinSchema } from "@/lib/team/schema";
import { join } from "@/lib/workflows/operate/join-team";

export const POST = defineRoute({
  permission: "public",
  body: joinSchema,
  answer: joinedSchema,
  audit: "team.joined",
  handler: async ({ body, request }) => jsonResponse(await join(body, callerAddress(request.headers))),
});
