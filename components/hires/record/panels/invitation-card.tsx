"use client";

import { SendButton } from "@/components/hires/record/panels/send-button";
import { Card } from "@/components/ui/card";
import { Moment } from "@/components/ui/moment";
import { useTimeZone } from "@/components/ui/time-zone";
import type { NewHire } from "@/lib/hires/schema";
import { invitationObstacle } from "@/lib/hires/status";
import type { Invitation } from "@/lib/invitations/schema";
import { dateOf } from "@/lib/messages/format";
import * as m from "@/lib/messages/generated/hires/record";

/** Shows the state of the latest invitation, with a button to send another one. */
export function InvitationCard({ hire, latest }: { hire: NewHire; latest: Invitation }) {
  return (
    <Card title={m.invitation()}>
      <div className="mt-2 space-y-2 break-words text-ink-soft">
        <Latest invitation={latest} />
      </div>
      {invitationObstacle(hire) === null ? (
        <div className="mt-3">
          <SendButton hireId={hire.id} label={m.sendAgain()} />
        </div>
      ) : null}
    </Card>
  );
}

function Latest({ invitation }: { invitation: Invitation }) {
  const { status, sentTo, sentAt, acceptedAt, expiresAt, attempts, lastError, isBeingSent } = invitation;
  const to = <strong className="font-medium text-ink">{sentTo}</strong>;
  const day = dateOf(new Date(expiresAt), useTimeZone());
  switch (status) {
    case "queued":
      return (
        <>
          <p>{isBeingSent ? m.sendingTo({ to }) : m.waitingFor({ to })}</p>
          {lastError ? (
            <>
              <p>{m.retrying({ count: attempts })}</p>
              <p>{lastError}</p>
            </>
          ) : null}
        </>
      );
    case "sent":
      return <p>{sentAt ? m.sentToAt({ to, when: <Moment at={sentAt} />, day }) : m.sentTo({ to, day })}</p>;
    case "failed":
      // The banner shows the reason and what to do.
      return <p className="text-danger">{m.failedTo({ to })}</p>;
    case "accepted":
      return <p>{acceptedAt ? m.startedOnboardingAt({ when: <Moment at={acceptedAt} /> }) : m.startedOnboarding()}</p>;
    case "expired":
      return <p>{m.expiredTo({ to, day })}</p>;
    case "replaced":
    case "revoked":
      return <p>{m.disabledTo({ to })}</p>;
  }
}
