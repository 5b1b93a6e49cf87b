import { hireFields } from "@/lib/hire-fields/fields";
import * as m from "@/lib/messages/generated/audit";

/** What is done to many hires; part of the table in `lib/audit/actions.ts`. */
export const bulkActions = {
  "bulk_action.send": {
    sentence: m.bulkActionSend,
    group: "bulk_actions",
    subject: "bulk_action",
    fields: ["hires"],
  },
  "bulk_action.set_field": {
    sentence: m.bulkActionSetField,
    group: "bulk_actions",
    subject: "bulk_action",
    fields: [...hireFields, "hires"],
  },
  "bulk_action.exclude": { sentence: m.bulkActionExclude, group: "bulk_actions", subject: "bulk_action", fields: ["hires"] },
  "bulk_action.include": { sentence: m.bulkActionInclude, group: "bulk_actions", subject: "bulk_action", fields: ["hires"] },
  "bulk_action.undone": { sentence: m.bulkActionUndone, group: "bulk_actions", subject: "bulk_action", fields: ["hires"] },
  "bulk_action.cancelled": { sentence: m.bulkActionCancelled, group: "bulk_actions", subject: "bulk_action", fields: [] },
} as const;
