"use client";

import { useState } from "react";
import { WithdrawDialog } from "@/components/hires/record/panels/suspension/withdraw-dialog";
import { Button } from "@/components/ui/button";
import { useAnnounce } from "@/components/ui/toast";
import { useDecideSuspension } from "@/lib/hires/record/queries";
import type { NewHire } from "@/lib/hires/schema";
import type { SuspensionDecision } from "@/lib/hires/suspension/schema";
import * as m from "@/lib/messages/generated/hires/suspension";

/** Takes a hire by hand out of onboarding, and back in: of them Greenhouse says nothing. */
export function ByHandButton({ hire }: { hire: NewHire }) {
  const announce = useAnnounce();
  const decide = useDecideSuspension(hire.id);
  const [isAsking, setAsking] = useState(false);
  const choose = (decision: SuspensionDecision) =>
    decide
      .mutateAsync(decision)
      .then(
        () => announce(m.decided({ decision })),
        (error: Error) => announce(error.message, "failure"),
      )
      .finally(() => setAsking(false));
  if (hire.status === "withdrawn") {
    return (
      <Button className="mt-3 w-full" busy={decide.isPending} onClick={() => choose("keep")}>
        {m.takeBack()}
      </Button>
    );
  }
  return (
    <>
      <Button variant="quiet" className="mt-2 w-full" onClick={() => setAsking(true)}>
        {m.noLongerHired()}
      </Button>
      <WithdrawDialog
        hire={hire}
        open={isAsking}
        busy={decide.isPending}
        onClose={() => setAsking(false)}
        onConfirm={() => choose("withdraw")}
      />
    </>
  );
}
