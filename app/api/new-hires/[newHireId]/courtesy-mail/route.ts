import { defineRoute, emptyResponse, idParams } from "@/lib/http/define-route";
import { courtesyMailSchema } from "@/lib/new-hires/schema";
import { writeCourtesyMail } from "@/lib/workflows/write-courtesy-mail";

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
