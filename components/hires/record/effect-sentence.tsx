import type { ReactNode } from "react";
import { useOwnFields } from "@/components/hires/own-fields";
import { sendTime } from "@/components/hires/record/send-time";
import type { FieldValues } from "@/lib/hire-fields/fields";
import { fieldList } from "@/lib/hires/fields";
import type { DecidedHire, KnownPolicy, SaveEffect } from "@/lib/hires/status";
import { plainDate } from "@/lib/messages/format";
import * as m from "@/lib/messages/generated/hires/record";

interface EffectSentenceProps {
  effect: SaveEffect;
  /** The record as it would be decided on, and the values that would be stored. */
  hire: DecidedHire;
  values: FieldValues;
  known: KnownPolicy;
  isDirty: boolean;
}

function Strong({ children }: { children: ReactNode }) {
  return <strong className="break-words font-medium text-ink">{children}</strong>;
}

/** Says what saving will do. */
export function EffectSentence({ effect, hire, values, known, isDirty }: EffectSentenceProps) {
  const own = useOwnFields();
  switch (effect.kind) {
    case "stays_pending": {
      const fields = fieldList(effect.missing, own);
      return isDirty ? m.stillMissing({ fields }) : whatToAdd(fields, { hire, values, known });
    }
    case "invites":
      return effect.to === null ? m.sends() : m.sendsTo({ to: <Strong>{effect.to}</Strong> });
    case "holds":
      return whyHeld(effect, hire, known);
    case "sends_nothing":
      return hire.status === "invited" ? m.sendsNothingInvited() : m.sendsNothing();
  }
}

function whatToAdd(fields: string, { hire, values, known }: Pick<EffectSentenceProps, "hire" | "values" | "known">): ReactNode {
  const time = sendTime(hire, values.startDate, known);
  switch (time.kind) {
    case "now":
      return values.personalEmail === null
        ? m.addToSend({ fields })
        : m.addToSendTo({ fields, to: <Strong>{values.personalEmail}</Strong> });
    case "on_day":
      return m.addToSendOn({ fields, day: plainDate(time.day, "full") });
    case "before_start":
      return m.addToSendBefore({ fields, days: time.days });
    case "by_hand":
      return m.addToComplete({ fields });
  }
}

function whyHeld({ reason, sendOn }: SaveEffect & { kind: "holds" }, hire: DecidedHire, known: KnownPolicy): ReactNode {
  switch (reason) {
    case "scheduled":
      return sendOn === null ? null : m.sendsLater({ day: <Strong>{plainDate(sendOn, "full")}</Strong> });
    case "possible_duplicate":
      return m.heldByDuplicate();
    case "before_go_live":
      return m.heldByGoLive({ day: plainDate(known.inviteFrom, "long") });
    case "by_hand":
      return hire.invitations.length > 0 ? m.heldByEarlierInvitation() : m.heldByHand();
  }
}
