import { RefreshCw } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { ApprovalError } from "@/lib/connections/schema";

const words: Record<ApprovalError, { title: string; body: string }> = {
  declined: {
    title: "Nothing was changed: the approval was declined in Greenhouse.",
    body: "Begin again and approve it there, or connect with a client ID and secret.",
  },
  unknown_state: {
    title: "Nothing was changed: this approval is no longer waited for.",
    body: "It took longer than 15 minutes, was used already, or was begun by somebody else. Begin again.",
  },
  code_refused: {
    title: "Nothing was changed: Greenhouse did not accept the approval.",
    body: "An approval holds for a minute and works once. Begin again; if it happens again, connect with a client ID and secret.",
  },
  permission_missing: {
    title: "Nothing was changed: the approval does not allow what is needed.",
    body: "Either not everything that was asked for was approved, or you are not a Site Admin in Greenhouse, which answers both in the same way. Begin again as a Site Admin and approve everything.",
  },
  unreachable: {
    title: "Nothing was changed: Greenhouse cannot be reached right now.",
    body: "Begin again in a moment.",
  },
};

interface ApprovalRefusalProps {
  error: ApprovalError;
  /** Null where the form to begin again stands below already, or for those who may not. */
  onAgain: (() => void) | null;
}

/** Why an admin came back from Greenhouse without a connection, and what to do. */
export function ApprovalRefusal({ error, onAgain }: ApprovalRefusalProps) {
  const { title, body } = words[error];
  return (
    <Notice
      tone="danger"
      role="alert"
      title={title}
      actions={
        onAgain ? (
          <Button icon={<RefreshCw className="size-4" aria-hidden />} onClick={onAgain}>
            Begin again
          </Button>
        ) : null
      }
    >
      {body}
    </Notice>
  );
}
