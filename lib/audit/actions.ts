import type { ReactNode } from "react";
import { accountActions } from "@/lib/audit/accounts/actions";
import { bulkActions } from "@/lib/audit/bulk-actions/actions";
import { greenhouseActions } from "@/lib/audit/greenhouse/actions";
import { savedViewActions } from "@/lib/audit/saved-views/actions";
import { factorActions } from "@/lib/audit/second-factor/actions";
import { settingActions } from "@/lib/audit/settings/actions";
import { ssoActions } from "@/lib/audit/single-sign-on/actions";
import { hireFields } from "@/lib/hire-fields/fields";
import * as m from "@/lib/messages/generated/audit";

/** The actor of what is done with the operator's commands. */
export const OPERATOR = "Operator";

/** The actor of what the portal does by the clock, or because Greenhouse says so. */
export const PORTAL = "EMPTrust";

/** The actor of what was done without signing in: it may have been anyone. */
export const UNKNOWN_PERSON = "Unknown person";

/** The kinds of entries that the audit log can be narrowed down to, with the name that the filter shows. */
export const auditGroups = {
  hires: m.groupHires,
  invitations: m.groupInvitations,
  bulk_actions: m.groupBulkActions,
  saved_views: m.groupSavedViews,
  greenhouse: m.groupGreenhouse,
  settings: m.groupSettings,
  team: m.groupTeam,
  accounts: m.groupAccounts,
  audit_log: m.groupAuditLog,
} as const;
export type AuditGroup = keyof typeof auditGroups;

/** What an entry is about: each kind of subject as it is written. */
interface Subjects {
  new_hire: `new_hire:${string}`;
  new_hires: "new_hires";
  bulk_action: `bulk_action:${string}`;
  saved_view: `saved_view:${string}`;
  integration: `integration:${string}`;
  setting: `setting:${string}`;
  user: `user:${string}`;
  audit_log: "audit_log";
  mail: "mail";
}

/** How an entry stands in the timeline of its hire: a sentence, or one made from what was changed. */
export interface TimelineEntry {
  event: "added" | "edited" | "note";
  detail: (() => string) | { from: "fields" | "plan" | "undone" };
}

interface ActionFacts {
  /** Returns the sentence that names the actor, the action and its subject. */
  sentence: (p: { actor: ReactNode; subject: ReactNode }) => ReactNode;
  group: AuditGroup;
  /** What its changes may carry, field → [before, after]. Never a credential or a token. */
  fields: readonly string[];
}

export type Action =
  // The timeline of a hire tells every entry about it, or says here that another row does.
  | (ActionFacts & { subject: "new_hire"; timeline: TimelineEntry | { toldBy: "invitation" } | "not_told" })
  | (ActionFacts & { subject: Exclude<keyof Subjects, "new_hire"> });

