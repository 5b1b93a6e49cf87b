import { useMutation } from "@tanstack/react-query";
import { callApi, lateSchemas } from "@/lib/http/api-client";
import { doctorRoute } from "@/lib/platform/paths/greenhouse";

const schemas = lateSchemas(() => import("@/lib/connections/doctor/schema"));

/** Examines the connection; each time costs requests to Greenhouse. */
export function useDoctor() {
  return useMutation({ mutationFn: () => callApi(doctorRoute, { response: schemas("doctorSchema") }) });
}
