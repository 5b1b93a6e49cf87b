import { defineRoute, jsonResponse } from "@/lib/http/define-route";

export const dynamic = "force-dynamic";

export const GET = defineRoute({
  permission: "public",
  audit: "none: says that the process answers, nothing else",
  handler: async () => jsonResponse({ status: "live" }),
});
