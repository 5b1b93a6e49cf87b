import { z } from "zod";
import { anyone } from "@/lib/http/access";
import { okOrUnavailable } from "@/lib/http/responses";
import { publicRoute } from "@/lib/http/routes";
import { partNames, readParts } from "@/lib/workflows/operate/readiness";

export const dynamic = "force-dynamic";

const parts = z.array(z.object({ name: z.enum(partNames), ok: z.boolean().nullable(), detail: z.string().optional() }));
const readySchema = z.object({ status: z.literal("ready"), parts });
const notReadySchema = z.object({ status: z.literal("not_ready"), parts });

export const GET = publicRoute({
  operationId: "getReadiness",
  summary: "Check that the database and the queue answer, and how the worker, the email server and the key ring are",
  access: anyone,
  response: okOrUnavailable(readySchema, notReadySchema),
  audit: { none: "says whether the parts answer, nothing else" },
  handler: async () => {
    const found = await readParts();
    // Without a worker, an email server or a key, everything else of the portal works.
    const isReady = found.every(({ name, ok }) => ok !== false || (name !== "database" && name !== "queue"));
    if (isReady) return { status: 200 as const, body: { status: "ready" as const, parts: found } };
    return { status: 503 as const, body: { status: "not_ready" as const, parts: found } };
  },
});
