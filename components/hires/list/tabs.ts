import type { AttentionCode, HireStatus } from "@/lib/hires/codes";
import type { NewHireCounts } from "@/lib/hires/schema";
import { plainDate } from "@/lib/messages/format";
import * as words from "@/lib/messages/generated/hires/words";

/** What the list shows at a time, in the order of its tabs. */
export const tabs = [
  { status: "pending", count: ({ pending }: NewHireCounts) => pending },
  { status: "on_hold", count: ({ onHold }: NewHireCounts) => onHold },
  { status: "invited", count: ({ invited }: NewHireCounts) => invited },
  { status: "started", count: ({ started }: NewHireCounts) => started },
  { status: "withdrawn", count: ({ withdrawn }: NewHireCounts) => withdrawn },
  { status: "excluded", count: ({ excluded }: NewHireCounts) => excluded },
  {
    status: "all",
    count: ({ pending, onHold, invited, started, withdrawn, excluded }: NewHireCounts) =>
      pending + onHold + invited + started + withdrawn + excluded,
  },
] as const satisfies readonly { status: HireStatus | "all"; count: (counts: NewHireCounts) => number }[];

export type Tab = (typeof tabs)[number];
export type TabStatus = Tab["status"];

/** A tab by its status. */
export function tabOf(status: TabStatus): Tab {
  return tabs.find((tab) => tab.status === status) ?? tabs[0];
}

/** Why a hire deserves a look, in a few words. */
export function attentionText(code: AttentionCode, { sendOn }: { sendOn: string | null }): string {
  return code === "scheduled" && sendOn !== null ? words.sendsOn({ day: plainDate(sendOn, "long") }) : words.attention({ code });
}

/** Returns whether the column of moments tells in a tab when a hire was changed last. */
export function hasLastChange(status: TabStatus): boolean {
  return status !== "pending" && status !== "invited" && status !== "started";
}

/** Whether the invitation is still to go out. */
export function isOpen(status: HireStatus): boolean {
  return status === "pending" || status === "on_hold";
}

/** Returns whether a near start date is urgent: an invitation must still be sent before it. Starts before the go-live date are not invited. */
export function isPressing({ status, attention }: { status: HireStatus; attention: readonly AttentionCode[] }): boolean {
  return isOpen(status) && !attention.includes("before_go_live");
}
