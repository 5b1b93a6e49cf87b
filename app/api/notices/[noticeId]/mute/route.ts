import { noContent } from "@/lib/http/responses";
import { idParams, tenantRoute } from "@/lib/http/routes";
import { muteNotice } from "@/lib/notices/mutations";

export const POST = tenantRoute({
  operationId: "muteNotice",
  summary: "Mute a notice for yourself",
  permission: "notices.mute",
  params: idParams("noticeId"),
  response: noContent(),
  audit: { none: "what one wants to be told" },
  handler: ({ tx, actor, params }) => muteNotice(tx, actor, params.noticeId, true),
});

export const DELETE = tenantRoute({
  operationId: "unmuteNotice",
  summary: "Unmute a notice for yourself",
  permission: "notices.mute",
  params: idParams("noticeId"),
  response: noContent(),
  audit: { none: "what one wants to be told" },
  handler: ({ tx, actor, params }) => muteNotice(tx, actor, params.noticeId, false),
});
