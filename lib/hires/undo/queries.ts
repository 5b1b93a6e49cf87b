import { useMutation, useQueryClient } from "@tanstack/react-query";
import { newHireKeys } from "@/lib/hires/queries";
import type { UndoOrder } from "@/lib/hires/undo/schema";
import { callApi, lateSchemas } from "@/lib/http/api-client";
import { path } from "@/lib/platform/paths/address";
import { undoRoute } from "@/lib/platform/paths/record";

const schemas = lateSchemas(() => import("@/lib/hires/schema"));

/** Takes a change of a hire back; with `fields`, only those of it. */
export function useUndoChange() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...order }: UndoOrder & { id: string }) =>
      callApi(path(undoRoute, id), { method: "POST", body: order, response: schemas("changedHireSchema") }),
    onSuccess: (hire) => client.setQueryData(newHireKeys.one(hire.id), hire),
    // Where a later change stands in the way, the record is to show it.
    onSettled: () => client.invalidateQueries({ queryKey: newHireKeys.all }),
  });
}
