import { hireFields } from "@/lib/hire-fields/schema";

/** The kinds of entries that the audit log can be narrowed down to, by the name that the filter shows. */
export const auditGroups = {
  hires: "Hires",
  invitations: "Invitations",
  bulk_actions: "Bulk actions",
  greenhouse: "Greenhouse",
  settings: "Settings",
  team: "Team",
  accounts: "Accounts",
  audit_log: "Audit log",
} as const;
export type AuditGroup = keyof typeof auditGroups;

/** What an entry is about: each kind of subject as it is written. */
interface Subjects {
  new_hire: `new_hire:${string}`;
  new_hires: "new_hires";
  bulk_action: `bulk_action:${string}`;
  integration: `integration:${string}`;
  setting: `setting:${string}`;
  user: `user:${string}`;
  audit_log: "audit_log";
}

/** How an entry stands in the timeline of its hire: a sentence, or one made from what was changed. */
interface TimelineEntry {
  event: "edited" | "note";
  detail: string | { from: "fields" | "plan" };
}

interface ActionFacts {
  /** What was done, as the middle of a sentence: who … whom. */
  words: string;
  group: AuditGroup;
  /** What its changes may carry, field → [before, after]. Never a credential or a token. */
  fields: readonly string[];
}

type Action =
  // The timeline of a hire tells every entry about it, or says here that another row does.
  | (ActionFacts & { subject: "new_hire"; timeline: TimelineEntry | { toldBy: "invitation" } | "not_told" })
  | (ActionFacts & { subject: Exclude<keyof Subjects, "new_hire"> });

