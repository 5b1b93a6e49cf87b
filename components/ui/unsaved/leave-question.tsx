"use client";

import { useRouter } from "next/navigation";
import { Suspense, useEffect } from "react";
import { lazyDialog } from "@/components/ui/lazy-dialog";
import { hasChangedForms, leave, useHasChangedForms, useLeaving } from "@/components/ui/unsaved/changed-forms";
import type { LeaveDialogProps } from "@/components/ui/unsaved/leave-dialog";

const load = async () => (await import("@/components/ui/unsaved/leave-dialog")).LeaveDialog;

// Most pages never show it. Who cannot be asked stays.
const LeaveDialog = lazyDialog<LeaveDialogProps>(load, ({ onAnswer }) => onAnswer(false));

/** Returns the link that a click follows within the portal; null where it opens elsewhere, downloads, or stays on the page. */
function followed(event: MouseEvent): HTMLAnchorElement | null {
  const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
  if (!(link instanceof HTMLAnchorElement) || event.defaultPrevented) return null;
  const opensElsewhere = event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || link.target === "_blank";
  return opensElsewhere || link.hasAttribute("download") || link.hash || link.origin !== window.location.origin ? null : link;
}

/** The one question before changes are lost, for every form of the portal; stands once around all pages. */
export function LeaveQuestion() {
  const router = useRouter();
  const { goOn, answer } = useLeaving();

  // The question must be there when the connection is not.
  const isChanged = useHasChangedForms();
  useEffect(() => {
    if (isChanged) void load().catch(() => {});
  }, [isChanged]);

  useEffect(() => {
    const onClick = (event: MouseEvent) => {
      const link = hasChangedForms() ? followed(event) : null;
      if (!link) return;
      event.preventDefault();
      event.stopPropagation();
      leave(() => router.push(`${link.pathname}${link.search}`));
    };
    // Captured, so that it comes before the links' own handlers.
    document.addEventListener("click", onClick, { capture: true });
    return () => document.removeEventListener("click", onClick, { capture: true });
  }, [router]);

  if (!goOn) return null;
  return (
    <Suspense fallback={null}>
      <LeaveDialog onAnswer={answer} />
    </Suspense>
  );
}
