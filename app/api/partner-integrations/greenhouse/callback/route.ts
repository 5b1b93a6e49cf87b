import { z } from "zod";
import { seeOther } from "@/lib/http/responses";
import { sessionRoute } from "@/lib/http/routes";
import { env } from "@/lib/platform/env";
import { greenhousePage } from "@/lib/platform/paths/pages";
import { endApproval } from "@/lib/workflows/connect/approve-greenhouse";

/** Where Greenhouse sends an admin back to: the registered redirect address. */
export const GET = sessionRoute({
  operationId: "returnFromGreenhouse",
  summary: "Come back from Greenhouse's consent page",
  permission: "greenhouse.manage",
  page: greenhousePage,
  // Lenient, because a person stands behind it: whatever does not fit ends on the settings page with a reason.
  query: z.object({
    state: z.string().max(500).catch(""),
    code: z.string().max(2000).optional().catch(undefined),
    error: z.string().max(200).optional().catch(undefined),
  }),
  response: seeOther(),
  problems: ["not_found", "credential_rejected", "greenhouse_unreachable"],
  audit: ["greenhouse.connected", "greenhouse.credential_replaced"],
  handler: async ({ actor, query: { state, code, error } }) => {
    const refusal = await endApproval(actor, { state, code, declined: error !== undefined });
    return `${env().APP_URL}${greenhousePage}?${refusal ? `error=${refusal}` : "connected=1"}`;
  },
});
