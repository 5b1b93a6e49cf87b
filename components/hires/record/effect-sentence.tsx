import type { ReactNode } from "react";
import { sendPhrase } from "@/components/hires/send-words";
import type { HireField } from "@/lib/hire-fields/schema";
import type { NewHire } from "@/lib/hires/schema";
import type { FieldValues, KnownPolicy, SaveEffect } from "@/lib/hires/status";
import { fieldList } from "@/lib/hires/words";
import { plainDate } from "@/lib/messages/format";

interface EffectSentenceProps {
  effect: SaveEffect;
  /** The record as it would be decided on, and the values that would be stored. */
  hire: NewHire;
  values: FieldValues;
  known: KnownPolicy;
  isDirty: boolean;
}

function are(fields: readonly HireField[]): string {
  return fields.length === 1 ? "is" : "are";
}

function Address({ children }: { children: ReactNode }) {
  return <strong className="break-words font-medium text-ink">{children}</strong>;
}

/** What saving will do, said before it is done. */
export function EffectSentence({ effect, hire, values, known, isDirty }: EffectSentenceProps) {
  switch (effect.kind) {
    case "stays_pending": {
      const missing = `the ${fieldList(effect.missing)} ${are(effect.missing)}`;
      if (isDirty) return `Saving keeps this hire pending: ${missing} still missing.`;
      const phrase = sendPhrase(hire, values.startDate, known);
      if (phrase !== "goes out at once") return `When ${missing} set, the invitation ${phrase}.`;
      return (
        <>
          When {missing} set, saving sends the invitation
          {values.personalEmail ? (
            <>
              {" to "}
              <Address>{values.personalEmail}</Address>
            </>
          ) : null}
          .
        </>
      );
    }
    case "invites":
      return (
        <>
          Saving sends the invitation to <Address>{effect.to}</Address>.
        </>
      );
    case "holds":
      return <HoldSentence effect={effect} hire={hire} known={known} />;
    case "sends_nothing":
      return `Saving does not send anything.${hire.status === "invited" ? " Send again sends a new link." : ""}`;
  }
}

function HoldSentence({ effect, hire, known }: { effect: SaveEffect & { kind: "holds" }; hire: NewHire; known: KnownPolicy }) {
  const becomes = hire.status === "on_hold" ? "stays" : "goes";
  switch (effect.reason) {
    case "scheduled":
      return effect.sendOn === null ? null : (
        <>
          Saving sends nothing yet: the invitation goes out on <Address>{plainDate(effect.sendOn, "full")}</Address>.
        </>
      );
    case "possible_duplicate":
      return "Saving sends nothing until you decide about the possible duplicate.";
    case "before_go_live":
      return `Saving sends nothing: the start is before ${plainDate(known.inviteFrom, "long")}, the go-live date, so this hire ${becomes} on hold.`;
    case "by_hand":
      return hire.invitations.length > 0
        ? "Saving sends nothing. An invitation went out before, so the next one waits for your word."
        : "Saving sends nothing: this invitation goes out by hand only.";
  }
}
