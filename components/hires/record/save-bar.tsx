"use client";

import { ArrowRight, Send } from "lucide-react";
import type { ReactNode } from "react";
import { ActionBar } from "@/components/ui/action-bar";
import { Button } from "@/components/ui/button";
import { SaveButton } from "@/components/ui/save-state";
import * as m from "@/lib/messages/generated/hires/record";

interface SaveBarProps {
  /** What saving will do. */
  sentence: ReactNode;
  isSaving: boolean;
  isChanged: boolean;
  /** Absent when there is no next hire to go to. */
  onSaveAndNext: (() => void) | null;
  /** Present when an invitation went to an address that is changed now. */
  onSaveAndSend: (() => void) | null;
}

/** Stays in sight below the form; its first button submits it. */
export function SaveBar({ sentence, isSaving, isChanged, onSaveAndNext, onSaveAndSend }: SaveBarProps) {
  const further = onSaveAndSend ?? onSaveAndNext;
  const Icon = onSaveAndSend ? Send : ArrowRight;
  return (
    <ActionBar sentence={sentence} isSaving={isSaving} isChanged={isChanged}>
      <SaveButton type="submit" variant={further ? "outline" : "primary"} isSaving={isSaving} aria-keyshortcuts="Control+S Meta+S">
        {m.save()}
      </SaveButton>
      {further ? (
        <Button
          variant="primary"
          icon={<Icon className="size-4" aria-hidden />}
          aria-disabled={isSaving}
          onClick={isSaving ? undefined : further}
          {...(onSaveAndSend ? {} : { "data-save-and-next": true, "aria-keyshortcuts": "Control+Enter Meta+Enter" })}
        >
          {onSaveAndSend ? m.saveAndSend() : m.saveAndNext()}
        </Button>
      ) : null}
    </ActionBar>
  );
}
