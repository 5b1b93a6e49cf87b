import { courtesyMailSchema } from "@/lib/hires/schema";
import { defineRoute, emptyResponse, idParams } from "@/lib/http/define-route";
import { writeCourtesyMail } from "@/lib/workflows/invite/write-courtesy-mail";

export const POST = defineRoute({
  permission: "hr",
  params: idParams("newHireId"),
  body: courtesyMailSchema,
  audit: "new_hire.courtesy_mail_sent",
  handler: async ({ actor, params, body }) => {
    await writeCourtesyMail(actor, params.newHireId, body);
    return emptyResponse();
  },
});
