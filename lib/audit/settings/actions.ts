import * as m from "@/lib/messages/generated/audit";

/** What the audit log records of an organization's settings; a part of its table. */
export const settingActions = {
  "setting.invitations_changed": {
    sentence: m.settingInvitationsChanged,
    group: "settings",
    subject: "setting",
    fields: ["timing", "reminders", "expiresAfterDays", "timeZone", "template"],
  },
  "setting.own_fields_changed": { sentence: m.settingOwnFieldsChanged, group: "settings", subject: "setting", fields: ["fields"] },
  "setting.required_fields_changed": {
    sentence: m.settingRequiredFieldsChanged,
    group: "settings",
    subject: "setting",
    fields: ["fields"],
  },
  "setting.import_rules_changed": { sentence: m.settingImportRulesChanged, group: "settings", subject: "setting", fields: ["rules"] },
  "setting.packages_changed": {
    sentence: m.settingPackagesChanged,
    group: "settings",
    subject: "setting",
    fields: ["packages", "default"],
  },
  "setting.field_mapping_changed": { sentence: m.settingFieldMappingChanged, group: "settings", subject: "setting", fields: ["mappings"] },
  "setting.sync_changed": { sentence: m.settingSyncChanged, group: "settings", subject: "setting", fields: ["intervalMinutes"] },
  "setting.sessions_changed": {
    sentence: m.settingSessionsChanged,
    group: "settings",
    subject: "setting",
    fields: ["idleHours", "lifetimeDays"],
  },
  "setting.retention_changed": {
    sentence: m.settingRetentionChanged,
    group: "settings",
    subject: "setting",
    fields: ["withdrawnDays", "startedDays"],
  },
  "setting.second_factor_changed": { sentence: m.settingSecondFactorChanged, group: "settings", subject: "setting", fields: ["required"] },
  "setting.greenhouse_changed": {
    sentence: m.settingGreenhouseChanged,
    group: "settings",
    subject: "setting",
    fields: ["graceHours", "rehire", "erase", "notesBack"],
  },
  "setting.compensation_changed": { sentence: m.settingCompensationChanged, group: "settings", subject: "setting", fields: ["fields"] },
  "setting.branding_changed": {
    sentence: m.settingBrandingChanged,
    group: "settings",
    subject: "setting",
    fields: ["logo", "accent", "contactName", "contactEmail"],
  },
} as const;
