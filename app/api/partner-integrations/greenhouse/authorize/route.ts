import { z } from "zod";
import { defineRoute } from "@/lib/http/define-route";
import { greenhousePage } from "@/lib/platform/paths";
import { beginApproval } from "@/lib/workflows/connect/approve-greenhouse";

export const GET = defineRoute({
  permission: "admin",
  page: greenhousePage,
  query: z.object({ inviteFrom: z.iso.date().optional() }),
  audit: "none: nothing is connected yet",
  handler: async ({ actor, query }) =>
    new Response(null, {
      status: 303,
      headers: { location: await beginApproval(actor, query.inviteFrom), "cache-control": "no-store", "referrer-policy": "no-referrer" },
    }),
});
