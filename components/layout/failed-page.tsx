"use client";

import { buttonClass } from "@/components/ui/button-look";
import { MessagePage } from "@/components/ui/message-page";
import * as failed from "@/lib/messages/generated/layout/failed";
import * as ui from "@/lib/messages/generated/ui";

/** What stands where a page failed to render. Every page carries it, so it is made of little. */
export function FailedPage({ retry }: { retry: () => void }) {
  return (
    <MessagePage
      title={failed.failedTitle()}
      action={
        <button type="button" className={buttonClass("primary")} onClick={retry}>
          {ui.tryAgain()}
        </button>
      }
    >
      {failed.failedText()}
    </MessagePage>
  );
}
