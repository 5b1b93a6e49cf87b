"use client";

import { Pencil } from "lucide-react";
import { SeenButton } from "@/components/hires/record/panels/seen-banner";
import { SendButton } from "@/components/hires/record/panels/send-button";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { NewHire } from "@/lib/hires/schema";
import { invitationObstacle } from "@/lib/hires/status";

interface DeliveryBannerProps {
  hire: NewHire;
  /** Leads to the address in the form. */
  onCorrect: () => void;
}

/** An invitation that did not arrive, or went to an address that is no longer the hire's; and what to do about it. */
export function DeliveryBanner({ hire, onCorrect }: DeliveryBannerProps) {
  const latest = hire.invitations[0];
  if (!latest || hire.status !== "invited") return null;
  const address = hire.fields.personalEmail.value;
  const hasMoved = address !== null && address !== latest.sentTo;
  const hasFailed = latest.status === "failed";
  if (!hasFailed && !hasMoved) return null;
  const send = invitationObstacle(hire) === null && hasMoved ? <SendButton hireId={hire.id} label="Send to the new address" /> : null;

  const seen = hire.attention.includes("address_changed") ? (
    <SeenButton hire={hire} code="address_changed">
      Leave it as it is
    </SeenButton>
  ) : null;

  if (hasFailed) {
    return (
      <Notice
        tone="danger"
        className="mb-4"
        title={<span className="break-words">The invitation to {latest.sentTo} was not delivered</span>}
        actions={
          send ?? (
            <Button icon={<Pencil className="size-4" aria-hidden />} onClick={onCorrect}>
              Correct address and send
            </Button>
          )
        }
      >
        {latest.lastError}
      </Notice>
    );
  }
  return (
    <Notice
      tone="pending"
      className="mb-4"
      title="The address changed after the invitation went out"
      actions={
        <>
          {send}
          {seen}
        </>
      }
    >
      <span className="break-words">
        It went to {latest.sentTo}; nothing was sent to {address} yet.
      </span>
    </Notice>
  );
}
