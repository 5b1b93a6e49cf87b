import { type BulkAction, skipCodes } from "@/lib/hires/bulk/schema";
import * as m from "@/lib/messages/generated/hires/bulk";
import * as fieldWords from "@/lib/messages/generated/hires/fields";

/** Returns what a row's code says in the report. */
export function reasonWords(code: string | null): string {
  if (code === null) return "";
  const known = skipCodes.find((one) => one === code);
  return known ? m.skip({ code: known }) : m.failedReason();
}

/** Returns what is being done, as a heading: "Send invitations", "Set location to Lisboa", "Undo: Set location to Lisboa". */
export function actionWords({ undoesId, ...action }: Pick<BulkAction, "action" | "field" | "value" | "undoesId">): string {
  return undoesId === null ? verbWords(action) : m.undoing({ action: verbWords(action) });
}

function verbWords({ action, field, value }: Pick<BulkAction, "action" | "field" | "value">): string {
  switch (action) {
    case "send":
      return m.sendInvitations();
    case "exclude":
      return m.excluding();
    case "include":
      return m.including();
    case "set_field": {
      const name = field ? fieldWords.name({ field }) : m.field().toLowerCase();
      return value === null ? m.clearing({ field: name }) : m.setting({ field: name, value });
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
