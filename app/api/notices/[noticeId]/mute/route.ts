import { defineRoute, emptyResponse, idParams } from "@/lib/http/define-route";
import { muteNotice } from "@/lib/notices/mutations";
import { inOrganization } from "@/lib/platform/db";

const setMute = (isMuted: boolean) =>
  defineRoute({
    permission: "hr",
    params: idParams("noticeId"),
    audit: "none: what one wants to be told",
    handler: async ({ actor, params }) => {
      await inOrganization(actor.organizationId, (tx) => muteNotice(tx, actor, params.noticeId, isMuted));
      return emptyResponse();
    },
  });

export const POST = setMute(true);
export const DELETE = setMute(false);
