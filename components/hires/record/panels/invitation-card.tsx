"use client";

import { SendButton } from "@/components/hires/record/panels/send-button";
import { Card } from "@/components/ui/card";
import { Moment } from "@/components/ui/moment";
import type { NewHire } from "@/lib/hires/schema";
import { invitationObstacle } from "@/lib/hires/status";
import type { Invitation } from "@/lib/invitations/schema";
import { dateOf } from "@/lib/messages/format";

/** Where the latest invitation is, and the button that sends the next one. */
export function InvitationCard({ hire, latest }: { hire: NewHire; latest: Invitation }) {
  return (
    <Card title="Invitation">
      <div className="mt-2 space-y-2 break-words text-ink-soft">
        <Latest invitation={latest} />
      </div>
      {invitationObstacle(hire) === null ? (
        <div className="mt-3">
          <SendButton hireId={hire.id} label="Send again" />
        </div>
      ) : null}
    </Card>
  );
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
      // Why, and what to do, stands in the banner.
      return <p className="text-danger">Could not be sent to {address}.</p>;
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
