import * as m from "@/lib/messages/generated/audit";

/** What is done to views that a team sees; part of the table in `lib/audit/actions.ts`. */
export const savedViewActions = {
  "saved_view.shared": { sentence: m.savedViewShared, group: "saved_views", subject: "saved_view", fields: ["view", "owner"] },
  "saved_view.unshared": { sentence: m.savedViewUnshared, group: "saved_views", subject: "saved_view", fields: ["view", "owner"] },
  "saved_view.changed": { sentence: m.savedViewChanged, group: "saved_views", subject: "saved_view", fields: ["view", "owner"] },
  "saved_view.deleted": { sentence: m.savedViewDeleted, group: "saved_views", subject: "saved_view", fields: ["view", "owner"] },
} as const;
