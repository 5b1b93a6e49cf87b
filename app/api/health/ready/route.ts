import { z } from "zod";
import { anyone } from "@/lib/http/access";
import { okOrUnavailable } from "@/lib/http/responses";
import { publicRoute } from "@/lib/http/routes";
import { pingDatabase } from "@/lib/platform/db";

export const dynamic = "force-dynamic";

const readySchema = z.object({ status: z.literal("ready") });
const notReadySchema = z.object({ status: z.literal("not_ready"), failing: z.array(z.enum(["database"])) });

export const GET = publicRoute({
  operationId: "getReadiness",
  summary: "Check that the database answers",
  access: anyone,
  response: okOrUnavailable(readySchema, notReadySchema),
  audit: { none: "says whether the parts answer, nothing else" },
  handler: async () => {
    const database = await pingDatabase().then(
      () => true,
      () => false,
    );
    if (database) return { status: 200 as const, body: { status: "ready" as const } };
    return { status: 503 as const, body: { status: "not_ready" as const, failing: ["database" as const] } };
  },
});
