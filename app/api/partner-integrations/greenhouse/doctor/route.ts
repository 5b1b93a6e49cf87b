import { doctorLimit } from "@/lib/auth/throttle";
import { doctorSchema } from "@/lib/connections/doctor/schema";
import { ok } from "@/lib/http/responses";
import { sessionRoute } from "@/lib/http/routes";
import { examineConnection } from "@/lib/workflows/connect/examine-connection";

export const GET = sessionRoute({
  operationId: "examineGreenhouse",
  summary: "Examine the connection, and say what to do about what is wrong",
  permission: "greenhouse.manage",
  limit: doctorLimit,
  response: ok(doctorSchema),
  problems: ["not_connected"],
  audit: { none: "changes nothing" },
  handler: ({ actor }) => examineConnection(actor),
});
