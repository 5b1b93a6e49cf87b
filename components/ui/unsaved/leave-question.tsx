"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { hasChangedForms, leave, useLeaving } from "@/components/ui/unsaved/changed-forms";
import * as forms from "@/lib/messages/generated/ui/forms";

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

  return (
    <Dialog
      open={goOn !== null}
      onClose={() => answer(false)}
      title={forms.discardQuestion()}
      actions={
        <>
          <Button onClick={() => answer(false)}>{forms.keepEditing()}</Button>
          <Button variant="danger" onClick={() => answer(true)}>
            {forms.discard()}
          </Button>
        </>
      }
    >
      {forms.discardWarning()}
    </Dialog>
  );
}
