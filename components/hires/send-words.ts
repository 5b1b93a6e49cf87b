import { attentionText } from "@/components/hires/list/tabs";
import type { NewHire } from "@/lib/hires/schema";
import { listOf, plainDate } from "@/lib/messages/format";
import * as outcome from "@/lib/messages/generated/hires/outcome";

/** Returns what a decision did to a hire, beginning with the decision: "Saved. The invitation to … is being sent." */
export function outcomeWords(decision: string, before: NewHire, after: NewHire): string {
  if (after.sendOn !== null && after.sendOn !== before.sendOn) {
    return outcome.doneAndScheduled({ decision, day: plainDate(after.sendOn, "full") });
  }
  if (after.status === before.status) return outcome.done({ decision });
  const to = after.fields.personalEmail.value;
  switch (after.status) {
    case "invited":
      return to === null ? outcome.doneAndInvited({ decision }) : outcome.doneAndSending({ decision, to });
    case "on_hold":
      return outcome.doneAndOnHold({ decision, reasons: listOf(after.attention.map((code) => attentionText(code, after))) });
    case "pending":
      return outcome.doneAndPending({ decision });
    default:
      return outcome.done({ decision });
  }
}
