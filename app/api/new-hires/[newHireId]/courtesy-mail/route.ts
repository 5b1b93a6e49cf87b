import { courtesyMailSchema } from "@/lib/hires/schema";
import { defineRoute, emptyResponse, idParams } from "@/lib/http/define-route";
import { sendCourtesyEmail } from "@/lib/workflows/invite/send-courtesy-email";

export const POST = defineRoute({
  permission: "hr",
  params: idParams("newHireId"),
  body: courtesyMailSchema,
  audit: "new_hire.courtesy_mail_sent",
  handler: async ({ actor, params, body }) => {
    await sendCourtesyEmail(actor, params.newHireId, body);
    return emptyResponse();
  },
});
