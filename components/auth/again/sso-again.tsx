"use client";

import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import * as m from "@/lib/messages/generated/sso";
import { useBeginSso } from "@/lib/sso/queries";

/** Has a person who signed in with their organization prove there again who they are, and come back to the page. */
export function SsoAgain({ email }: { email: string }) {
  const begin = useBeginSso();
  const goOn = () => {
    const next = `${window.location.pathname}${window.location.search}`;
    begin.mutate({ email, next, again: true }, { onSuccess: ({ address }) => window.location.assign(address) });
  };
  return (
    <>
      <p>{m.againText()}</p>
      {begin.error ? <Notice role="alert" tone="danger" title={begin.error.message} className="mt-3" /> : null}
      <Button variant="primary" busy={begin.isPending || begin.isSuccess} onClick={goOn} className="mt-4">
        {m.again()}
      </Button>
    </>
  );
}
