import * as z from "zod/mini";
import { defineRoute, jsonResponse } from "@/lib/http/define-route";
import { packagesSchema, packagesViewSchema, versionSchema } from "@/lib/settings/schema";
import { saveDecision, settingView } from "@/lib/workflows/operate/organization-settings";

export const GET = defineRoute({
  permission: "admin",
  answer: packagesViewSchema,
  audit: "none: reads",
  handler: async ({ actor }) => jsonResponse(await settingView(actor, "packages")),
});

export const PUT = defineRoute({
  permission: "admin",
  body: z.extend(packagesSchema, versionSchema.shape),
  answer: packagesViewSchema,
  audit: "setting.packages_changed",
  handler: async ({ actor, body: { version, ...value } }) => jsonResponse(await saveDecision(actor, "packages", { version, value })),
});
