import type { NewHire } from "@/lib/hires/schema";
import type { KnownPolicy } from "@/lib/hires/status";
import { sendDay } from "@/lib/invitations/rules";

/** When the invitation of a hire is sent once nothing is missing. */
export type SendTime =
  | { kind: "now" }
  | { kind: "on_day"; day: string }
  /** The start date is not known yet. */
  | { kind: "before_start"; days: number }
  | { kind: "by_hand" };

/** Returns when the invitation is sent once the record is complete, with this start date. */
export function sendTime(
  { invitationPlan, hiredOn }: Pick<NewHire, "invitationPlan" | "hiredOn">,
  startDate: string | null,
  { timing, inviteFrom, today }: KnownPolicy,
): SendTime {
  const firstDay = startDate ?? hiredOn;
  if (firstDay !== null && firstDay < inviteFrom) return { kind: "by_hand" };
  if (invitationPlan === null && timing.mode === "days_before_start" && startDate === null) {
    return { kind: "before_start", days: timing.days };
  }
  const day = sendDay(invitationPlan, timing, startDate);
  if (day === "by_hand") return { kind: "by_hand" };
  return day !== null && day > today ? { kind: "on_day", day } : { kind: "now" };
}
