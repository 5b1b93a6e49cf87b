import { queryOptions } from "@tanstack/react-query";
import { callApi } from "@/lib/http/api-client";
import { mailStatusSchema } from "@/lib/invitations/schema";
import { mailStatusRoute } from "@/lib/platform/paths";

/** Whether invitations wait because the mail server is in trouble. */
export function mailStatusOptions() {
  return queryOptions({
    queryKey: ["mail-status"],
    queryFn: ({ signal }) => callApi(mailStatusRoute, { response: mailStatusSchema, signal }),
    refetchInterval: 30_000,
  });
}
