"use client";

import { buttonClass } from "@/components/ui/button-look";
import { MessagePage } from "@/components/ui/message-page";

/** What stands where a page failed to render. Every page carries it, so it is made of little. */
export function FailedPage({ retry }: { retry: () => void }) {
  return (
    <MessagePage
      title="This page could not be shown"
      action={
        <button type="button" className={buttonClass("primary")} onClick={retry}>
          Try again
        </button>
      }
    >
      Something failed on our side. What was saved before is safe.
    </MessagePage>
  );
}
