import type { AttentionCode, HireStatus, NewHire, NewHireCounts } from "@/lib/hires/schema";
import { plainDate } from "@/lib/messages/format";

/** What the list shows at a time, as its tabs print it. */
export const tabs = [
  { status: "pending", label: "Pending New Hires for Onboarding", count: ({ pending }: NewHireCounts) => pending },
  { status: "on_hold", label: "On hold", count: ({ onHold }: NewHireCounts) => onHold },
  { status: "invited", label: "Invited", count: ({ invited }: NewHireCounts) => invited },
  { status: "started", label: "Started", count: ({ started }: NewHireCounts) => started },
  { status: "withdrawn", label: "Withdrawn", count: ({ withdrawn }: NewHireCounts) => withdrawn },
  { status: "excluded", label: "Not imported", count: ({ excluded }: NewHireCounts) => excluded },
  {
    status: "all",
    label: "All",
    count: ({ pending, onHold, invited, started, withdrawn, excluded }: NewHireCounts) =>
      pending + onHold + invited + started + withdrawn + excluded,
  },
] as const satisfies readonly { status: HireStatus | "all"; label: string; count: (counts: NewHireCounts) => number }[];

export type Tab = (typeof tabs)[number];
export type TabStatus = Tab["status"];

/** A tab by its status. */
export function tabOf(status: TabStatus): Tab {
  return tabs.find((tab) => tab.status === status) ?? tabs[0];
}

/** Why a hire deserves a look, by code. */
export const attentionWords: Record<AttentionCode, string> = {
  before_go_live: "Starts before go-live",
  possible_duplicate: "Possible duplicate",
  scheduled: "Goes out later",
  by_hand: "Waits for your word",
  import_rule: "Left out by an import rule",
  excluded_by_hr: "Left out by HR",
  invitation_failed: "Invitation failed",
  greenhouse_differs: "Greenhouse says otherwise",
  start_date_changed: "Start date changed in Greenhouse",
  address_changed: "Address changed in Greenhouse",
  note_from_new_hire: "The new hire left a note",
  starts_soon: "Starts soon",
};

/** Why a hire deserves a look, in a few words. */
export function attentionText(code: AttentionCode, { sendOn }: Pick<NewHire, "sendOn">): string {
  return code === "scheduled" && sendOn !== null ? `Goes out on ${plainDate(sendOn, "long")}` : attentionWords[code];
}

/** Whether the invitation is still to go out. */
export function isOpen(status: HireStatus): boolean {
  return status === "pending" || status === "on_hold";
}

/** Whether a close first day presses: an invitation is still to go out before it. Nobody means to invite those who start before the go-live date. */
export function isPressing({ status, attention }: Pick<NewHire, "status" | "attention">): boolean {
  return isOpen(status) && !attention.includes("before_go_live");
}
