import { exportLimit } from "@/lib/auth/throttle";
import { hireParamsSchema } from "@/lib/hires/record/schema";
import { ok } from "@/lib/http/responses";
import { tenantRoute } from "@/lib/http/routes";
import { personalDataSchema, readPersonalData } from "@/lib/workflows/operate/personal-data";

export const GET = tenantRoute({
  operationId: "getPersonalData",
  summary: "Read all that is kept of a person",
  permission: "personal_data.manage",
  fresh: true,
  limit: exportLimit,
  params: hireParamsSchema,
  response: ok(personalDataSchema),
  audit: "new_hire.personal_data_exported",
  handler: ({ tx, actor, params }) => readPersonalData(tx, actor, params.newHireId),
});
