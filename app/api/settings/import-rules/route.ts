import * as z from "zod/mini";
import { defineRoute, jsonResponse } from "@/lib/http/define-route";
import { importRulesSchema, importRulesViewSchema, versionSchema } from "@/lib/settings/schema";
import { saveDecision, settingView } from "@/lib/workflows/operate/organization-settings";

export const GET = defineRoute({
  permission: "admin",
  answer: importRulesViewSchema,
  audit: "none: reads",
  handler: async ({ actor }) => jsonResponse(await settingView(actor, "import_rules")),
});

export const PUT = defineRoute({
  permission: "admin",
  body: z.extend(importRulesSchema, versionSchema.shape),
  answer: importRulesViewSchema,
  audit: "setting.import_rules_changed",
  handler: async ({ actor, body: { version, ...value } }) => jsonResponse(await saveDecision(actor, "import_rules", { version, value })),
});
