import { attentionText } from "@/components/hires/list/tabs";
import { timingWords } from "@/components/invitations/timing-words";
import type { NewHire } from "@/lib/hires/schema";
import type { KnownPolicy } from "@/lib/hires/status";
import { sendDay } from "@/lib/invitations/rules";
import { plainDate } from "@/lib/messages/format";

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

/** What a decision did to a hire, in sentences that begin with it: "Saved. The invitation to … is on its way." */
export function outcomeWords(decision: string, before: NewHire, after: NewHire): string {
  if (after.sendOn !== null && after.sendOn !== before.sendOn)
    return `${decision}. The invitation goes out on ${plainDate(after.sendOn, "full")}.`;
  if (after.status === before.status) return `${decision}.`;
  switch (after.status) {
    case "invited":
      return `${decision}. The invitation to ${after.fields.personalEmail.value ?? "the new hire"} is on its way.`;
    case "on_hold":
      return `${decision}, and on hold: ${after.attention.map((code) => attentionText(code, after).toLowerCase()).join(", ")}.`;
    case "pending":
      return `${decision}. The hire is pending again.`;
    default:
      return `${decision}.`;
  }
}
