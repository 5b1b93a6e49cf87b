"use client";

import { RefreshCw } from "lucide-react";
import { Button } from "@/components/ui/button";
import { MessagePage } from "@/components/ui/message-page";

/** What stands where a page failed to render. */
export function FailedPage({ retry }: { retry: () => void }) {
  return (
    <MessagePage
      title="This page could not be shown"
      action={
        <Button variant="primary" icon={<RefreshCw className="size-4" aria-hidden />} onClick={retry}>
          Try again
        </Button>
      }
    >
      Something failed on our side. What was saved before is safe.
    </MessagePage>
  );
}
