import { z } from "zod";
import { callerAddress } from "@/lib/auth/caller";
import { anyone } from "@/lib/http/access";
import { image } from "@/lib/http/responses";
import { publicRoute } from "@/lib/http/routes";
import { notFound } from "@/lib/platform/errors";
import { openLogo } from "@/lib/workflows/invite/open-invitation";

export const GET = publicRoute({
  operationId: "getEmployerLogo",
  summary: "Get the employer's logo for the new hire's page",
  access: anyone,
  params: z.object({ token: z.string().max(200) }),
  response: image(),
  audit: { none: "reads" },
  handler: async ({ params: { token }, headers }) => {
    const png = await openLogo(token, callerAddress(headers));
    if (!png) throw notFound("logo");
    return png;
  },
});
