"use client";

import { useState } from "react";
import { outcomeWords } from "@/components/hires/send-words";
import { type EditedHire, useAnnounceChange } from "@/components/hires/use-undo";
import { Button } from "@/components/ui/button";
import { retryOf } from "@/components/ui/retry";
import { useAnnounce } from "@/components/ui/toast";
import type { FieldName } from "@/lib/hire-fields/fields";
import type { OwnField } from "@/lib/hire-fields/own/fields";
import { fieldLabel, shownValue } from "@/lib/hire-fields/own/words";
import type { NewHire } from "@/lib/hires/schema";
import * as m from "@/lib/messages/generated/hires/record";

/** Decides between HR's value of a field and Greenhouse's; returns the hire before and after. */
export type Settle = (whose: "keep" | "take") => Promise<{ before: NewHire; after: EditedHire }>;

interface SettleProps {
  field: FieldName;
  own: readonly OwnField[];
  greenhouseValue: string | null;
  onSettle: Settle;
}

/** Returns how to choose between HR's value and Greenhouse's, which can be undone. */
function useSettle({ field, own, onSettle }: SettleProps) {
  const announce = useAnnounce();
  const announceChange = useAnnounceChange();
  const [settling, setSettling] = useState<"keep" | "take" | null>(null);
  const label = fieldLabel(field, own);

  async function settle(whose: "keep" | "take") {
    setSettling(whose);
    try {
      const { before, after } = await onSettle(whose);
      const decision = whose === "keep" ? m.keptOurs({ field: label }) : m.matchesGreenhouse({ field: label });
      announceChange(outcomeWords(decision, before, after), after);
    } catch (error) {
      announce(
        error instanceof Error ? error.message : m.saveFailed(),
        "failure",
        retryOf(error, () => void settle(whose)),
      );
    }
    setSettling(null);
  }

  return { settling, settle };
}

function GreenhouseValue({ field, own, greenhouseValue }: Pick<SettleProps, "field" | "own" | "greenhouseValue">) {
  const value = greenhouseValue === null ? m.nothing() : shownValue(field, greenhouseValue, own);
  return <p className="min-w-0 break-words">{m.inGreenhouse({ value: <strong className="font-semibold">{value}</strong> })}</p>;
}

/** Shows a value in Greenhouse that differs from HR's, and lets the user choose one. */
export function DifferenceBox(props: SettleProps) {
  const { settling, settle } = useSettle(props);
  return (
    <div className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-2 rounded-control bg-invited-soft px-3 py-2 text-invited">
      <GreenhouseValue {...props} />
      <span className="ml-auto flex flex-wrap gap-1.5">
        <Button busy={settling === "keep"} disabled={settling === "take"} onClick={() => settle("keep")}>
          {m.keepOurs()}
        </Button>
        <Button busy={settling === "take"} disabled={settling === "keep"} onClick={() => settle("take")}>
          {m.takeGreenhouse()}
        </Button>
      </span>
    </div>
  );
}

/** Shows what Greenhouse has of a field that HR edited, and lets the user follow it again at any time. */
export function FollowGreenhouse(props: SettleProps) {
  const { settling, settle } = useSettle(props);
  return (
    <div className="mt-1 flex flex-wrap items-center gap-x-3 text-ink-soft text-xs">
      <GreenhouseValue {...props} />
      <button
        type="button"
        disabled={settling !== null}
        aria-label={m.takeGreenhouseFor({ field: fieldLabel(props.field, props.own) })}
        onClick={() => settle("take")}
        className="h-9 text-accent underline underline-offset-2 disabled:opacity-55 pointer-coarse:h-11"
      >
        {m.takeGreenhouse()}
      </button>
    </div>
  );
}
