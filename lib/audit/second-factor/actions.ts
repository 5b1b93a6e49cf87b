import * as m from "@/lib/messages/generated/audit";

/** What the audit log records of second factors; a part of its table. */
export const factorActions = {
  "user.totp_added": { sentence: m.userTotpAdded, group: "accounts", subject: "user", fields: [] },
  "user.totp_removed": { sentence: m.userTotpRemoved, group: "accounts", subject: "user", fields: [] },
  "user.passkey_added": { sentence: m.userPasskeyAdded, group: "accounts", subject: "user", fields: [] },
  "user.passkey_renamed": { sentence: m.userPasskeyRenamed, group: "accounts", subject: "user", fields: [] },
  "user.passkey_removed": { sentence: m.userPasskeyRemoved, group: "accounts", subject: "user", fields: [] },
  "user.recovery_codes_made": { sentence: m.userRecoveryCodesMade, group: "accounts", subject: "user", fields: [] },
  "user.recovery_code_used": { sentence: m.userRecoveryCodeUsed, group: "accounts", subject: "user", fields: [] },
  "user.second_factor_failed": { sentence: m.userSecondFactorFailed, group: "accounts", subject: "user", fields: [] },
  "user.second_factors_reset": { sentence: m.userSecondFactorsReset, group: "accounts", subject: "user", fields: [] },
  "user.device_remembered": { sentence: m.userDeviceRemembered, group: "accounts", subject: "user", fields: [] },
  "user.device_forgotten": { sentence: m.userDeviceForgotten, group: "accounts", subject: "user", fields: [] },
} as const;
