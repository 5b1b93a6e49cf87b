import { defineRoute, jsonResponse } from "@/lib/http/define-route";
import { pingDatabase } from "@/lib/platform/db";

export const dynamic = "force-dynamic";

export const GET = defineRoute({
  permission: "public",
  audit: "none: says whether the parts answer, nothing else",
  handler: async () => {
    const database = await pingDatabase().then(
      () => true,
      () => false,
    );
    return database ? jsonResponse({ status: "ready" }) : jsonResponse({ status: "not_ready", failing: ["database"] }, 503);
  },
});
