import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { AddHireInput } from "@/lib/hires/by-hand/schema";
import { newHireKeys } from "@/lib/hires/queries";
import { callApi, lateSchemas } from "@/lib/http/api-client";
import { path } from "@/lib/platform/paths/address";
import { newHiresRoute } from "@/lib/platform/paths/hires";
import { duplicateRoute } from "@/lib/platform/paths/record";

const schemas = lateSchemas(() => import("@/lib/hires/schema"));

/** Adds a hire that Greenhouse does not know. */
export function useAddHire() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: AddHireInput) => callApi(newHiresRoute, { method: "POST", body, response: schemas("newHireSchema") }),
    onSuccess: (hire) => {
      client.setQueryData(newHireKeys.one(hire.id), hire);
      return client.invalidateQueries({ queryKey: newHireKeys.lists() });
    },
  });
}

/** Makes one record of a hire by hand and the same person from Greenhouse. The answer is the record that stays; the other is no more. */
export function useJoinHires(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (otherId: string) =>
      callApi(path(duplicateRoute, id), {
        method: "POST",
        body: { decision: "join", with: otherId },
        response: schemas("changedHireSchema"),
      }),
    onSuccess: (hire) => {
      client.setQueryData(newHireKeys.one(hire.id), hire);
      return client.invalidateQueries({ queryKey: newHireKeys.lists() });
    },
  });
}
