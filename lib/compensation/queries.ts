import { useMutation } from "@tanstack/react-query";
import { callApi, lateSchemas } from "@/lib/http/api-client";
import { path } from "@/lib/platform/paths/address";
import { compensationRoute } from "@/lib/platform/paths/record";

const schemas = lateSchemas(() => import("@/lib/compensation/schema"));

/** Asks for a hire's compensation, which is in the audit log. It is no query: the answer is kept nowhere and asked for by nothing but a press. */
export function useShowCompensation(hireId: string) {
  return useMutation({
    gcTime: 0,
    mutationFn: () => callApi(path(compensationRoute, hireId), { response: schemas("compensationSchema") }),
  });
}
