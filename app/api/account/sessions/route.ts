import { endOtherSessions, listSessions } from "@/lib/auth/accounts/sessions";
import { sessionListSchema } from "@/lib/auth/schema";
import { noContent, ok } from "@/lib/http/responses";
import { sessionRoute } from "@/lib/http/routes";

export const GET = sessionRoute({
  operationId: "listSessions",
  summary: "List the browsers you are signed in with",
  permission: "account.own",
  response: ok(sessionListSchema),
  audit: { none: "reads" },
  handler: async ({ actor }) => ({ items: await listSessions(actor) }),
});

export const DELETE = sessionRoute({
  operationId: "endOtherSessions",
  summary: "End all your other sessions",
  permission: "account.own",
  fresh: true,
  response: noContent(),
  audit: "user.other_sessions_ended",
  handler: ({ actor }) => endOtherSessions(actor),
});
