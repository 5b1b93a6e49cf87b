"use client";

import { useState } from "react";
import { Permitted } from "@/components/auth/permitted";
import { KeepButton } from "@/components/hires/record/panels/suspension/keep-button";
import { WithdrawDialog } from "@/components/hires/record/panels/suspension/withdraw-dialog";
import { Button } from "@/components/ui/button";
import { Moment } from "@/components/ui/moment";
import { Notice } from "@/components/ui/notice";
import { useOwnTimeZone } from "@/components/ui/time-zone";
import type { NewHire } from "@/lib/hires/schema";
import { clockTime, dateOf } from "@/lib/messages/format";
import * as m from "@/lib/messages/generated/hires/suspension";

/** Says that Greenhouse no longer shows a hire as hired, until when that is waited for, and lets HR decide before; nothing for any other. */
export function SuspendedBanner({ hire }: { hire: NewHire }) {
  const timeZone = useOwnTimeZone();
  const [isAsking, setAsking] = useState(false);
  if (!hire.suspended) return null;
  const end = new Date(hire.suspended.until);
  return (
    <Notice
      tone="warning"
      className="mb-4"
      title={m.title()}
      actions={
        <Permitted to="hires.edit">
          <KeepButton hireId={hire.id} label={m.keep()} />
          <Button onClick={() => setAsking(true)}>{m.withdraw()}</Button>
          <WithdrawDialog hire={hire} open={isAsking} onClose={() => setAsking(false)} />
        </Permitted>
      }
    >
      <p>{m.text({ day: dateOf(end, timeZone), time: clockTime(end, timeZone) })}</p>
      <p className="mt-1 text-xs">{m.since({ when: <Moment at={hire.suspended.since} /> })}</p>
    </Notice>
  );
}
