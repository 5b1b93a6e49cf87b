"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Permitted } from "@/components/auth/permitted";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Moment } from "@/components/ui/moment";
import { NotLoaded } from "@/components/ui/not-loaded";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import { useAnnounce } from "@/components/ui/toast";
import { heldMailOptions, useReleaseMail } from "@/lib/invitations/queries";
import * as m from "@/lib/messages/generated/mail-status";

/** Says that emails are held after a restore; an admin sees what would be sent and lets them go. */
export function HeldMailNotice({ since }: { since: string }) {
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <Notice
        tone="warning"
        title={m.heldTitle()}
        actions={
          <Permitted to="mail.release">
            <Button onClick={() => setAsking(true)}>{m.seeHeld()}</Button>
          </Permitted>
        }
      >
        {m.heldText({ when: <Moment at={since} /> })}
      </Notice>
      {isAsking ? <ReleaseDialog onClose={() => setAsking(false)} /> : null}
    </>
  );
}

function ReleaseDialog({ onClose }: { onClose: () => void }) {
  const announce = useAnnounce();
  const release = useReleaseMail();
  const held = useQuery(heldMailOptions());
  const { data } = held;

  function confirm() {
    release
      .mutateAsync()
      .then(
        () => announce(m.released()),
        (failure: Error) => announce(failure.message, "failure"),
      )
      .finally(onClose);
  }

  return (
    <Dialog
      open
      onClose={onClose}
      title={m.heldQuestion()}
      actions={
        <>
          <Button onClick={onClose}>{m.notYet()}</Button>
          <Button variant="primary" disabled={!data} busy={release.isPending} onClick={confirm}>
            {m.sendHeld()}
          </Button>
        </>
      }
    >
      <NotLoaded query={held} fallback={<Skeleton className="h-5 w-72 max-w-full" />}>
        {m.heldLoadFailed()}
      </NotLoaded>
      {data ? (
        <>
          <p>{m.heldCount({ count: data.total })}</p>
          <ul className="mt-2 max-h-64 overflow-y-auto">
            {data.items.map(({ newHireId, name, sentTo, createdAt }) => (
              <li key={`${newHireId} ${createdAt}`} className="break-words py-0.5">
                <span className="font-medium text-ink">{name}</span> {sentTo}
              </li>
            ))}
          </ul>
          {data.total > data.items.length ? <p>{m.heldMore({ count: data.total - data.items.length })}</p> : null}
          <p className="mt-2">{m.heldHint()}</p>
        </>
      ) : null}
    </Dialog>
  );
}
