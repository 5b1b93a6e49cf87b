"use client";

import { Pencil } from "lucide-react";
import { Permitted } from "@/components/auth/permitted";
import { SeenButton } from "@/components/hires/record/panels/seen-banner";
import { SendButton } from "@/components/hires/record/panels/send-button";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { NewHire } from "@/lib/hires/schema";
import { invitationObstacle } from "@/lib/hires/status";
import * as m from "@/lib/messages/generated/hires/record";

interface DeliveryBannerProps {
  hire: NewHire;
  /** Moves the focus to the email field. */
  onCorrect: () => void;
}

/** Shows an invitation that wasn't delivered or went to an old address, and what to do about it. */
export function DeliveryBanner({ hire, onCorrect }: DeliveryBannerProps) {
  const latest = hire.invitations[0];
  if (!latest || hire.status !== "invited") return null;
  const address = hire.fields.personalEmail.value;
  const newAddress = address === latest.sentTo ? null : address;
  const hasFailed = latest.status === "failed";
  const send = invitationObstacle(hire) === null && newAddress !== null ? <SendButton hireId={hire.id} label={m.sendToNew()} /> : null;

  const seen = hire.attention.includes("address_changed") ? (
    <SeenButton hire={hire} code="address_changed">
      {m.dontResend()}
    </SeenButton>
  ) : null;

  if (hasFailed) {
    return (
      <Notice
        tone="danger"
        className="mb-4"
        title={<span className="break-words">{m.notDelivered({ to: latest.sentTo })}</span>}
        actions={
          send ?? (
            <Permitted to="hires.edit">
              <Button icon={<Pencil className="size-4" aria-hidden />} onClick={onCorrect}>
                {m.correctAndSend()}
              </Button>
            </Permitted>
          )
        }
      >
        {latest.lastError}
      </Notice>
    );
  }
  if (newAddress === null) return null;
  return (
    <Notice
      tone="warning"
      className="mb-4"
      title={m.addressChanged()}
      actions={
        <>
          {send}
          {seen}
        </>
      }
    >
      <span className="break-words">{m.addressChangedText({ old: latest.sentTo, new: newAddress })}</span>
    </Notice>
  );
}
