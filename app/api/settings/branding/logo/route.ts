import { imageBody } from "@/lib/http/bodies";
import { created } from "@/lib/http/responses";
import { sessionRoute } from "@/lib/http/routes";
import { inOrganization } from "@/lib/platform/db";
import { cleanLogo } from "@/lib/settings/branding/clean-logo";
import { storeLogo } from "@/lib/settings/branding/mutations";
import { LOGO_BYTES, uploadedLogoSchema } from "@/lib/settings/branding/schema";

export const POST = sessionRoute({
  operationId: "uploadLogo",
  summary: "Upload a PNG or SVG of 200 KB at most, to be named by the branding",
  permission: "settings.manage",
  body: imageBody(LOGO_BYTES),
  response: created(uploadedLogoSchema),
  problems: ["invalid_fields"],
  audit: { none: "nothing shows it before the branding names it" },
  handler: async ({ actor: { organizationId }, body }) => {
    const logo = await cleanLogo(body);
    await inOrganization(organizationId, (tx) => storeLogo(tx, organizationId, logo));
    return { logo: logo.id, width: logo.width, height: logo.height };
  },
});
