import { attentionText } from "@/components/hires/list/tabs";
import type { NewHire } from "@/lib/hires/schema";
import { listOf, plainDate } from "@/lib/messages/format";
import * as words from "@/lib/messages/generated/hires/words";

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
