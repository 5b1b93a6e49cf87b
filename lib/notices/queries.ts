import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { callApi, lateSchemas } from "@/lib/http/api-client";
import { path } from "@/lib/platform/paths/address";
import { muteNoticeRoute, noticesRoute } from "@/lib/platform/paths/hires";

const schemas = lateSchemas(() => import("@/lib/notices/schema"));

/** Cache keys of notices; all start with `noticeKeys.all`. */
const noticeKeys = { all: ["notices"] as const };

/** Returns query options for the open notices, at most a minute old. */
export function noticesOptions() {
  return queryOptions({
    queryKey: noticeKeys.all,
    queryFn: ({ signal }) => callApi(noticesRoute, { response: schemas("noticeListSchema"), signal }),
    refetchInterval: 60_000,
  });
}

/** Mutes or unmutes a notice for the user. */
export function useMuteNotice(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (isMuted: boolean) => callApi(path(muteNoticeRoute, id), { method: isMuted ? "POST" : "DELETE" }),
    onSettled: () => client.invalidateQueries({ queryKey: noticeKeys.all }),
  });
}
