"use client";

import { useState } from "react";
import { KeepButton } from "@/components/hires/record/panels/suspension/keep-button";
import { WithdrawDialog } from "@/components/hires/record/panels/suspension/withdraw-dialog";
import { Button } from "@/components/ui/button";
import type { NewHire } from "@/lib/hires/schema";
import * as m from "@/lib/messages/generated/hires/suspension";

/** Takes a hire by hand out of onboarding, and back in: of them Greenhouse says nothing. */
export function ByHandButton({ hire }: { hire: NewHire }) {
  const [isAsking, setAsking] = useState(false);
  if (hire.status === "withdrawn") return <KeepButton hireId={hire.id} label={m.takeBack()} className="mt-3 w-full" />;
  return (
    <>
      <Button variant="quiet" className="mt-2 w-full" onClick={() => setAsking(true)}>
        {m.noLongerHired()}
      </Button>
      <WithdrawDialog hire={hire} open={isAsking} onClose={() => setAsking(false)} />
    </>
  );
}
