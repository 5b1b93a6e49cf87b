import { sessionListSchema } from "@/lib/auth/schema";
import { endOtherSessions, listSessions } from "@/lib/auth/sessions";
import { noContent, ok } from "@/lib/http/responses";
import { tenantRoute } from "@/lib/http/routes";

export const GET = tenantRoute({
  operationId: "listSessions",
  summary: "List the browsers you are signed in with",
  permission: "account.own",
  response: ok(sessionListSchema),
  audit: { none: "reads" },
  handler: async ({ tx, actor, now }) => ({ items: await listSessions(tx, actor, now) }),
});

export const DELETE = tenantRoute({
  operationId: "endOtherSessions",
  summary: "End all your other sessions",
  permission: "account.own",
  response: noContent(),
  audit: "user.other_sessions_ended",
  handler: ({ tx, actor, now }) => endOtherSessions(tx, actor, now),
});
