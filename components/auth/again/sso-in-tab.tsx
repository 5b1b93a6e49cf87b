"use client";

import { useEffect } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import * as m from "@/lib/messages/generated/auth";
import { signedInPage } from "@/lib/platform/paths/pages";
import { useBeginSso } from "@/lib/sso/queries";

const LOOK_EVERY_MS = 2_000;

/** Has a person sign in with their organization in another tab, and looks whether they have, so that this page stays as it is. */
export function SsoInTab({ email, onLook }: { email: string; onLook: () => void }) {
  const begin = useBeginSso();

  useEffect(() => {
    if (!begin.isSuccess) return;
    const timer = setInterval(onLook, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [begin.isSuccess, onLook]);

  function open() {
    // Opened with the click itself: a browser blocks what opens later.
    const tab = window.open("", "_blank");
    begin.mutate(
      { email, next: signedInPage },
      {
        onSuccess: ({ address }) => (tab ? tab.location.assign(address) : window.open(address, "_blank")),
        onError: () => tab?.close(),
      },
    );
  }

  return (
    <>
      {begin.error ? <Notice role="alert" tone="danger" title={begin.error.message} className="mt-3" /> : null}
      <p role="status" className="mt-3 empty:mt-0">
        {begin.isSuccess ? m.waitingForTab() : null}
      </p>
      <Button variant="primary" busy={begin.isPending} onClick={open} className="mt-4 h-10 w-full">
        {m.signInInTab()}
      </Button>
    </>
  );
}
