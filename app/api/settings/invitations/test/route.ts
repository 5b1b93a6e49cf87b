import { z } from "zod";
import { defineRoute, jsonResponse } from "@/lib/http/define-route";
import { templatePreviewSchema } from "@/lib/settings/schema";
import { sendTestInvitation } from "@/lib/workflows/invite/preview-invitation";

export const POST = defineRoute({
  permission: "admin",
  body: templatePreviewSchema,
  answer: z.object({ sentTo: z.string() }),
  audit: "none: a mail to whoever asks for it",
  handler: async ({ actor, body }) => {
    await sendTestInvitation(actor, body);
    return jsonResponse({ sentTo: actor.email }, 202);
  },
});
