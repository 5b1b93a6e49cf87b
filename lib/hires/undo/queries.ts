import { useMutation, useQueryClient } from "@tanstack/react-query";
import { newHireKeys } from "@/lib/hires/queries";
import { changedHireSchema } from "@/lib/hires/schema";
import type { UndoOrder } from "@/lib/hires/undo/schema";
import { callApi } from "@/lib/http/api-client";
import { path } from "@/lib/platform/paths/address";
import { undoRoute } from "@/lib/platform/paths/record";

/** Takes a change of a hire back; with `fields`, only those of it. */
export function useUndoChange() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...order }: UndoOrder & { id: string }) =>
      callApi(path(undoRoute, id), { method: "POST", body: order, response: changedHireSchema }),
    onSuccess: (hire) => client.setQueryData(newHireKeys.one(hire.id), hire),
    // Where a later change stands in the way, the record is to show it.
    onSettled: () => client.invalidateQueries({ queryKey: newHireKeys.all }),
  });
}
