import { isOwnFieldName, ownNamesOf } from "@/lib/hire-fields/fields";
import type { OwnField } from "@/lib/hire-fields/own/fields";
import { shownValue } from "@/lib/hire-fields/own/words";
import { type BulkAction, skipCodes } from "@/lib/hires/bulk/schema";
import { hireStatuses, invitationObstacles } from "@/lib/hires/codes";
import type { FixedConditions } from "@/lib/hires/conditions/rules";
import { fieldName } from "@/lib/hires/fields";
import type { ListedHire } from "@/lib/hires/schema";
import * as m from "@/lib/messages/generated/hires/bulk";

/** Returns what a row's code says in the report. */
export function reasonWords(code: string | null): string {
  if (code === null) return "";
  const known = skipCodes.find((one) => one === code);
  return known ? m.skip({ code: known }) : m.failedReason();
}

/** Returns how many of the selected hires are sent an invitation, and why the others are skipped; nothing where all are sent one. */
export function sendableWords(hires: readonly Pick<ListedHire, "obstacle">[]): string {
  const stopped = invitationObstacles.flatMap((code) => {
    const count = hires.filter(({ obstacle }) => obstacle === code).length;
    return count === 0 ? [] : [m.reasonCount({ count, reason: reasonWords(code) })];
  });
  if (stopped.length === 0) return "";
  return [m.sendable({ count: hires.filter(({ obstacle }) => obstacle === null).length }), ...stopped].join(" ");
}

/** Returns what is being done, as a heading: "Send invitations", "Set location to Lisboa", "Undo: Set location to Lisboa". */
export function actionWords(
  { undoesId, ...action }: Pick<BulkAction, "action" | "field" | "value" | "undoesId">,
  own: readonly OwnField[],
): string {
  return undoesId === null ? verbWords(action, own) : m.undoing({ action: verbWords(action, own) });
}

function verbWords({ action, field, value }: Pick<BulkAction, "action" | "field" | "value">, own: readonly OwnField[]): string {
  switch (action) {
    case "send":
      return m.sendInvitations();
    case "exclude":
      return m.excluding();
    case "include":
      return m.including();
    case "set_field": {
      const name = field ? fieldName(field, own) : m.field().toLowerCase();
      return value === null
        ? m.clearing({ field: name })
        : m.setting({ field: name, value: field ? shownValue(field, value, own) : value });
    }
  }
}

/** Whether nothing more will happen. */
export function isOver({ status }: Pick<BulkAction, "status">): boolean {
  return status !== "queued" && status !== "running";
}

/** Whether an action can be taken back: one that changed records, and that takes no other back. */
export function isUndoable({ action, undoesId }: Pick<BulkAction, "action" | "undoesId">): boolean {
  return undoesId === null && (action === "set_field" || action === "exclude");
}

/**
 * Returns a filter as an action keeps it. Single values are written as the former release reads them, whose workers may run the action while an
 * upgrade rolls. A filter that it does not know has lists only, which it refuses to read: without a condition, it would mean more hires.
 */
export function storedFilter({ employmentType, ...filter }: FixedConditions): Record<string, string | string[]> {
  const set = Object.entries(filter).filter((one): one is [string, string | string[]] => one[1] !== undefined);
  const isNew =
    employmentType !== undefined ||
    ownNamesOf(filter).length > 0 ||
    filter.missing?.some(isOwnFieldName) ||
    set.some(([, value]) => Array.isArray(value) && value.length > 1);
  if (!isNew) return Object.fromEntries(set.map(([name, value]) => [name, Array.isArray(value) ? (value[0] ?? "") : value]));
  return { ...Object.fromEntries(set), ...(employmentType && { employmentType }), status: filter.status ?? [...hireStatuses] };
}
