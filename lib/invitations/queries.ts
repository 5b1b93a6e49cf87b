import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { callApi, lateSchemas } from "@/lib/http/api-client";
import { heldMailRoute, mailStatusRoute, releaseMailRoute } from "@/lib/platform/paths/hires";

const schemas = lateSchemas(() => import("@/lib/invitations/schema"));

/** Whether invitations wait because the mail server is in trouble. */
export function mailStatusOptions() {
  return queryOptions({
    queryKey: ["mail-status"],
    queryFn: ({ signal }) => callApi(mailStatusRoute, { response: schemas("mailStatusSchema"), signal }),
    refetchInterval: 30_000,
  });
}

/** What would be sent if the emails that are held after a restore were let go. */
export function heldMailOptions() {
  return queryOptions({
    queryKey: ["held-mail"],
    queryFn: ({ signal }) => callApi(heldMailRoute, { response: schemas("heldMailSchema"), signal }),
  });
}

/** Lets the emails go that are held after a restore. */
export function useReleaseMail() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: () => callApi(releaseMailRoute, { method: "POST" }),
    onSettled: () => cache.invalidateQueries({ queryKey: mailStatusOptions().queryKey }),
  });
}
