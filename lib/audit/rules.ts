import { type Action, type AuditAction, type AuditGroup, auditActions, type TimelineEntry } from "@/lib/audit/actions";

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
