"use client";

import { Suspense, useEffect } from "react";
import { lazyPart } from "@/components/ui/lazy-part";
import { hasChangedForms, subscribe, useLeaving } from "@/components/ui/unsaved/changed-forms";
import type { LeaveDialogProps } from "@/components/ui/unsaved/leave-dialog";

// Most pages never show it. Who cannot be asked stays.
const LeaveDialog = lazyPart<LeaveDialogProps>(async () => (await import("@/components/ui/unsaved/leave-dialog")).LeaveDialog, {
  giveUp: ({ onAnswer }) => onAnswer(false),
});

/** The one question before changes are lost, for every form of the portal; stands once around all pages. */
export function LeaveQuestion() {
  const { goOn, answer } = useLeaving();
  // Loaded with the first change: the question must be there when the connection is not.
  useEffect(() => subscribe(() => hasChangedForms() && LeaveDialog.preload()), []);
  if (!goOn) return null;
  return (
    <Suspense fallback={null}>
      <LeaveDialog onAnswer={answer} />
    </Suspense>
  );
}
