"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import * as forms from "@/lib/messages/generated/ui/forms";

/**
 * Keeps what was typed from being lost by a link or a closed tab: asks first. Renders the question; place it anywhere
 * on the page that holds the form.
 */
export function UnsavedGuard({ active }: { active: boolean }) {
  const router = useRouter();
  const [target, setTarget] = useState<string | null>(null);

  useEffect(() => {
    if (!active) return;
    const onBeforeUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    const onClick = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
      const leavesHere =
        link instanceof HTMLAnchorElement && link.origin === window.location.origin && !link.hash && link.target !== "_blank";
      if (!leavesHere || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      event.stopPropagation();
      setTarget(`${link.pathname}${link.search}`);
    };
    window.addEventListener("beforeunload", onBeforeUnload);
    // Captured, so that it comes before the links' own handlers.
    document.addEventListener("click", onClick, { capture: true });
    return () => {
      window.removeEventListener("beforeunload", onBeforeUnload);
      document.removeEventListener("click", onClick, { capture: true });
    };
  }, [active]);

  return (
    <Dialog
      open={target !== null}
      onClose={() => setTarget(null)}
      title={forms.discardQuestion()}
      actions={
        <>
          <Button onClick={() => setTarget(null)}>{forms.keepEditing()}</Button>
          <Button
            variant="danger"
            onClick={() => {
              const leaveFor = target;
              setTarget(null);
              if (leaveFor) router.push(leaveFor);
            }}
          >
            {forms.discard()}
          </Button>
        </>
      }
    >
      {forms.discardWarning()}
    </Dialog>
  );
}
