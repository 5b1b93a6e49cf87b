import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { OwnFieldName } from "@/lib/hire-fields/fields";
import type { ValueField } from "@/lib/hires/codes";
import type { NewHireFilter } from "@/lib/hires/conditions/schema";
import { askingFor, newHireKeys } from "@/lib/hires/queries";
import { callApi, lateSchemas } from "@/lib/http/api-client";
import { newHireCountRoute, newHireInvitationsRoute, newHireValuesRoute } from "@/lib/platform/paths/hires";

const schemas = lateSchemas(() => import("@/lib/hires/list/schema"));

/** How many hires a filter matches, up to 10,000, and whether there are more. */
export function newHireCountOptions(filter: NewHireFilter) {
  return queryOptions({
    queryKey: newHireKeys.count(filter),
    queryFn: ({ signal }) => {
      const { path, apart } = askingFor(newHireCountRoute, filter);
      return callApi(path, { apart, response: schemas("newHireCountSchema"), signal });
    },
  });
}

/** The values that hires have in a field, for filters and rules to offer. */
export function valuesInUseOptions(field: ValueField | OwnFieldName) {
  return queryOptions({
    queryKey: newHireKeys.values(field),
    queryFn: ({ signal }) => callApi(`${newHireValuesRoute}?field=${field}`, { response: schemas("valuesSchema"), signal }),
    select: ({ values }) => values,
    staleTime: 60_000,
  });
}

/** Sends invitations to many hires in one request; each id gets its own result. */
export function useSendInvitations() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (ids: string[]) =>
      callApi(newHireInvitationsRoute, {
        method: "POST",
        body: { ids },
        response: schemas("sendInvitationsResultSchema"),
      }),
    onSettled: () => client.invalidateQueries({ queryKey: newHireKeys.all }),
  });
}
