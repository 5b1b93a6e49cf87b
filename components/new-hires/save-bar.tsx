"use client";

import { ArrowRight } from "lucide-react";
import { Button } from "@/components/ui/button";
import { plainDate } from "@/components/ui/dates";
import { fieldList, type SaveEffect } from "@/lib/new-hires/rules";
import type { HireField, NewHire } from "@/lib/new-hires/schema";

interface EffectProps {
  effect: SaveEffect;
  status: NewHire["status"];
  isDirty: boolean;
  email: string | null;
  inviteFrom: string;
}

function are(fields: readonly HireField[]): string {
  return fields.length === 1 ? "is" : "are";
}

/** What saving will do, said before it is done. */
function EffectSentence({ effect, status, isDirty, email, inviteFrom }: EffectProps) {
  switch (effect.kind) {
    case "stays_pending":
      if (isDirty)
        return (
          <>
            Saving keeps this hire pending: the {fieldList(effect.missing)} {are(effect.missing)} still missing.
          </>
        );
      return (
        <>
          When the {fieldList(effect.missing)} {are(effect.missing)} set, saving sends the invitation
          {email ? (
            <>
              {" "}
              to <strong className="break-words font-medium text-ink">{email}</strong>
            </>
          ) : null}
          .
        </>
      );
    case "invites":
      return (
        <>
          Saving sends the invitation to <strong className="break-words font-medium text-ink">{effect.to}</strong>.
        </>
      );
    case "holds":
      if (effect.reason === "by_hand")
        return <>Saving sends nothing. An invitation went out before, so the next one waits for your word.</>;
      return (
        <>
          Saving sends nothing: the start is before {plainDate(inviteFrom, "long")}, the go-live date, so this hire{" "}
          {status === "on_hold" ? "stays" : "goes"} on hold.
        </>
      );
    case "sends_nothing":
      return <>Saving does not send anything.{status === "invited" ? " Send again sends a new link." : ""}</>;
  }
}

interface SaveBarProps extends EffectProps {
  isSaving: boolean;
  /** Absent when there is no next hire to go to. */
  onSaveAndNext: (() => void) | null;
}

/** Stays in sight below the form; its first button submits it. */
export function SaveBar({ isSaving, onSaveAndNext, ...effect }: SaveBarProps) {
  return (
    <div className="sticky bottom-0 z-10 -mx-4 mt-4 flex flex-wrap items-center gap-x-3 gap-y-2 border-line border-t bg-surface px-4 py-3 sm:bottom-3 sm:mx-0 sm:rounded-card sm:border">
      <p className="min-w-56 flex-1 text-ink-soft max-sm:w-full" aria-live="polite">
        <EffectSentence {...effect} />
      </p>
      <div className="ml-auto flex gap-2">
        <Button type="submit" variant={onSaveAndNext ? "outline" : "primary"} busy={isSaving} aria-keyshortcuts="Control+S Meta+S">
          Save
        </Button>
        {onSaveAndNext ? (
          <Button variant="primary" icon={<ArrowRight className="size-4" aria-hidden />} busy={isSaving} onClick={onSaveAndNext}>
            Save and next
          </Button>
        ) : null}
      </div>
    </div>
  );
}