/** Everything that the audit log records. Routes, writers, the screen, its filter and the timeline read this table. */
export const auditActions = {
  "new_hire.edited": {
    words: "edited",
    group: "hires",
    subject: "new_hire",
    fields: [...hireFields, "kept", "taken"],
    timeline: { event: "edited", detail: { from: "fields" } },
  },
  "new_hire.excluded": {
    words: "excluded",
    group: "hires",
    subject: "new_hire",
    fields: [],
    timeline: { event: "edited", detail: "Excluded" },
  },
  "new_hire.included": {
    words: "included",
    group: "hires",
    subject: "new_hire",
    fields: [],
    timeline: { event: "edited", detail: "Included again" },
  },
  "new_hire.seen": {
    words: "reviewed changes to",
    group: "hires",
    subject: "new_hire",
    fields: ["attention"],
    timeline: "not_told",
  },
  "new_hire.courtesy_mail_sent": {
    words: "sent an offer-withdrawn email to",
    group: "hires",
    subject: "new_hire",
    fields: [],
    timeline: { event: "note", detail: "Offer-withdrawn email sent" },
  },
  "new_hires.exported": { words: "exported hires", group: "hires", subject: "new_hires", fields: ["format"] },
  "duplicate.send_anyway": {
    words: "confirmed as the same person and invited",
    group: "hires",
    subject: "new_hire",
    fields: [],
    timeline: { event: "edited", detail: "Same person as another hire, sent anyway" },
  },
  "duplicate.keep_separate": {
    words: "marked as a different person:",
    group: "hires",
    subject: "new_hire",
    fields: [],
    timeline: { event: "edited", detail: "Marked as a different person" },
  },
  "duplicate.exclude": {
    words: "excluded as a duplicate:",
    group: "hires",
    subject: "new_hire",
    fields: [],
    timeline: { event: "edited", detail: "Excluded: same person as another hire" },
  },
  "invitation.sent_by_hand": {
    words: "sent an invitation to",
    group: "invitations",
    subject: "new_hire",
    fields: [],
    timeline: { toldBy: "invitation" },
  },
  "invitation.planned": {
    words: "changed the send time for",
    group: "invitations",
    subject: "new_hire",
    fields: ["plan"],
    timeline: { event: "edited", detail: { from: "plan" } },
  },
  "invitation.accepted": {
    words: "started onboarding",
    group: "invitations",
    subject: "new_hire",
    fields: [],
    timeline: { toldBy: "invitation" },
  },
  "bulk_action.send": {
    words: "sent invitations in bulk",
    group: "bulk_actions",
    subject: "bulk_action",
    fields: ["hires"],
  },
  "bulk_action.set_field": {
    words: "bulk-edited a field",
    group: "bulk_actions",
    subject: "bulk_action",
    fields: [...hireFields, "hires"],
  },
  "bulk_action.exclude": { words: "excluded hires in bulk", group: "bulk_actions", subject: "bulk_action", fields: ["hires"] },
  "bulk_action.include": { words: "included hires in bulk", group: "bulk_actions", subject: "bulk_action", fields: ["hires"] },
  "bulk_action.cancelled": { words: "stopped a bulk action", group: "bulk_actions", subject: "bulk_action", fields: [] },
  "greenhouse.connected": {
    words: "connected Greenhouse",
    group: "greenhouse",
    subject: "integration",
    fields: ["apiVersion", "credential", "inviteFrom"],
  },
  "greenhouse.credential_replaced": {
    words: "replaced the Greenhouse credential",
    group: "greenhouse",
    subject: "integration",
    fields: ["apiVersion", "credential", "inviteFrom"],
  },
  "greenhouse.go_live_changed": {
    words: "changed the go-live date",
    group: "greenhouse",
    subject: "integration",
    fields: ["inviteFrom"],
  },
  "greenhouse.webhook_secret_made": { words: "generated a webhook secret", group: "greenhouse", subject: "integration", fields: [] },
  "greenhouse.v1_key_erased": { words: "deleted the previous Harvest v1 key", group: "greenhouse", subject: "integration", fields: [] },
  "greenhouse.disconnected": { words: "disconnected Greenhouse", group: "greenhouse", subject: "integration", fields: ["credential"] },
  "setting.invitations_changed": {
    words: "changed the invitation settings",
    group: "settings",
    subject: "setting",
    fields: ["timing", "reminders", "expiresAfterDays", "timeZone", "template"],
  },
  "setting.required_fields_changed": { words: "changed the required fields", group: "settings", subject: "setting", fields: ["fields"] },
  "setting.import_rules_changed": { words: "changed the import rules", group: "settings", subject: "setting", fields: ["rules"] },
  "setting.packages_changed": {
    words: "changed the onboarding packages",
    group: "settings",
    subject: "setting",
    fields: ["packages", "default"],
  },
  "setting.field_mapping_changed": { words: "changed the field mapping", group: "settings", subject: "setting", fields: ["mappings"] },
  "setting.sync_changed": { words: "changed the sync interval", group: "settings", subject: "setting", fields: ["intervalMinutes"] },
  "team.invited": { words: "invited to the team:", group: "team", subject: "user", fields: ["name", "role"] },
  "team.invited_again": { words: "sent a new link to", group: "team", subject: "user", fields: ["name"] },
  "team.role_changed": { words: "changed the role of", group: "team", subject: "user", fields: ["name", "role"] },
  "team.renamed": { words: "renamed", group: "team", subject: "user", fields: ["name", "role"] },
  "team.removed": { words: "removed from the team:", group: "team", subject: "user", fields: ["name", "role"] },
  "team.joined": { words: "joined the team", group: "team", subject: "user", fields: [] },
  "user.created": { words: "created the account of", group: "accounts", subject: "user", fields: ["role"] },
  "user.password_reset": { words: "reset the password of", group: "accounts", subject: "user", fields: [] },
  "audit_log.exported": { words: "exported the audit log", group: "audit_log", subject: "audit_log", fields: [] },
} as const satisfies Record<string, Action>;

export type AuditAction = keyof typeof auditActions;

/** The fields that the changes of an action may carry. */
export type AuditField<Name extends AuditAction> = (typeof auditActions)[Name]["fields"][number];

/** What an action is done to, as it is written. */
export type AuditSubject<Name extends AuditAction> = Subjects[(typeof auditActions)[Name]["subject"]];

/** What a route does to the audit log: the actions that it records, or why it records none. */
export type AuditDecision = AuditAction | readonly AuditAction[] | { none: string };

const names = Object.keys(auditActions) as AuditAction[];

/** Returns the actions of a group. */
export function actionsOf(group: AuditGroup): AuditAction[] {
  return names.filter((name) => auditActions[name].group === group);
}

/** Returns whether an entry's action is in the table; the log keeps what earlier versions wrote. */
export function isAuditAction(action: string): action is AuditAction {
  return Object.hasOwn(auditActions, action);
}

/** Returns how the actions about a hire are told in its timeline, those aside that it does not tell. */
export function timelineActions(): Map<string, TimelineEntry> {
  const told = names.flatMap((name): [string, TimelineEntry][] => {
    const action: Action = auditActions[name];
    if (action.subject !== "new_hire" || action.timeline === "not_told" || "toldBy" in action.timeline) return [];
    return [[name, action.timeline]];
  });
  return new Map(told);
}