/** Everything that the audit log records. Routes, writers, the screen, its filter and the timeline read this table. */
export const auditActions = {
  "new_hire.edited": {
    sentence: m.newHireEdited,
    group: "hires",
    subject: "new_hire",
    fields: [...hireFields, "kept", "taken", "owners"],
    timeline: { event: "edited", detail: { from: "fields" } },
  },
  "new_hire.added": {
    sentence: m.newHireAdded,
    group: "hires",
    subject: "new_hire",
    fields: [...hireFields, "owners"],
    timeline: { event: "added", detail: m.timelineAdded },
  },
  "new_hire.excluded": {
    sentence: m.newHireExcluded,
    group: "hires",
    subject: "new_hire",
    fields: [],
    timeline: { event: "edited", detail: m.timelineExcluded },
  },
  "new_hire.included": {
    sentence: m.newHireIncluded,
    group: "hires",
    subject: "new_hire",
    fields: [],
    timeline: { event: "edited", detail: m.timelineIncluded },
  },
  "new_hire.withdrawn": {
    sentence: m.newHireWithdrawn,
    group: "hires",
    subject: "new_hire",
    fields: [],
    timeline: { event: "edited", detail: m.timelineWithdrawn },
  },
  "new_hire.kept": {
    sentence: m.newHireKept,
    group: "hires",
    subject: "new_hire",
    fields: [],
    timeline: { event: "edited", detail: m.timelineKept },
  },
  "new_hire.undone": {
    sentence: m.newHireUndone,
    group: "hires",
    subject: "new_hire",
    fields: [...hireFields, "plan", "excluded", "owners", "undone"],
    timeline: { event: "edited", detail: { from: "undone" } },
  },
  "new_hire.seen": {
    sentence: m.newHireSeen,
    group: "hires",
    subject: "new_hire",
    fields: ["attention"],
    timeline: "not_told",
  },
  "new_hire.courtesy_mail_sent": {
    sentence: m.newHireCourtesyMailSent,
    group: "hires",
    subject: "new_hire",
    fields: [],
    timeline: { event: "note", detail: m.timelineOfferWithdrawnEmail },
  },
  "new_hire.personal_data_exported": {
    sentence: m.newHirePersonalDataExported,
    group: "hires",
    subject: "new_hire",
    fields: [],
    timeline: "not_told",
  },
  "new_hire.document_opened": {
    sentence: m.newHireDocumentOpened,
    group: "hires",
    subject: "new_hire",
    fields: ["document"],
    timeline: "not_told",
  },
  "new_hire.compensation_viewed": {
    sentence: m.newHireCompensationViewed,
    group: "hires",
    subject: "new_hire",
    fields: [],
    timeline: "not_told",
  },
  "new_hire.erased": { sentence: m.newHireErased, group: "hires", subject: "new_hire", fields: ["reason"], timeline: "not_told" },
  "reconciliation.exported": {
    sentence: m.reconciliationExported,
    group: "hires",
    subject: "new_hires",
    fields: ["startFrom", "startTo"],
  },
  "new_hires.exported": { sentence: m.newHiresExported, group: "hires", subject: "new_hires", fields: ["format", "compensation"] },
  "duplicate.send_anyway": {
    sentence: m.duplicateSendAnyway,
    group: "hires",
    subject: "new_hire",
    fields: [],
    timeline: { event: "edited", detail: m.timelineSentAnyway },
  },
  "duplicate.keep_separate": {
    sentence: m.duplicateKeepSeparate,
    group: "hires",
    subject: "new_hire",
    fields: [],
    timeline: { event: "edited", detail: m.timelineDifferentPerson },
  },
  "duplicate.join": {
    sentence: m.duplicateJoin,
    group: "hires",
    subject: "new_hire",
    fields: [...hireFields, "owners", "joined"],
    timeline: { event: "edited", detail: m.timelineJoined },
  },
  "duplicate.exclude": {
    sentence: m.duplicateExclude,
    group: "hires",
    subject: "new_hire",
    fields: [],
    timeline: { event: "edited", detail: m.timelineExcludedDuplicate },
  },
  "invitation.sent_by_hand": {
    sentence: m.invitationSentByHand,
    group: "invitations",
    subject: "new_hire",
    fields: [],
    timeline: { toldBy: "invitation" },
  },
  "invitation.planned": {
    sentence: m.invitationPlanned,
    group: "invitations",
    subject: "new_hire",
    fields: ["plan"],
    timeline: { event: "edited", detail: { from: "plan" } },
  },
  "invitation.accepted": {
    sentence: m.invitationAccepted,
    group: "invitations",
    subject: "new_hire",
    fields: [],
    timeline: { toldBy: "invitation" },
  },
  ...bulkActions,
  ...greenhouseActions,
  ...settingActions,
  "team.invited": { sentence: m.teamInvited, group: "team", subject: "user", fields: ["name", "role"] },
  "team.invited_again": { sentence: m.teamInvitedAgain, group: "team", subject: "user", fields: ["name"] },
  "team.role_changed": { sentence: m.teamRoleChanged, group: "team", subject: "user", fields: ["name", "role"] },
  "team.renamed": { sentence: m.teamRenamed, group: "team", subject: "user", fields: ["name", "role"] },
  "team.signed_out": { sentence: m.teamSignedOut, group: "team", subject: "user", fields: ["sessions"] },
  "team.removed": { sentence: m.teamRemoved, group: "team", subject: "user", fields: ["name", "role"] },
  "team.joined": { sentence: m.teamJoined, group: "team", subject: "user", fields: [] },
  ...savedViewActions,
  ...ssoActions,
  ...accountActions,
  ...factorActions,
  "mail.released": { sentence: m.mailReleased, group: "invitations", subject: "mail", fields: ["waiting"] },
  "audit_log.exported": { sentence: m.auditLogExported, group: "audit_log", subject: "audit_log", fields: [] },
} as const satisfies Record<string, Action>;

export type AuditAction = keyof typeof auditActions;

/** The fields that the changes of an action may carry. */
export type AuditField<Name extends AuditAction> = (typeof auditActions)[Name]["fields"][number];

/** What an action is done to, as it is written. */
export type AuditSubject<Name extends AuditAction> = Subjects[(typeof auditActions)[Name]["subject"]];

/** What a route does to the audit log: the actions that it records, or why it records none. */
export type AuditDecision = AuditAction | readonly AuditAction[] | { none: string };
