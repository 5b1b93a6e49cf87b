"use client";

import { useState } from "react";
import { Permitted } from "@/components/auth/permitted";
import { WithdrawDialog } from "@/components/hires/record/panels/suspension/withdraw-dialog";
import { Button } from "@/components/ui/button";
import { Moment } from "@/components/ui/moment";
import { Notice } from "@/components/ui/notice";
import { useOwnTimeZone } from "@/components/ui/time-zone";
import { useAnnounce } from "@/components/ui/toast";
import { useDecideSuspension } from "@/lib/hires/record/queries";
import type { NewHire } from "@/lib/hires/schema";
import type { SuspensionDecision } from "@/lib/hires/suspension/schema";
import { clockTime, plainDate } from "@/lib/messages/format";
import * as m from "@/lib/messages/generated/hires/suspension";
import { localDay } from "@/lib/platform/calendar";

/** Says that Greenhouse no longer shows a hire as hired, until when that is waited for, and lets HR decide before; nothing for any other. */
export function SuspendedBanner({ hire }: { hire: NewHire }) {
  const announce = useAnnounce();
  const timeZone = useOwnTimeZone();
  const decide = useDecideSuspension(hire.id);
  const [isAsking, setAsking] = useState(false);
  if (!hire.suspended) return null;
  const end = new Date(hire.suspended.until);
  const choose = (decision: SuspensionDecision) =>
    decide.mutateAsync(decision).then(
      () => {
        setAsking(false);
        announce(m.decided({ decision }));
      },
      (error: Error) => announce(error.message, "failure"),
    );
  return (
    <Notice
      tone="warning"
      className="mb-4"
      title={m.title()}
      actions={
        <Permitted to="hires.edit">
          <Button busy={decide.isPending} onClick={() => choose("keep")}>
            {m.keep()}
          </Button>
          <Button onClick={() => setAsking(true)}>{m.withdraw()}</Button>
          <WithdrawDialog
            hire={hire}
            open={isAsking}
            busy={decide.isPending}
            onClose={() => setAsking(false)}
            onConfirm={() => choose("withdraw")}
          />
        </Permitted>
      }
    >
      <p>{m.text({ day: plainDate(localDay(end, timeZone), "long"), time: clockTime(end, timeZone) })}</p>
      <p className="mt-1 text-xs">{m.since({ when: <Moment at={hire.suspended.since} /> })}</p>
    </Notice>
  );
}
