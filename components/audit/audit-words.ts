import { auditActions, isAuditAction } from "@/lib/audit/actions";
import { fieldLabels, hireFields } from "@/lib/hire-fields/schema";

/** Returns what was done, in words; an action of an earlier version is named as it is. */
export function actionText(action: string): string {
  return isAuditAction(action) ? auditActions[action].words : action.replaceAll("_", " ").replace(".", ": ");
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
