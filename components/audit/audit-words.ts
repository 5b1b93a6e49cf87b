import { fieldLabels, hireFields } from "@/lib/hire-fields/schema";

/** What was done, as the middle of a sentence: who … whom. */
const words: Record<string, string> = {
  "new_hire.edited": "changed",
  "new_hire.excluded": "left out",
  "new_hire.included": "took in",
  "new_hire.seen": "read what was new about",
  "new_hire.courtesy_mail_sent": "wrote a courtesy mail to",
  "new_hires.exported": "exported hires",
  "invitation.sent_by_hand": "sent an invitation to",
  "invitation.planned": "planned the invitation of",
  "invitation.accepted": "started onboarding",
  "duplicate.send_anyway": "sent to the same person anyway:",
  "duplicate.keep_separate": "decided that this is another person:",
  "duplicate.exclude": "left out as a double:",
  "greenhouse.connected": "connected Greenhouse",
  "greenhouse.credential_replaced": "replaced the Greenhouse credential",
  "greenhouse.go_live_changed": "moved the go-live date",
  "greenhouse.v1_key_erased": "erased the former Harvest v1 key",
  "greenhouse.disconnected": "disconnected Greenhouse",
  "invitation_settings.changed": "changed the invitation settings",
  "setting.required_fields_changed": "changed the required fields",
  "setting.import_rules_changed": "changed the import rules",
  "setting.packages_changed": "changed the onboarding packages",
  "setting.field_mapping_changed": "changed the field mapping",
  "setting.sync_changed": "changed the sync interval",
  "bulk_action.send": "sent invitations to many",
  "bulk_action.set_field": "set a field of many",
  "bulk_action.exclude": "left many out",
  "bulk_action.include": "took many in",
  "bulk_action.cancelled": "cancelled a bulk action",
  "team.invited": "invited to the team:",
  "team.invited_again": "sent another link to",
  "team.role_changed": "changed the role of",
  "team.renamed": "renamed",
  "team.removed": "removed from the team:",
  "team.joined": "joined the team",
  "audit_log.exported": "exported the audit log",
  "user.created": "created the account of",
  "user.password_reset": "reset the password of",
};

/** The kinds of entries that a filter offers, by the beginning of their action. */
export const kinds = [
  ["new_hire", "Hires"],
  ["invitation", "Invitations"],
  ["bulk_action", "Bulk actions"],
  ["greenhouse", "Greenhouse"],
  ["setting", "Settings"],
  ["team", "Team"],
  ["user", "Accounts"],
] as const;

/** What was done, in words; an action that has none is named as it is. */
export function actionText(action: string): string {
  return words[action] ?? action.replaceAll("_", " ").replace(".", ": ");
}

/** What each change is called and was before and after, as far as it is a plain value. */
export function changeTexts(changes: Record<string, unknown>): { name: string; before: string; after: string }[] {
  return Object.entries(changes).flatMap(([name, change]) => {
    if (!Array.isArray(change) || change.length !== 2) return [];
    const field = hireFields.find((one) => one === name);
    const label = field
      ? fieldLabels[field]
      : (otherLabels[name] ?? name.replace(/([A-Z])/g, " $1").replace(/^./, (letter) => letter.toUpperCase()));
    return [{ name: label, before: plain(change[0]), after: plain(change[1]) }];
  });
}

// What an integration keeps, by the names that its screen uses.
const otherLabels: Record<string, string> = { apiVersion: "API version", inviteFrom: "Go-live date" };

const LONGEST = 200;

function plain(value: unknown): string {
  if (value === null || value === undefined || value === "") return "empty";
  const text = typeof value === "object" ? JSON.stringify(value) : String(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
