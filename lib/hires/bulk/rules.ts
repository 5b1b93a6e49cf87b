import { fieldLabels } from "@/lib/hire-fields/schema";
import type { BulkAction, SkipCode } from "@/lib/hires/bulk/schema";

/** Why nothing was done for a hire, in words for the report. */
export const skipWords: Record<SkipCode, string> = {
  not_found: "There is no such hire any more.",
  already_started: "Has already started onboarding.",
  withdrawn: "Was withdrawn in Greenhouse.",
  excluded: "Is not imported. Include it first.",
  fields_missing: "A required field is missing.",
  resend_too_soon: "An invitation was sent a moment ago.",
  unchanged: "Had this value already.",
  already_invited: "The invitation has gone out already.",
  not_excluded: "Was not left out.",
};

/** What a row's code says in the report. */
export function reasonWords(code: string | null): string {
  if (code === null) return "";
  return code in skipWords ? skipWords[code as SkipCode] : "Failed on our side. Try this one again.";
}

/** What is being done, as a heading: "Send invitations", "Set the location to Lisboa". */
export function actionWords({ action, field, value }: Pick<BulkAction, "action" | "field" | "value">): string {
  switch (action) {
    case "send":
      return "Send invitations";
    case "exclude":
      return "Leave out of onboarding";
    case "include":
      return "Take into onboarding";
    case "set_field": {
      const name = field ? fieldLabels[field].toLowerCase() : "field";
      return value === null ? `Empty the ${name}` : `Set the ${name} to ${value}`;
    }
  }
}

/** Whether nothing more will happen. */
export function isOver({ status }: Pick<BulkAction, "status">): boolean {
  return status !== "queued" && status !== "running";
}
