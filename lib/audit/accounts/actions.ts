import * as m from "@/lib/messages/generated/audit";

/** What is done to the accounts of people and to their sessions; part of the table in `lib/audit/actions.ts`. */
export const accountActions = {
  "user.created": { sentence: m.userCreated, group: "accounts", subject: "user", fields: ["role"] },
  "user.password_reset": { sentence: m.userPasswordReset, group: "accounts", subject: "user", fields: [] },
  "user.signed_in": { sentence: m.userSignedIn, group: "accounts", subject: "user", fields: ["device", "method"] },
  "user.entered": { sentence: m.userEntered, group: "accounts", subject: "user", fields: [] },
  "user.reset_requested": { sentence: m.userResetRequested, group: "accounts", subject: "user", fields: [] },
  "user.reauthenticated": { sentence: m.userReauthenticated, group: "accounts", subject: "user", fields: [] },
  "user.renamed": { sentence: m.userRenamed, group: "accounts", subject: "user", fields: ["name"] },
  "user.choices_changed": {
    sentence: m.userChoicesChanged,
    group: "accounts",
    subject: "user",
    fields: ["timeZone", "setupHidden", "noticeEmails", "incompleteHireEmails", "weeklyDigest"],
  },
  "user.password_changed": { sentence: m.userPasswordChanged, group: "accounts", subject: "user", fields: [] },
  "user.sign_in_failed": { sentence: m.userSignInFailed, group: "accounts", subject: "user", fields: [] },
  "user.signed_out": { sentence: m.userSignedOut, group: "accounts", subject: "user", fields: ["device"] },
  "user.session_ended": { sentence: m.userSessionEnded, group: "accounts", subject: "user", fields: ["device"] },
  "user.other_sessions_ended": { sentence: m.userOtherSessionsEnded, group: "accounts", subject: "user", fields: ["sessions"] },
} as const;
