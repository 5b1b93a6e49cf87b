-- The invitation settings become one of the organization's settings. A value added to a type cannot be used in the same
-- transaction, so the type is made again.
CREATE TYPE "SettingName_next" AS ENUM ('required_fields', 'field_mapping', 'import_rules', 'packages', 'sync', 'invitations');
ALTER TABLE "OrganizationSetting" ALTER COLUMN "name" TYPE "SettingName_next" USING "name"::text::"SettingName_next";
DROP TYPE "SettingName";
ALTER TYPE "SettingName_next" RENAME TO "SettingName";

-- Row-level security is forced on the owner, too, who moves every organization's rows here.
ALTER TABLE "InvitationSettings" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "OrganizationSetting" NO FORCE ROW LEVEL SECURITY;
INSERT INTO "OrganizationSetting" ("organizationId", "name", "value", "version", "updatedBy", "updatedAt")
SELECT "organizationId", 'invitations', jsonb_build_object(
    'timing', jsonb_build_object('mode', "timingMode", 'days', "timingDays"),
    'reminders', jsonb_build_object('afterDays', "reminderAfterDays", 'max', "reminderMax"),
    'expiresAfterDays', "expiresAfterDays",
    'timeZone', "timeZone",
    'template', "template"
  ), "version", "updatedBy", "updatedAt"
FROM "InvitationSettings";
ALTER TABLE "OrganizationSetting" FORCE ROW LEVEL SECURITY;
DROP TABLE "InvitationSettings";
DROP TYPE "TimingMode";

-- Entries of the audit log name the parts of a setting that changed. Those of the invitation settings had them as texts of JSON,
-- those of the other settings the whole value under the setting's name.
ALTER TABLE "AuditEntry" NO FORCE ROW LEVEL SECURITY;
UPDATE "AuditEntry" SET "action" = 'setting.invitations_changed', "subject" = 'setting:invitations', "changes" = coalesce((
    SELECT jsonb_object_agg(part.key, jsonb_build_array((part.value ->> 0)::jsonb, (part.value ->> 1)::jsonb)) FROM jsonb_each("changes") part
  ), '{}')
  WHERE "action" = 'invitation_settings.changed';
UPDATE "AuditEntry" SET "changes" = coalesce((
    SELECT jsonb_object_agg(part.key, jsonb_build_array(whole.value -> 0 -> part.key, part.value))
    FROM jsonb_each("changes") whole, jsonb_each(whole.value -> 1) part
    WHERE whole.value -> 0 -> part.key IS DISTINCT FROM part.value
  ), '{}')
  WHERE "subject" LIKE 'setting:%' AND "action" <> 'setting.invitations_changed' AND "changes" ? substr("subject", 9);
ALTER TABLE "AuditEntry" FORCE ROW LEVEL SECURITY;
