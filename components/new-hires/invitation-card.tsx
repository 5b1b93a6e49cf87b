"use client";

import { Send } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { dateOf } from "@/components/ui/dates";
import { Moment } from "@/components/ui/moment";
import { useAnnounce } from "@/components/ui/toast";
import { ApiError } from "@/lib/http/api-client";
import type { Invitation } from "@/lib/invitations/schema";
import { useSendAgain } from "@/lib/new-hires/queries";
import { invitationObstacle } from "@/lib/new-hires/rules";
import type { NewHire } from "@/lib/new-hires/schema";

/** Where the latest invitation is, and the button that sends the next one. */
export function InvitationCard({ hire }: { hire: NewHire }) {
  const latest = hire.invitations[0];
  return (
    <Card title="Invitation">
      <div className="mt-2 space-y-2 break-words text-ink-soft">
        {latest ? <Latest invitation={latest} /> : <p>{beforeTheFirst(hire)}</p>}
      </div>
      {invitationObstacle(hire) === null ? <SendButton hire={hire} /> : null}
    </Card>
  );
}

function beforeTheFirst(hire: NewHire): string {
  if (hire.status === "pending") return "Goes out at once when the record is complete.";
  if (hire.status === "on_hold") return "Has not gone out. Sending it takes the hire off hold.";
  return "None went out.";
}

function Latest({ invitation }: { invitation: Invitation }) {
  const { status, sentTo, sentAt, acceptedAt, expiresAt, attempts, lastError } = invitation;
  const address = <strong className="font-medium text-ink">{sentTo}</strong>;
  const expiry = dateOf(new Date(expiresAt));
  switch (status) {
    case "queued":
      return (
        <>
          <p>On its way to {address}.</p>
          {lastError ? (
            <p>
              {attempts === 1 ? "One attempt" : `${attempts} attempts`} failed; it is tried again by itself. {lastError}
            </p>
          ) : null}
        </>
      );
    case "sent":
      return (
        <p>
          Sent to {address} {sentAt ? <Moment at={sentAt} /> : null}. The link works until {expiry}.
        </p>
      );
    case "failed":
      return (
        <>
          <p className="text-danger">Could not be sent to {address}.</p>
          {lastError ? <p>{lastError}</p> : null}
        </>
      );
    case "accepted":
      return <p>Opened and started by the new hire {acceptedAt ? <Moment at={acceptedAt} /> : null}.</p>;
    case "expired":
      return (
        <p>
          Sent to {address}. The link stopped working on {expiry}.
        </p>
      );
    case "replaced":
    case "revoked":
      return <p>The link sent to {address} no longer works.</p>;
  }
}

/** Seconds left until a moment, counted down on the screen; 0 when it is over. */
function useSecondsUntil(moment: number | null): number {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    if (moment === null) return;
    const count = () => setLeft(Math.max(0, Math.ceil((moment - Date.now()) / 1000)));
    count();
    const timer = setInterval(count, 1000);
    return () => clearInterval(timer);
  }, [moment]);
  return left;
}

function SendButton({ hire }: { hire: NewHire }) {
  const announce = useAnnounce();
  const send = useSendAgain(hire.id);
  const [freeAt, setFreeAt] = useState<number | null>(null);
  const wait = useSecondsUntil(freeAt);

  function start() {
    send.mutate(undefined, {
      onSuccess: (invitation) => announce(`The invitation to ${invitation.sentTo} is on its way.`),
      onError: (error) => {
        if (error instanceof ApiError && error.problem.code === "resend_too_soon" && error.retryAfterSeconds) {
          setFreeAt(Date.now() + error.retryAfterSeconds * 1000);
        } else announce(error.message, "failure");
      },
    });
  }

  return (
    <>
      <Button
        className="mt-3 w-full"
        icon={<Send className="size-4" aria-hidden />}
        busy={send.isPending}
        disabled={wait > 0}
        onClick={start}
      >
        {hire.invitations.length > 0 ? "Send again" : "Send invitation"}
      </Button>
      <p className="text-ink-faint text-xs" role="status">
        {wait > 0 ? (
          <span className="mt-2 block">
            One was sent a moment ago. You can send again in {wait} {wait === 1 ? "second" : "seconds"}.
          </span>
        ) : null}
      </p>
    </>
  );
}
