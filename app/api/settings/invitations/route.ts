import { defineRoute, jsonResponse } from "@/lib/http/define-route";
import { invitationSettingsSchema, invitationSettingsViewSchema } from "@/lib/invitations/schema";
import { readInvitationSettings, saveInvitationSettings } from "@/lib/workflows/invite/invitation-settings";

export const GET = defineRoute({
  permission: "admin",
  answer: invitationSettingsViewSchema,
  audit: "none: reads",
  handler: async ({ actor }) => jsonResponse(await readInvitationSettings(actor)),
});

export const PUT = defineRoute({
  permission: "admin",
  body: invitationSettingsSchema,
  answer: invitationSettingsViewSchema,
  audit: "invitation_settings.changed",
  handler: async ({ actor, body }) => jsonResponse(await saveInvitationSettings(actor, body)),
});
