"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { useAnnounce } from "@/components/ui/toast";
import type { HireField } from "@/lib/hire-fields/schema";
import { plainDate } from "@/lib/messages/format";
import * as fieldWords from "@/lib/messages/generated/hires/fields";
import * as m from "@/lib/messages/generated/hires/record";

interface DifferenceBoxProps {
  field: HireField;
  greenhouseValue: string | null;
  onSettle: (whose: "keep" | "take") => Promise<void>;
}

/** Shows a value in Greenhouse that differs from HR's, and lets the user choose one. */
export function DifferenceBox({ field, greenhouseValue, onSettle }: DifferenceBoxProps) {
  const announce = useAnnounce();
  const [settling, setSettling] = useState<"keep" | "take" | null>(null);
  const label = fieldWords.label({ field });

  async function settle(whose: "keep" | "take") {
    setSettling(whose);
    try {
      await onSettle(whose);
      announce(whose === "keep" ? m.keptOurs({ field: label }) : m.matchesGreenhouse({ field: label }));
    } catch (error) {
      announce(error instanceof Error ? error.message : m.saveFailed(), "failure");
    }
    setSettling(null);
  }

  return (
    <div className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-2 rounded-control bg-invited-soft px-3 py-2 text-invited">
      <p className="min-w-0 break-words">
        {m.inGreenhouse({
          value: (
            <strong className="font-semibold">
              {field === "startDate" && greenhouseValue ? plainDate(greenhouseValue, "long") : greenhouseValue}
            </strong>
          ),
        })}
      </p>
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
