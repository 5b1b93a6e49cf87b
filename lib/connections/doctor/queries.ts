import { useMutation } from "@tanstack/react-query";
import { doctorSchema } from "@/lib/connections/doctor/schema";
import { callApi } from "@/lib/http/api-client";
import { doctorRoute } from "@/lib/platform/paths/greenhouse";

/** Examines the connection; each time costs requests to Greenhouse. */
export function useDoctor() {
  return useMutation({ mutationFn: () => callApi(doctorRoute, { response: doctorSchema }) });
}
