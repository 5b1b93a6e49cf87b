import { RefreshCw } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import * as ui from "@/lib/messages/generated/ui";

interface FailureProps {
  title: string;
  error: Error;
  busy?: boolean | undefined;
  onRetry: () => void;
  /** Other ways on. */
  children?: ReactNode;
}

/** A part of the page that could not be loaded: why, and the button to try again. */
export function Failure({ title, error, busy, onRetry, children }: FailureProps) {
  return (
    <Notice
      tone="danger"
      role="alert"
      title={title}
      actions={
        <>
          <Button icon={<RefreshCw className="size-4" aria-hidden />} busy={busy} onClick={onRetry}>
            {ui.tryAgain()}
          </Button>
          {children}
        </>
      }
    >
      {error.message}
    </Notice>
  );
}
