"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { useAnnounce } from "@/components/ui/toast";
import { fieldLabels, type HireField } from "@/lib/hire-fields/schema";
import { plainDate } from "@/lib/messages/format";

interface DifferenceBoxProps {
  field: HireField;
  greenhouseValue: string | null;
  onSettle: (whose: "keep" | "take") => Promise<void>;
}

/** Greenhouse says something else than HR: answered here, in place. */
export function DifferenceBox({ field, greenhouseValue, onSettle }: DifferenceBoxProps) {
  const announce = useAnnounce();
  const [settling, setSettling] = useState<"keep" | "take" | null>(null);
  const label = fieldLabels[field];

  async function settle(whose: "keep" | "take") {
    setSettling(whose);
    try {
      await onSettle(whose);
      announce(whose === "keep" ? `${label}: ours stays.` : `${label}: follows Greenhouse again.`);
    } catch (error) {
      announce(error instanceof Error ? error.message : "This could not be saved.", "failure");
    }
    setSettling(null);
  }

  return (
    <div className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-2 rounded-control bg-invited-soft px-3 py-2 text-invited">
      <p className="min-w-0 break-words">
        Greenhouse now says{" "}
        <strong className="font-semibold">
          {field === "startDate" && greenhouseValue ? plainDate(greenhouseValue, "long") : greenhouseValue}
        </strong>
        .
      </p>
      <span className="ml-auto flex flex-wrap gap-1.5">
        <Button busy={settling === "keep"} disabled={settling === "take"} onClick={() => settle("keep")}>
          Keep ours
        </Button>
        <Button busy={settling === "take"} disabled={settling === "keep"} onClick={() => settle("take")}>
          Take Greenhouse’s
        </Button>
      </span>
    </div>
  );
}
