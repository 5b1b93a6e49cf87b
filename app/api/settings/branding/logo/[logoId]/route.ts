import { z } from "zod";
import { image } from "@/lib/http/responses";
import { tenantRoute } from "@/lib/http/routes";
import { notFound } from "@/lib/platform/errors";
import { findLogo } from "@/lib/settings/branding/data";

export const GET = tenantRoute({
  operationId: "getLogo",
  summary: "Get an uploaded logo",
  permission: "settings.manage",
  params: z.object({ logoId: z.string().max(64) }),
  response: image(),
  audit: { none: "reads" },
  handler: async ({ tx, params: { logoId } }) => {
    const logo = await findLogo(tx, logoId);
    if (!logo) throw notFound("logo");
    return logo.png;
  },
});
