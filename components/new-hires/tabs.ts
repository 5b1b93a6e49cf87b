import { plainDate } from "@/components/ui/dates";
import type { AttentionCode, HireStatus, NewHire, NewHireCounts } from "@/lib/new-hires/schema";

/** The statuses that the list shows, as its tabs print them. */
export const tabs = [
  { status: "pending", label: "Pending New Hires for Onboarding", count: "pending" },
  { status: "on_hold", label: "On hold", count: "onHold" },
  { status: "invited", label: "Invited", count: "invited" },
  { status: "started", label: "Started", count: "started" },
  { status: "withdrawn", label: "Withdrawn", count: "withdrawn" },
] as const satisfies readonly { status: HireStatus; label: string; count: keyof NewHireCounts }[];

export type TabStatus = (typeof tabs)[number]["status"];

// The server stops counting there.
const COUNT_CAP = 10_000;

/** A count as the tabs and the navigation print it. */
export function countLabel(count: number): string {
  return count >= COUNT_CAP ? "10,000+" : count.toLocaleString("en");
}

const attentionWords: Record<AttentionCode, string> = {
  before_go_live: "Starts before go-live",
  possible_duplicate: "Possible duplicate",
  scheduled: "Goes out later",
  by_hand: "Waits for your word",
  import_rule: "Left out by an import rule",
  ignored_by_hr: "Left out by HR",
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

/** Whether something is still to be done before the first day, so that a close one is urgent. */
export function isOpen(status: HireStatus): boolean {
  return status === "pending" || status === "on_hold";
}
