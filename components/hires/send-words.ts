import { attentionText } from "@/components/hires/list/tabs";
import { timingWords } from "@/components/invitations/timing-words";
import type { NewHire } from "@/lib/hires/schema";
import type { KnownPolicy } from "@/lib/hires/status";
import { sendDay } from "@/lib/invitations/rules";
import { listOf, plainDate } from "@/lib/messages/format";
import * as words from "@/lib/messages/generated/hires/words";

/** What becomes of the invitation once nothing is missing, as the end of a sentence that begins with "the invitation". */
export function sendPhrase(
  { invitationPlan, hiredOn }: Pick<NewHire, "invitationPlan" | "hiredOn">,
  startDate: string | null,
  { timing, inviteFrom, today }: KnownPolicy,
): string {
  const firstDay = startDate ?? hiredOn;
  if (firstDay !== null && firstDay < inviteFrom) return "waits for your word";
  if (invitationPlan === null && timing.mode === "days_before_start" && startDate === null) {
    return `goes out ${timingWords(timing)}`;
  }
  const day = sendDay(invitationPlan, timing, startDate);
  if (day === "by_hand") return "waits for your word";
  return day !== null && day > today ? `goes out on ${plainDate(day, "full")}` : "goes out at once";
}

/** Returns what a decision did to a hire, beginning with the decision: "Saved. The invitation to … is being sent." */
export function outcomeWords(decision: string, before: NewHire, after: NewHire): string {
  if (after.sendOn !== null && after.sendOn !== before.sendOn) {
    return words.doneAndScheduled({ decision, day: plainDate(after.sendOn, "full") });
  }
  if (after.status === before.status) return words.done({ decision });
  const to = after.fields.personalEmail.value;
  switch (after.status) {
    case "invited":
      return to === null ? words.doneAndInvited({ decision }) : words.doneAndSending({ decision, to });
    case "on_hold":
      return words.doneAndOnHold({ decision, reasons: listOf(after.attention.map((code) => attentionText(code, after))) });
    case "pending":
      return words.doneAndPending({ decision });
    default:
      return words.done({ decision });
  }
}
