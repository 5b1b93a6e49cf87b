import { z } from "zod";
import { anyone } from "@/lib/http/access";
import { ok } from "@/lib/http/responses";
import { publicRoute } from "@/lib/http/routes";

export const dynamic = "force-dynamic";

export const GET = publicRoute({
  operationId: "getLiveness",
  summary: "Check that the process answers",
  access: anyone,
  response: ok(z.object({ status: z.literal("live") })),
  audit: { none: "says that the process answers, nothing else" },
  handler: async () => ({ status: "live" as const }),
});
