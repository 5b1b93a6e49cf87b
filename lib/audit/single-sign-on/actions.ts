import * as m from "@/lib/messages/generated/audit";

/** What the audit log records of single sign-on. */
export const ssoActions = {
  "sso.saved": {
    sentence: m.ssoSaved,
    group: "settings",
    subject: "setting",
    fields: ["issuer", "clientId", "clientSecret", "defaultRole", "enforced"],
  },
  "sso.removed": { sentence: m.ssoRemoved, group: "settings", subject: "setting", fields: ["issuer", "enforced"] },
  "sso.domain_added": { sentence: m.ssoDomainAdded, group: "settings", subject: "setting", fields: ["domain"] },
  "sso.domain_verified": { sentence: m.ssoDomainVerified, group: "settings", subject: "setting", fields: ["domain"] },
  "sso.domain_removed": { sentence: m.ssoDomainRemoved, group: "settings", subject: "setting", fields: ["domain"] },
  "sso.sign_in_refused": { sentence: m.ssoSignInRefused, group: "accounts", subject: "setting", fields: ["reason"] },
  "user.break_glass_given": { sentence: m.userBreakGlassGiven, group: "team", subject: "user", fields: [] },
  "user.break_glass_taken": { sentence: m.userBreakGlassTaken, group: "team", subject: "user", fields: [] },
  "user.break_glass_used": { sentence: m.userBreakGlassUsed, group: "accounts", subject: "user", fields: [] },
  "user.identity_linked": { sentence: m.userIdentityLinked, group: "accounts", subject: "user", fields: ["role"] },
} as const;
