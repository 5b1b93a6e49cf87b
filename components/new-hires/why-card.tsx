"use client";

import { RefreshCw } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Moment } from "@/components/ui/moment";
import { useAnnounce } from "@/components/ui/toast";
import { useNow } from "@/components/ui/use-now";
import { useCheckGreenhouse } from "@/lib/new-hires/queries";
import { pendingReason } from "@/lib/new-hires/rules";
import type { AttentionCode, HireStatus, NewHire } from "@/lib/new-hires/schema";

const titles: Record<HireStatus, string> = {
  pending: "Why pending",
  on_hold: "Why on hold",
  invited: "Worth a look",
  started: "Worth a look",
  withdrawn: "Why withdrawn",
  ignored: "Why not imported",
};

/** What each attention means for this hire, and what to do; the ones with a banner of their own say it there. */
const sentences: Partial<Record<AttentionCode, string>> = {
  before_go_live: "The start is before the go-live date, so no invitation goes out by itself. Send it yourself if it is right.",
  possible_duplicate: "Another hire looks like the same person.",
  scheduled: "The record is complete, and the invitation goes out on its day.",
  by_hand: "The invitation waits for your word.",
  import_rule: "An import rule leaves this hire out.",
  ignored_by_hr: "HR left this hire out.",
  greenhouse_differs: "Greenhouse now says something else than HR entered. Choose in the field.",
  starts_soon: "The first day is close.",
};

/** Why the hire stands where it stands, when Greenhouse is asked again, and the button to ask now. */
export function WhyCard({ hire }: { hire: NewHire }) {
  const isOver = hire.status === "withdrawn" || hire.status === "ignored";
  const reasons = [
    hire.status === "withdrawn"
      ? "Greenhouse no longer says that this person is hired. Links in earlier invitations no longer work."
      : null,
    pendingReason(hire.missingFields),
    ...hire.attention.map((code) => sentences[code]),
  ].filter((reason) => reason !== null && reason !== undefined);
  if (reasons.length === 0) return null;

  return (
    <Card title={titles[hire.status]}>
      <div className="mt-2 space-y-2 text-ink-soft">
        {(isOver ? reasons.slice(0, 1) : reasons).map((reason) => (
          <p key={reason}>{reason}</p>
        ))}
        {hire.nextCheckAt && !isOver ? <NextCheck at={hire.nextCheckAt} /> : null}
      </div>
      {isOver ? null : <CheckButton hire={hire} />}
    </Card>
  );
}

function NextCheck({ at }: { at: string }) {
  const now = useNow();
  if (now !== null && new Date(at).getTime() <= now) return <p>Greenhouse is about to be asked again.</p>;
  return (
    <p>
      Greenhouse is asked again <Moment at={at} />.
    </p>
  );
}

function CheckButton({ hire }: { hire: NewHire }) {
  const announce = useAnnounce();
  const check = useCheckGreenhouse(hire.id);
  return (
    <Button
      className="mt-3 w-full"
      icon={<RefreshCw className="size-4" aria-hidden />}
      busy={check.isPending}
      onClick={() =>
        check.mutateAsync().then(
          (fresh) =>
            announce(
              fresh.version === hire.version
                ? "Greenhouse has nothing new about this person. A changed offer appears here in a moment."
                : "The record follows what Greenhouse says now.",
            ),
          (error: Error) => announce(error.message, "failure"),
        )
      }
    >
      Check Greenhouse now
    </Button>
  );
}
