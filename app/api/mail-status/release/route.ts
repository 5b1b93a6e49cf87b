import { noContent } from "@/lib/http/responses";
import { tenantRoute } from "@/lib/http/routes";
import { releaseMail } from "@/lib/workflows/invite/held-mail";

export const POST = tenantRoute({
  operationId: "releaseMail",
  summary: "Let the emails go that wait because a backup was restored",
  permission: "mail.release",
  response: noContent(),
  audit: "mail.released",
  handler: async ({ tx, actor }) => {
    await releaseMail(tx, actor.organizationId, { id: actor.userId, name: actor.name });
  },
});
