"use client";

import { ArrowRight, Send } from "lucide-react";
import type { ReactNode } from "react";
import { ActionBar } from "@/components/ui/action-bar";
import { Button } from "@/components/ui/button";
import * as m from "@/lib/messages/generated/hires/record";

interface SaveBarProps {
  /** What saving will do. */
  sentence: ReactNode;
  isSaving: boolean;
  /** Absent when there is no next hire to go to. */
  onSaveAndNext: (() => void) | null;
  /** Present when an invitation went to an address that is changed now. */
  onSaveAndSend: (() => void) | null;
}

/** Stays in sight below the form; its first button submits it. */
export function SaveBar({ sentence, isSaving, onSaveAndNext, onSaveAndSend }: SaveBarProps) {
  const further = onSaveAndSend ?? onSaveAndNext;
  const Icon = onSaveAndSend ? Send : ArrowRight;
  return (
    <ActionBar sentence={sentence}>
      <Button type="submit" variant={further ? "outline" : "primary"} busy={isSaving} aria-keyshortcuts="Control+S Meta+S">
        {m.save()}
      </Button>
      {further ? (
        <Button
          variant="primary"
          icon={<Icon className="size-4" aria-hidden />}
          busy={isSaving}
          onClick={further}
          {...(onSaveAndSend ? {} : { "data-save-and-next": true, "aria-keyshortcuts": "Control+Enter Meta+Enter" })}
        >
          {onSaveAndSend ? m.saveAndSend() : m.saveAndNext()}
        </Button>
      ) : null}
    </ActionBar>
  );
}
